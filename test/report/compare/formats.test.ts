import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { comparers } from '../../../src/report/compare/registry.js';
import { compareFormats } from '../../../src/report/formats.js';
import { compareSets } from '../../../src/whatif/compare.js';
import { comparison } from '../../../src/whatif/comparison.js';
import { openWorld, readTopology } from '../../worlds.js';

const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/compare.schema.json', import.meta.url), 'utf8'),
);
const valid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const hostile = 'a|b\u001b[31m<b>,"=cmd()\u202e\n.json';
const priced = { switches: { QM9700: 40_000 }, currency: 'x|y,"z' };

/** q = 12 is not a power of a prime. */
const flies = {
  name: 'flies',
  switchModels: { s: { ports: 32, portGbps: 100 } },
  nicModels: { n: { portGbps: 100 } },
  hosts: {
    h: { count: 100, nics: { nic: { model: 'n' } } },
    g: { count: 200, nics: { nic: { model: 'n' } } },
  },
  planes: {
    five: { attach: { nics: ['h/nic'] }, slimFly: { model: 's', q: 5 } },
    twelve: { attach: { nics: ['g/nic'] }, slimFly: { model: 's', q: 12 }, built: false },
  },
};

function compared() {
  const small = { ...readTopology('topologies/superpod-h100-1su.json'), prices: priced };
  return comparison(
    [
      { document: small, file: hostile },
      { document: flies, file: 'flies.json' },
    ].flatMap(({ document, file }) => compareSets(openWorld(document).subject, file)),
  );
}

const all = compared();

describe.each(compareFormats)('%s', (format) => {
  const text = comparers[format](all);

  it('ends with one newline, and is the same each time', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(comparers[format](compared())).toBe(text);
  });

  it('prints no control characters, whatever files and prices are called', () => {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('leaves no figure unknown that is a number', () => {
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});

it('JSON holds its schema', () => {
  expect(valid(JSON.parse(comparers.json(all))), JSON.stringify(valid.errors)).toBe(true);
  expect(valid({ version: 1, rows: [{}] })).toBe(false);
});

/** Cells of a line of RFC 4180. */
const cellsOf = (line: string): string[] =>
  line
    .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));

it('CSV has as many cells in every line as in its head', () => {
  const [head, ...lines] = comparers.csv(all).trimEnd().split('\n').map(cellsOf);
  expect(lines).toHaveLength(all.rows.length);
  for (const line of lines) expect(line).toHaveLength(head!.length);
  const column = head!.indexOf('file');
  expect(lines[0]![column]).toBe('a|b\\u001b[31m<b>,"=cmd()\\u202e\\n.json');
});

it('a table of Markdown has its cells, whatever is in them', () => {
  for (const line of comparers
    .markdown(all)
    .split('\n')
    .filter((one) => one.startsWith('|'))) {
    expect(line.endsWith('|')).toBe(true);
    expect(line).not.toContain('<b>');
  }
});

it('the text says what is by formula, what cannot be built, and what has no price', () => {
  const text = comparers.text(all);
  expect(text).toContain(
    'flies twelve: by closed formulas, not built; it cannot be built: q is 12',
  );
  expect(text).toContain('superpod-h100-1su compute: no price of');
  expect(text).not.toContain('undefined');
});
