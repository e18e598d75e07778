import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/check/registry.js';
import { validate } from '../../src/pipeline.js';
import { explanationOf, overviewOf } from '../../src/report/explain.js';
import { reportFormats } from '../../src/report/formats.js';
import { reporters } from '../../src/report/registry.js';
import type { Report } from '../../src/report/report.js';
import { gallerySource } from '../gallery.js';
import { finding, fixtureReports, hostile, hostileReport, reportOf } from './reports.js';

/** Control characters (but the newlines of the format itself), and marks that turn or hide text. */
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

const passing = validate(gallerySource('superpod-h100-4su'));
const failing = validate({ file: 'x.json', bytes: Buffer.from('{}') });
const unreadable = validate({ file: 'y.json', bytes: Buffer.from('{') });

const bad = fixtureReports('bad');
const many = reportOf(Array.from({ length: 40 }, (_, line) => ({ ...finding, line: line + 1 })));

const cases: readonly (readonly [what: string, readonly Report[]])[] = [
  ['a passing file', [passing]],
  ['a failing file', [failing]],
  ['a file that cannot be read', [unreadable]],
  ['several files', [passing, failing, unreadable]],
  ['hostile names', [hostileReport()]],
  ['hostile names among others', [passing, hostileReport()]],
  ['every file that is wrong', bad],
  ['more findings than are shown', [many, many]],
];

test('the formats are those that the command line offers, the default first', () => {
  expect(Object.keys(reporters)).toEqual([...reportFormats]);
  expect(reportFormats[0]).toBe('text');
});

test('each format has a section in docs/reports.md', () => {
  const body = readFileSync(join(import.meta.dirname, '../../docs/reports.md'), 'utf8');
  const sections = [...body.matchAll(/^## (\S+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual([...reportFormats]);
});

describe.each(Object.entries(reporters))('%s', (_format, reporter) => {
  test.each(cases)('of %s: ends with one newline', (_, reports) => {
    expect(reporter(reports)).toMatch(/[^\n]\n$/);
  });

  test.each(cases)('of %s: says the same twice', (_, reports) => {
    expect(reporter(reports)).toBe(reporter(reports));
    expect(reporter(JSON.parse(JSON.stringify(reports)))).toBe(reporter(reports));
  });

  test.each(cases)('of %s: is no danger to a terminal', (_, reports) => {
    expect(unsafe.exec(reporter(reports))).toBeNull();
  });

  test.each(cases)('of %s: is well-formed Unicode', (_, reports) => {
    const text = reporter(reports);
    expect(Buffer.from(text).toString()).toBe(text);
  });

  test('a report is not changed by it', () => {
    const report = hostileReport();
    const before = JSON.stringify(report);
    reporter([report]);
    expect(JSON.stringify(report)).toBe(before);
  });
});

describe('json', () => {
  test('is the report itself, or a list of them', () => {
    expect(JSON.parse(reporters.json([passing]))).toEqual(JSON.parse(JSON.stringify(passing)));
    const several = JSON.parse(reporters.json([passing, failing]));
    expect(several.version).toBe(1);
    expect(several.reports.map(({ verdict }: Report) => verdict)).toEqual(['pass', 'fail']);
    expect(JSON.parse(reporters.json([hostileReport()])).topology.name).toBe(hostile);
  });
});

describe('explain', () => {
  test('has a line for every check, and a section with its codes', () => {
    const overview = overviewOf(rules);
    expect(overview.trimEnd().split('\n')).toHaveLength(rules.length);
    for (const rule of rules) {
      expect(overview).toContain(`${rule.id} `);
      const section = explanationOf(rule);
      expect(section).toMatch(/^## /);
      expect(section).toMatch(/[^\n]\n$/);
      expect(section).toContain('To mend it: ');
      for (const code of Object.keys(rule.messages)) expect(section).toContain(`\`${code}\``);
    }
  });
});
