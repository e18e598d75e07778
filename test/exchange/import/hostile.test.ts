import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportFormat } from '../../../src/exchange/import/formats.js';
import { topologyOf } from '../../../src/exchange/import/topology/topology.js';
import type { Wiring } from '../../../src/exchange/wiring.js';
import { load } from '../../../src/pipeline.js';
import { prettyJson } from '../../../src/std/pretty-json.js';
import { lehmer } from '../../small-fabrics.js';
import { read } from './read.js';

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
