import { describe, expect, test } from 'vitest';
import { validate } from '../../src/pipeline.js';
import { markdown } from '../../src/report/markdown.js';
import type { Report } from '../../src/report/report.js';
import { gallerySource } from '../gallery.js';
import { brokenCheck, finding, fixtureReports, hostileReport, reportOf } from './reports.js';

/** The cells of each table, as GitHub splits them: at every "|" without a backslash before it. */
function tablesOf(text: string): string[][][] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('|'))
    .map((block) =>
      block
        .trimEnd()
        .split('\n')
        .map((line) =>
          line
            .split(/(?<!(?<!\\)(?:\\\\)*\\)\|/)
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    );
}

const passing = validate(gallerySource('superpod-h100-4su'));

test('a file that holds: its verdict, and what held behind a fold', () => {
  const said = markdown([passing]);
  expect(said.split('\n')[0]).toBe('## Planewright: pass');
  const [verdicts, held] = tablesOf(said);
  expect(verdicts!.at(-1)).toEqual([
    'topologies/superpod-h100-4su.json',
    'pass',
    '0',
    '0',
    '0',
    '23 of 23',
  ]);
  expect(said).toContain(
    '<details><summary>topologies/superpod-h100-4su.json: 23 numbers held</summary>\n\n|',
  );
  expect(said).toMatch(/\|\n\n<\/details>\n$/);
  expect(held).toContainEqual([
    'endpoint-count',
    'compute',
    'endpoints',
    '1,016',
    '1,016',
    'endpoints',
  ]);
});

test('a file that fails: its findings, with place and code', () => {
  const checks = [
    brokenCheck,
    { ...brokenCheck, status: 'pass' as const, measure: 'switches.spine' },
  ];
  const said = markdown([reportOf([finding, { ...finding, accepted: 'known' }], checks), passing]);
  expect(said.split('\n')[0]).toBe('## Planewright: 1 of 2 files failed');
  const [verdicts, findings] = tablesOf(said);
  expect(verdicts![2]).toEqual(['a.json', 'fail', '1', '0', '1', '1 of 2']);
  expect(findings!.slice(2)).toEqual([
    ['a.json:3', 'error', finding.message, 'switch-count-differs'],
    ['a.json:3', 'accepted', `${finding.message} (known)`, 'switch-count-differs'],
  ]);
});

test('a file with errors was not checked any further', () => {
  const said = markdown([validate({ file: 'x.json', bytes: Buffer.from('{}') })]);
  expect(tablesOf(said)[0]![2]!.at(-1)).toBe('not run');
  expect(said).not.toContain('<details>');
});

test('of one file the headline is its verdict', () => {
  expect(markdown([reportOf([finding])]).split('\n')[0]).toBe('## Planewright: fail');
});

test('scopes with the same number share a row', () => {
  const planes = Array.from({ length: 8 }, (_, i) => ({
    ...brokenCheck,
    status: 'pass' as const,
    scope: `compute/p${i}`,
  }));
  const [, held] = tablesOf(markdown([reportOf([], planes)]));
  expect(held!.slice(2)).toEqual([
    [
      'switch-count',
      'compute/p0, compute/p1 … compute/p7 (8 in all)',
      'switches.leaf',
      '4',
      '5',
      'switches',
    ],
  ]);
});

describe('tables', () => {
  const cases: [what: string, reports: Report[]][] = [
    ['a file that holds', [passing]],
    ['every fixture', [...fixtureReports('ok'), ...fixtureReports('bad')]],
    ['hostile names', [hostileReport(), passing]],
  ];

  test.each(cases)('of %s have rows of equal length', (_, reports) => {
    const tables = tablesOf(markdown(reports));
    expect(tables.length).toBeGreaterThanOrEqual(2);
    for (const rows of tables) {
      expect(rows.length).toBeGreaterThan(2);
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      expect(rows[1]!.every((cell) => cell === '---')).toBe(true);
    }
  });
});

test('hostile names are nothing but text', () => {
  const said = markdown([hostileReport()]);
  // All tags are ours, and no line starts with what a name has in it.
  expect(new Set(said.match(/<[^>]*>/g))).toEqual(
    new Set(['<details>', '<summary>', '</summary>', '</details>']),
  );
  for (const line of said.split('\n')) expect(line).toMatch(/^($|## P|### F|\| |<\/?details>)/);
  // Outside of the summary, which is HTML, markup has a backslash before it.
  const cells = tablesOf(said).flat(2).join('\n');
  expect(cells).not.toMatch(/(?<!\\)(?:\\\\)*[`*_~[\]](?!\S*---)/);
  expect(cells).not.toMatch(/:\/\/|@everyone|\$x/);
});

test('of more findings than fit the worst are shown, and what is left out is said', () => {
  const some = (count: number, change: object) =>
    Array.from({ length: count }, () => ({ ...finding, ...change }));
  const said = markdown([reportOf([...some(400, { severity: 'warning' }), ...some(300, {})])]);
  const [, findings] = tablesOf(said);
  const count = (kind: string) => findings!.filter(([, severity]) => severity === kind).length;
  expect([count('error'), count('warning')]).toEqual([300, 200]);
  expect(said).toContain('\n200 more findings in the report.\n');
});

test('of a great many numbers as many are shown as a job summary holds', () => {
  const checks = Array.from({ length: 3000 }, (_, i) => ({
    ...brokenCheck,
    status: 'pass' as const,
    measured: i,
  }));
  const said = markdown([reportOf([], checks), reportOf([], checks)]);
  expect(Buffer.byteLength(said)).toBeLessThan(1 << 20);
  expect(said).toContain('\n1,000 more rows in the report.\n');
  expect(said.match(/<details>/g)).toHaveLength(1);
});
