import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { sizeFormats } from '../../src/report/formats.js';
import { sizeReporters } from '../../src/report/size/registry.js';
import { type SizeReport, sizeReport } from '../../src/report/size/report.js';
import { size } from '../../src/sizing/size.js';
import type { Wish } from '../../src/sizing/wish.js';
import { familyIds } from '../../src/spec/families/shape.js';
import { type Short, wish } from '../sizing/wishes.js';

const reportOf = (short: Short, most = 5, more: Partial<Wish> = {}): SizeReport => {
  const asked = wish(short, more);
  return sizeReport(asked, size(asked, most));
};

const prices = { currency: 'USD', switches: { switch: 40000 }, cables: { endpoint: 690 } };
const hostile = '|`<b>*_$x$[a](https://b.example)@c';

const reports: Readonly<Record<string, SizeReport>> = {
  'a list that is cut': reportOf({ endpoints: 1000, ports: 64, nics: 8, most: [3, 1] }),
  'a list with prices': reportOf({ endpoints: 1000, ports: 64, nics: 8 }, 20, { prices }),
  'NICs that are split': reportOf({ endpoints: 500, ports: 32, splits: [2, 4], nicSplits: [2, 4] }),
  'a list with powers': reportOf({ endpoints: 1000, ports: 64, nics: 8 }, 20, {
    prices: { ...prices, nics: { '400G': 1 }, watts: { switch: 1500 } },
  }),
  'one switch': reportOf({ endpoints: 8, ports: 8 }),
  'no design': reportOf({ endpoints: 1e9, ports: 8 }),
  'hostile names': reportOf({ endpoints: 90, ports: 16 }, 5, {
    prices,
    switchModel: { name: hostile, ports: 16, portGbps: 400, splits: [] },
    nicModel: { name: hostile, ports: 1, portGbps: 400, splits: [] },
  }),
};

test('the formats are those that the command line offers, the default first', () => {
  expect(Object.keys(sizeReporters)).toEqual([...sizeFormats]);
  expect(sizeFormats[0]).toBe('text');
});

describe.each(Object.entries(sizeReporters))('%s', (_format, reporter) => {
  test.each(Object.entries(reports))(
    'of %s: ends with one newline, and says the same twice',
    (_, report) => {
      expect(reporter(report)).toMatch(/[^\n]\n$/);
      expect(reporter(JSON.parse(JSON.stringify(report)))).toBe(reporter(report));
    },
  );
});

describe('schemas/size.schema.json', () => {
  const file = join(import.meta.dirname, '../../schemas/size.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true });
  const validate = ajv.compile(schema);
  const wrong = (text: string) => (validate(JSON.parse(text)) ? [] : validate.errors);

  test.each(Object.entries(reports))('holds for %s', (_, report) => {
    expect(wrong(sizeReporters.json(report))).toEqual([]);
  });

  test('knows the families', () => {
    expect(schema.definitions.family.enum).toEqual([...familyIds]);
  });

  test.each<[what: string, change: object]>([
    ['a key that is missing', { designs: undefined }],
    ['a key that it does not know', { also: 1 }],
    ['another version', { version: 2 }],
    ['half a design', { more: 0.5 }],
  ])('refuses %s', (_, change) => {
    const report = { ...reports['a list with prices'], ...change };
    expect(wrong(JSON.stringify(report))).not.toEqual([]);
  });
});

describe('what is said', () => {
  const said = (name: string, format: keyof typeof sizeReporters = 'text') =>
    sizeReporters[format](reports[name]!);

  test('text: every design has a row with its numbers', () => {
    for (const [name, report] of Object.entries(reports)) {
      for (const { rank, form, wiring, switches } of report.designs) {
        const row = said(name)
          .split('\n')
          .find((line) => line.startsWith(`${rank} `) || line.startsWith(` ${rank} `));
        expect(row, name).toContain(`${form}, ${wiring}`);
        expect(row, name).toContain(switches.total!.toLocaleString('en-US'));
      }
    }
  });

  test('how many more there are, and how to see them', () => {
    const { designs, more } = reports['a list that is cut']!;
    expect(said('a list that is cut')).toContain(
      `at most ${more} more: --most ${designs.length + more}`,
    );
    expect(said('one switch')).not.toContain('--most');
  });

  test('endpoints that nobody asked for: the other NICs of the last host', () => {
    const text = sizeReporters.text(reportOf({ endpoints: 100, ports: 16, nics: 8 }));
    expect(text).toContain('13 hosts have 104 NICs: all of them are attached');
    expect(said('one switch')).not.toContain('attached');
  });

  test('what no family reaches, with what it reaches', () => {
    expect(said('no design')).toContain('no design reaches that');
    expect(said('no design')).toContain('fat-tree: at most 128 endpoints with such parts');
    expect(said('no design')).toContain('cube: not with such parts');
    expect(said('no design', 'markdown')).toContain('- fat-tree: at most 128 endpoints');
  });

  test('what has no price', () => {
    expect(reports['a list with prices']!.prices!.missing.length).toBeGreaterThan(1);
    expect(said('a list with prices')).toMatch(/without a price, counted as nothing: NIC "400G", /);
  });

  test('a cost that leaves something out is at least so much', () => {
    const fully = { endpoint: 1, switch: 1 };
    const all = reportOf({ endpoints: 1000, ports: 64, nics: 8 }, 1, {
      prices: { switches: { switch: 1 }, nics: { '400G': 1 }, cables: fully },
    });
    expect(sizeReporters.text(all)).not.toContain('at least');
    for (const format of ['text', 'markdown'] as const) {
      expect(said('a list with prices', format)).toContain('at least 2,610,000');
      expect(said('a list with prices', format)).not.toContain('kW');
    }
    expect(said('a list with prices', 'csv')).toMatch(/,"?NIC ""400G"", /);
  });

  test('a power that leaves something out is at least so much, and what is left out is named', () => {
    for (const format of ['text', 'markdown'] as const) {
      expect(said('a list with powers', format)).toMatch(/ kW\b/);
      expect(said('a list with powers', format)).toMatch(/at least 72\b/);
      expect(said('a list with powers', format)).toContain(
        'without a power, counted as nothing: NIC "400G"',
      );
    }
    expect(said('a list with powers', 'csv').split('\n')[1]).toMatch(/,"NIC ""400G"""$/);
    const nics = { '400G': 25, switch: 1500 };
    const whole = reportOf({ endpoints: 1000, ports: 64, nics: 8 }, 1, {
      prices: { ...prices, watts: nics },
    });
    expect(sizeReporters.text(whole)).not.toContain('without a power');
  });

  test('markdown: hostile names are text', () => {
    const text = said('hostile names', 'markdown');
    expect(text).toContain('NIC "');
    expect(text).not.toContain('<b>');
    expect(text).not.toMatch(/[^\\]\[a\]/);
  });

  test('csv: a line per design, of as many cells as the head', () => {
    for (const [name, report] of Object.entries(reports)) {
      const lines = said(name, 'csv').trimEnd().split('\n');
      expect(lines.length, name).toBe(report.designs.length + 1);
      // Words may have commas; then they stand in quotes.
      const cells = lines.map((line) => line.replace(/"[^"]*"/g, 'words').split(',').length);
      expect(new Set(cells).size, name).toBe(1);
    }
  });
});
