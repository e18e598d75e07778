import { describe, expect, test } from 'vitest';
import { validate } from '../../src/pipeline.js';
import type { Report, ReportFinding } from '../../src/report/report.js';
import { text } from '../../src/report/text.js';
import { gallerySource } from '../gallery.js';
import { brokenCheck, finding, hostileReport, reportOf } from './reports.js';

const linesOf = (...reports: Report[]): string[] => text(reports).trimEnd().split('\n');

const said = (change: Partial<ReportFinding>): string[] =>
  linesOf(reportOf([{ ...finding, ...change }]));

test('a finding: where, how serious, what, its code; then its line', () => {
  expect(said({}).slice(0, 3)).toEqual([
    'a.json:3:5: error: compute/p0/leaf1: something is wrong [switch-count-differs]',
    ' 3 |     "up": 33,',
    '   |     ^^^^',
  ]);
});

test('what is accepted says so, with its reason on one line', () => {
  const [line] = said({ accepted: 'spare part\nordered' });
  expect(line).toBe(
    'a.json:3:5: accepted: compute/p0/leaf1: something is wrong (spare part ordered) [switch-count-differs]',
  );
});

describe('the caret', () => {
  /** What stands above the carets, by the columns of a terminal. */
  const marked = (change: Partial<ReportFinding>): [line: string, caret: string] => {
    const [, line, caret] = said(change);
    return [line!, caret!];
  };

  test.each<[what: string, excerpt: string, part: string, caret: string]>([
    ['behind a tab', '\t"up": 33,', '33', '   |           ^^'],
    ['behind tabs that follow text', 'ab\t\tcd', 'cd', '   |         ^^'],
    ['on wide characters', '"機架": 33', '機架', '   |  ^^^^'],
    ['behind wide characters', '"機架": 33', '33', '   |         ^^'],
    ['behind an emoji', '"🚀": 33', '33', '   |       ^^'],
    ['behind a combining mark', '"e\u0301": 33', '33', '   |      ^^'],
    ['behind what is spelt out', '"\u202e": 33', '33', '   |           ^^'],
    ['of no width', '{}', '', '   | ^'],
  ])('%s', (_, excerpt, part, caret) => {
    const column = excerpt.indexOf(part) + 1;
    const [line, under] = marked({ excerpt, column, endColumn: column + part.length });
    expect(under).toBe(caret);
    expect(line.startsWith(' 3 | ')).toBe(true);
  });

  test('of several lines goes to the end of the first', () => {
    const place = { excerpt: '  "leaf": {  ', column: 11, endLine: 5, endColumn: 4 };
    expect(marked(place)).toEqual([' 3 |   "leaf": {', '   |           ^']);
  });

  test('behind the end of its line stands there', () => {
    expect(marked({ excerpt: '{', column: 2, endColumn: 2 })[1]).toBe('   |  ^');
  });

  test('stays under the line where the number has more digits', () => {
    const [line, under] = marked({ line: 1234, endLine: 1234 });
    expect([line.indexOf('|'), under.indexOf('|')]).toEqual([6, 6]);
  });

  test('is left out where the line is not shown, or empty', () => {
    expect(said({ excerpt: '' })[1]).toBe('a.json: fail');
    expect(said({ excerpt: '   ', column: 4, endColumn: 4 })[1]).toBe('a.json: fail');
  });
});

describe('the name on the machine', () => {
  test.each([
    ['compute/p0/leaf1: x', 'compute/p0/leaf1 ("rack1-sw2"): x'],
    [
      '11 and compute/p0/leaf12, compute/p0/leaf1, x',
      '11 and compute/p0/leaf12, compute/p0/leaf1 ("rack1-sw2"), x',
    ],
    ['compute/p0/leaf1:33--x', 'compute/p0/leaf1:33--x (compute/p0/leaf1 is "rack1-sw2")'],
    ['ends with compute/p0/leaf1', 'ends with compute/p0/leaf1 ("rack1-sw2")'],
    ['the leaf', 'the leaf (compute/p0/leaf1 is "rack1-sw2")'],
  ])('stands beside the id: %s', (message, expected) => {
    expect(said({ message, label: 'rack1-sw2' })[0]).toContain(`error: ${expected} [`);
  });

  test('is left out where there is none', () => {
    expect(said({})[0]).not.toContain('"');
  });
});

describe('colour', () => {
  const coloured = text([reportOf([finding, { ...finding, accepted: 'known' }])], { colour: true });

  test('marks how serious a finding is, its caret and the verdict', () => {
    expect(coloured).toContain('\u001b[1;31merror\u001b[0m: compute/p0/leaf1');
    expect(coloured).toContain('\u001b[36maccepted\u001b[0m: compute/p0/leaf1');
    expect(coloured).toContain('\u001b[1;31m^^^^\u001b[0m');
    expect(coloured).toContain('a.json: \u001b[1;31mfail\u001b[0m');
  });

  test('is all that differs', () => {
    const reports = [hostileReport(), validate(gallerySource('superpod-h100-4su'))];
    const plain = text(reports, { colour: true }).replaceAll(/\u001b\[(0|36|1;3[123])m/g, '');
    expect(plain).toBe(text(reports));
    expect(text(reports, { colour: false })).toBe(text(reports));
  });
});

describe('the numbers', () => {
  const report = validate(gallerySource('superpod-h100-4su'));
  const one = report.summary.planeSets.compute!;
  const withSets = (planeSets: Report['summary']['planeSets']) => ({
    ...report,
    summary: { planeSets },
  });

  test('of plane sets that are alike are said once', () => {
    const names = Array.from({ length: 10 }, (_, i) => `rail${i}-x`);
    const ten = withSets(Object.fromEntries(names.map((name) => [name, one])));
    const [, line, next] = linesOf({
      ...ten,
      checks: names.flatMap((scope) =>
        report.checks.filter(({ fault }) => fault).map((check) => ({ ...check, scope })),
      ),
    });
    expect(line).toMatch(/^ {2}rail0-x, rail1-x … rail9-x \(10 in all\), each: 1 plane, 127 hosts/);
    expect(next).toBe('  ok   failure-robustness  60 numbers');
    const faults = linesOf({
      ...ten,
      checks: names.flatMap((scope) =>
        report.checks.filter(({ fault }) => fault).map((check) => ({ ...check, scope })),
      ),
    }).filter((said) => said.includes('any single'));
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(
      /any single switch of rail0-x, rail1-x … rail9-x \(10 in all\), each \(/,
    );
  });

  test('of plane sets that differ are said for each', () => {
    const lines = linesOf(withSets({ a: one, b: { ...one, hosts: 1 }, c: one }));
    expect(lines[1]).toMatch(/^ {2}a, c, each: 1 plane, 127 hosts/);
    expect(lines[2]).toMatch(/^ {2}b: 1 plane, 1 host, /);
  });

  test.each([
    [{ leaf: 1 }, '1 leaf switch,'],
    [{ leaf: 2 }, '2 leaf switches,'],
    [{ leaf: 1, spine: 1 }, '1 leaf + 1 spine switches,'],
    [{}, 'no switches,'],
  ])('of switches are in grammar: %o', (switches, words) => {
    expect(linesOf(withSets({ a: { ...one, switches } }))[1]).toContain(` endpoints, ${words} `);
  });

  test('that do not hold are counted; accepted ones do not fail', () => {
    const passed = { ...brokenCheck, status: 'pass' as const };
    const spine = { ...brokenCheck, measure: 'switches.spine' };
    const accepted = { ...finding, accepted: 'known' };
    const other = { ...finding, pointer: '/expect/compute/switches/spine' };
    const lastOf = (findings: ReportFinding[]) =>
      linesOf(reportOf(findings, [brokenCheck, spine, passed])).at(-1);
    expect(lastOf([finding, other])).toBe('  fail switch-count        2 of 3 numbers broken');
    expect(lastOf([accepted, other])).toBe(
      '  fail switch-count        2 of 3 numbers broken, 1 accepted',
    );
    expect(lastOf([accepted, { ...other, accepted: 'known' }])).toBe(
      '  ok   switch-count        2 of 3 numbers broken, accepted',
    );
  });
});

describe('hostile names', () => {
  const lines = linesOf(hostileReport());

  test('cannot forge a line of their own', () => {
    expect(lines.filter((line) => /^\s*(break:|::)/.test(line))).toEqual([]);
  });

  test('are no command of a log', () => {
    expect(lines.join('\n')).not.toContain('##[');
    const [first] = said({ file: '::error::x.json' });
    expect(first!.startsWith('./::error::x.json:3:5: error: ')).toBe(true);
  });
});

test('says the verdict of each file and how many there are', () => {
  const lines = linesOf(reportOf([]), reportOf([finding]), reportOf([finding]));
  expect(lines.filter((line) => line.startsWith('a.json: '))).toEqual([
    'a.json: pass',
    'a.json: fail',
    'a.json: fail',
  ]);
  expect(lines.at(-1)).toBe('3 files: 1 pass, 2 fail');
});
