import { describe, expect, test } from 'vitest';
import { rules } from '../../src/check/registry.js';
import { validate } from '../../src/pipeline.js';
import { explanationOf, overviewOf } from '../../src/report/explain.js';
import { reporters } from '../../src/report/registry.js';
import type { Report } from '../../src/report/report.js';
import { gallerySource } from '../gallery.js';

/** Control characters (but the newlines of the format itself), and marks that turn or hide text. */
const unsafe =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

const hostile = [
  'name\u001b[2J\u001b]0;title\u0007',
  'line\nbreak: error: forged [code]\r\n::error::forged',
  'turned \u202eeht txet\u2066\u2069 hidden\u200b\u200f\ufeff',
  'c1 \u0085\u009b31m nul\u0000 tab\t \u2028\u2029',
  '<script>alert("1")</script>&amp;]]>',
  '../../etc/passwd|%0A**bold**`code`',
  '\ud800 lone surrogate',
].join(' ');

/** A report in which every text that can come from outside is hostile. */
function hostileReport(): Report {
  const report = validate(gallerySource('deepseek-v3-2048'));
  const [finding] = validate({ file: 'x', bytes: Buffer.from('[]') }).findings;
  return {
    ...report,
    topology: { name: hostile, file: hostile },
    verdict: 'fail',
    checks: report.checks.map((check) => ({
      ...check,
      scope: hostile,
      ...(check.fault === undefined ? {} : { fault: hostile }),
      ...(check.worst === undefined ? {} : { worst: hostile }),
      ...(check.note === undefined ? {} : { note: hostile }),
    })),
    summary: { planeSets: { [hostile]: report.summary.planeSets.compute! } },
    findings: [{ ...finding!, message: hostile, file: hostile, subject: hostile, pointer: '/x' }],
  };
}

const passing = validate(gallerySource('superpod-h100-4su'));
const failing = validate({ file: 'x.json', bytes: Buffer.from('{}') });
const unreadable = validate({ file: 'y.json', bytes: Buffer.from('{') });

const cases: readonly (readonly [what: string, readonly Report[]])[] = [
  ['a passing file', [passing]],
  ['a failing file', [failing]],
  ['a file that cannot be read', [unreadable]],
  ['several files', [passing, failing, unreadable]],
  ['hostile names', [hostileReport()]],
  ['hostile names among others', [passing, hostileReport()]],
];

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

describe('text', () => {
  test('nothing in a name can forge a line of its own', () => {
    const lines = reporters.text([hostileReport()]).split('\n');
    expect(lines.filter((line) => line.startsWith('break:') || line.startsWith('::'))).toEqual([]);
  });

  test('says the verdict of each file and how many there are', () => {
    const lines = reporters.text([passing, failing, unreadable]).trimEnd().split('\n');
    expect(lines).toContain('topologies/superpod-h100-4su.json: pass');
    expect(lines).toContain('x.json: fail');
    expect(lines).toContain('y.json: fail');
    expect(lines.at(-1)).toBe('3 files: 1 pass, 2 fail');
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
