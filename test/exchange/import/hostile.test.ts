import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { ImportFormat } from '../../../src/exchange/import/formats.js';
import { topologyOf } from '../../../src/exchange/import/topology/topology.js';
import type { Wiring } from '../../../src/exchange/wiring.js';
import { load } from '../../../src/pipeline.js';
import { prettyJson } from '../../../src/std/pretty-json.js';
import { lehmer } from '../../small-fabrics.js';
import { read, said } from './read.js';

const folders = ['bad', 'dumps'].map((folder) => join(import.meta.dirname, '..', folder));
const dumps = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => !file.endsWith('.out'))
    .map((file) => ({ file, bytes: readFileSync(join(folder, file)) })),
);

/** Nothing throws, every finding has a line, and what is made of it is a topology. */
function expectSound(wiring: Wiring): void {
  for (const { place } of wiring.findings) expect(place.line!.number).toBeGreaterThan(0);
  if (wiring.links.length === 0) {
    expect(wiring.findings.length).toBeGreaterThan(0);
    return;
  }
  const { topology } = topologyOf(wiring, { name: 'x', gbps: null });
  const json = prettyJson(topology);
  const loaded = load({ file: 'x.json', bytes: Buffer.from(json) });
  expect(loaded.findings, json).toEqual([]);
}

test('dumps with parts cut out, repeated, swapped and overwritten', () => {
  const draw = lehmer(8);
  for (let n = 0; n < 300; n++) {
    const { file, bytes } = dumps[draw(dumps.length)]!;
    const text = bytes.toString('latin1');
    const [from, length, to] = [draw(text.length), draw(60), draw(text.length)];
    const part = text.slice(from, from + length);
    const mutant = [
      text.slice(0, from),
      text.slice(0, from) + text.slice(from + length),
      text.slice(0, to) + part + text.slice(to),
      text.slice(0, from) + part.split('').reverse().join('') + text.slice(from + length),
      text.slice(0, from) +
        ['"', '\n', '[', ',', ':', '0', '/', '__proto__'][draw(8)] +
        text.slice(from + 1),
      text.replaceAll(String(draw(10)), String(draw(10))),
    ][draw(6)]!;
    const format = file.split('.')[1] as ImportFormat;
    expectSound(read(format, { [file]: [Buffer.from(mutant, 'latin1')] }));
  }
});

/** A stream of so many bytes that nobody holds. */
function* stream(text: string, bytes: number): Generator<Uint8Array> {
  const piece = Buffer.from(text.repeat(Math.ceil(1_000_000 / text.length)));
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

describe('a stream of 500 MB', () => {
  const line = { csv: 'h1/nic0:0,leaf0:0,400\n', dot: '"leaf0":"swp1" -- "h0":"eth0"\n' };
  test.each([
    ['ibnetdiscover', 'nothing of the kind\n'],
    ['csv', 'nothing of the kind\n'],
    ['dot', '"h0":"eth0" == "leaf0":"swp1";\n'],
    ['p2p', 'x'.repeat(1000)],
    ['netbox', '"'],
    ['lldp', '[['],
  ] as const)('of what is no %s ends early', (format, text) => {
    const before = process.memoryUsage().arrayBuffers;
    expectSound(read(format, { x: stream(text, 500_000_000) }, { maxBytes: 4_000_000 }));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  test.each(Object.entries(line))(
    'of more cables than are taken (%s) ends there',
    (format, text) => {
      let n = 0;
      function* many(): Generator<Uint8Array> {
        yield Buffer.from('a,b,gbps\n');
        for (let piece = 0; piece < 5000; piece++) {
          const lines = Array.from({ length: 1000 }, () =>
            text
              .replace(/h\d/, `h${n++}`)
              .replace(/:0,400/, `:${n},400`)
              .replace('swp1', `swp${n}`),
          );
          yield Buffer.from(lines.join(''));
        }
      }
      const wiring = read(format as ImportFormat, { x: many() }, { maxCables: 2000 });
      expect(wiring.findings.map(({ code }) => code)).toContain('wiring-too-many');
      expect(wiring.links.length).toBe(2000);
      expect(n).toBeLessThan(10_000);
    },
  );
});

/** Collects what nobody holds, so that what is left of the heap is held. */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heldBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('a stream of 8 MB that every reader understands, of one cable', () => {
  const record = 'Switch\t64 "S-0000000000000001"\t\t# "leaf"\n';
  const odd = (n: number) => n.toString(16).padStart(16, '0');
  test.each([
    [
      'ibnetdiscover',
      'whose port names another node in each line',
      record,
      (n: number) => `[1]\t"H-${odd(n)}"[1](a) \t\t# "h${n} nic0" lid 2 4xNDR\n`,
    ],
    [
      'ibnetdiscover',
      'whose port has two cables, again and again',
      record,
      (n: number) => `[1]\t"H-${odd(n % 99)}"[1](a) \t\t# "h${n % 99} nic0" lid 2 4xNDR\n`,
    ],
    [
      'ibnetdiscover',
      'whose line, one for each port, names another node',
      '',
      (n: number) =>
        `SW 6 1 0x0000000000000001 4x NDR - CA 1 1 0x${odd(n)} ( 'leaf' - 'h${n} nic0' )\n`,
    ],
    [
      'ibnetdiscover',
      'whose speeds have words before them',
      record,
      (n: number) => `[1]\t"H-${odd(1)}"[1](a) \t\t# "h1 nic0" lid 2 x${odd(n)}-4xNDR\n`,
    ],
    [
      'dot',
      'with machines without cables',
      '"leaf1":"swp1" -- "h0":"eth0"\n',
      (n: number) => `"h${odd(n)}" [function="server"]\n`,
    ],
    [
      'netbox',
      'with machines without cables',
      'name,role,device_type\n',
      (n: number) => `h${odd(n)},server,x\n`,
    ],
  ] as const)('%s, %s, holds little', (format, _, head, line) => {
    let held = 0;
    const before = heldBytes();
    function* lines(): Generator<Uint8Array> {
      yield Buffer.from(head);
      for (let sent = 0, n = 0, piece = 0; sent < 8_000_000; piece++) {
        const bytes = Buffer.from(Array.from({ length: 2000 }, () => line(n++)).join(''));
        sent += bytes.length;
        yield bytes;
        if (piece % 30 === 29) held = Math.max(held, heldBytes() - before);
      }
    }
    expectSound(read(format, { x: lines() }, { maxCables: 1000 }));
    held = Math.max(held, heldBytes() - before);
    expect(held).toBeLessThan(5_000_000);
  });
});

test.each([
  [
    'ibnetdiscover',
    '',
    'Switch\t4 "S-1"\t# "leaf0"\n[1]\t"H-1"[1](1) \t\t# "h0 nic0" lid 1 4xNDR\n',
  ],
  ['csv', 'a,b,gbps\n', 'h0/nic0:0,leaf0:1,400\n'],
] as const)(
  '%s: behind 10,000 lines that are something else nothing is read, and that is said',
  (format, head, good) => {
    const of = (odd: number) =>
      said(read(format, { x: `${head}${'nothing of the kind\n'.repeat(odd)}${good}` }));
    expect(of(9_999)).toMatch(/: 9,999 lines, first 3 .* \[wiring-line]/);
    expect(of(9_999)).not.toContain('not read');
    expect(of(10_000)).toMatch(
      /10,000 lines, .*; what comes behind them is not read \[wiring-line]/,
    );
  },
);

test('JSON of a million levels is refused, whether its brackets are closed or not', () => {
  for (const text of ['['.repeat(1e6), '['.repeat(1e6) + ']'.repeat(1e6)]) {
    const wiring = read('lldp', { x: text });
    expect(said(wiring)).toMatch(/1:1: error: .*: it is nested deeper than 64 levels/);
  }
});

test('names that mean something to programs are names', () => {
  const rows = [
    '__proto__',
    'constructor',
    '=1+1',
    '\u001b[31mred',
    'a"b',
    '../../etc',
    'ä'.repeat(300),
  ];
  const lines = rows.map((name, i) => `"${name.replaceAll('"', '""')}:eth0",leaf0:swp${i + 1},400`);
  const wiring = read('csv', { x: `a,b,gbps\n${lines.join('\n')}\n` });
  expect(wiring.links.length).toBe(rows.length);
  expectSound(wiring);
  const { topology } = topologyOf(wiring, { name: 'x', gbps: null });
  expect(new Set(Object.values(topology.labels!))).toEqual(
    new Set([...rows.map((name) => name.slice(0, 200)), 'leaf0']),
  );
});
