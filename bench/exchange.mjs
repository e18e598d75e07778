// How long do exports of the fabric of 16,384 compute endpoints (18,432 in all, 36,864 cables) take, its
// import from what ibnetdiscover prints, and the difference of a dump with ten faults? As processes,
// against bare Node in the same run. Budgets: 1 s a format, 1.5 s, 2 s.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFormats } from '../dist/exchange/export/formats.js';
import { againstNode } from './measure.mjs';

const cli = 'dist/cli/main.js';
const fabric = 'topologies/deepseek-v3.json';
/** What differs is an answer, too. */
const measured = (name, args) => againstNode(name, args, { runs: 5, statuses: [0, 1] });

const folder = mkdtempSync(join(tmpdir(), 'planewright-bench-'));

try {
  for (const format of exportFormats) {
    measured(`export --to ${format}`, [
      cli,
      'export',
      fabric,
      '--to',
      format,
      '--into',
      join(folder, format),
    ]);
  }
  const dump = join(folder, 'ibnetdiscover', 'fabric.ibnetdiscover');
  measured('import of the dump of ibnetdiscover', [
    cli,
    'import',
    dump,
    '-o',
    join(folder, 'as-built.json'),
  ]);
  measured('diff, nothing wrong', [cli, 'diff', fabric, dump, '-o', join(folder, 'report.txt')]);
  const list = join(folder, 'cables.csv');
  execFileSync(process.execPath, [cli, 'export', fabric, '--to', 'csv', '-o', list]);
  const [head, ...cables] = readFileSync(list, 'utf8').trimEnd().split('\n');
  const wrong = tenFaults(cables);
  const found = join(folder, 'found.csv');
  writeFileSync(found, `${[head, ...wrong].join('\n')}\n`);
  measured('diff of a list of cables, ten faults', [
    cli,
    'diff',
    fabric,
    found,
    '-o',
    join(folder, 'report.txt'),
  ]);
  const bad = join(folder, 'bad.ibnetdiscover');
  writeFileSync(bad, swappedInDump(readFileSync(dump, 'utf8')));
  measured('diff of a dump, ten faults', [
    cli,
    'diff',
    fabric,
    bad,
    '-o',
    join(folder, 'report.txt'),
  ]);
} finally {
  rmSync(folder, { recursive: true });
}

/** Five pairs of cables swap their upper ends, across leaves and planes, and five are not there. */
function tenFaults(cables) {
  const ends = cables.map((line) => line.split(','));
  for (let i = 0; i < 5; i++) {
    const [x, y] = [ends[100 + 3001 * i], ends[20000 + 1777 * i]];
    [x[1], y[1]] = [y[1], x[1]];
  }
  const gone = new Set([50, 9000, 17000, 25000, 33000]);
  return ends.filter((_, i) => !gone.has(i)).map((cells) => cells.join(','));
}

/** Ten cables of leaves to spines are not there, at either end. */
function swappedInDump(text) {
  const gone = new Set();
  for (let i = 0; i < 10; i++) gone.add(`compute-p${i % 8}-leaf${5 * i} ${33 + i}`);
  let name = '';
  const lines = text.split('\n').filter((line) => {
    const record = /^(?:Switch|Ca)\t\d+ "[^"]+"\t\t# "([^"]*)"/.exec(line);
    if (record) name = record[1];
    const port = /^\[(\d+)\].*"\[(\d+)\].*# (?:lid \d+ lmc \d+ )?"([^"]*)"/.exec(line);
    if (!port) return true;
    return !gone.has(`${name} ${port[1]}`) && !gone.has(`${port[3]} ${port[2]}`);
  });
  return lines.join('\n');
}
