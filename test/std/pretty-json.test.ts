import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, prettyJson } from '../../src/std/pretty-json.js';

const samples = join(import.meta.dirname, '../samples/language');

describe('pretty JSON', () => {
  it.each(readdirSync(samples).filter((name) => name.endsWith('.json')))(
    'is %s as its author formatted it',
    (name) => {
      const text = readFileSync(join(samples, name), 'utf8');
      expect(prettyJson(JSON.parse(text))).toBe(text);
    },
  );

  it('keeps to 100 columns, and fills lines with numbers', () => {
    const value = {
      exact: { key: 'x'.repeat(75) },
      over: { key: 'x'.repeat(77) },
      numbers: Array.from({ length: 100 }, (_, i) => i * 1000),
      texts: Array.from({ length: 4 }, () => 'x'.repeat(30)),
      empty: [{}, []],
    };
    const text = prettyJson(value);
    expect(JSON.parse(text)).toEqual(value);
    const lines = text.trimEnd().split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBe(100);
    expect(lines[1]).toBe(`  "exact": { "key": "${'x'.repeat(75)}" },`);
    expect(lines[2]).toBe('  "over": {');
    expect(lines.filter((line) => /^ {4}\d/.test(line)).length).toBe(8);
    expect(text).toContain('  "empty": [{}, []]\n');
  });

  it('is the same value, whatever that is, and spells out what could rewrite a terminal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), (value) => {
        expect(JSON.parse(prettyJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 5, numRuns: 500 },
    );
    const hostile = { '\u202e\u001b[2J': '\u009b\u2028' };
    expect(prettyJson(hostile)).toBe('{\n  "\\u202e\\u001b[2J": "\\u009b\\u2028"\n}\n');
  });
});

it('JSON for programs has a line per value, and spells out what could rewrite a terminal', () => {
  expect(jsonText({ list: [1], '\u202e': null })).toBe(
    '{\n  "list": [\n    1\n  ],\n  "\\u202e": null\n}\n',
  );
});
