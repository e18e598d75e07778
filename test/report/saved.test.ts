import { describe, expect, test } from 'vitest';
import { json } from '../../src/report/json.js';
import { reporters } from '../../src/report/registry.js';
import type { Report } from '../../src/report/report.js';
import { readReports } from '../../src/report/saved.js';
import { gallery, galleryReport } from '../gallery.js';
import { finding, fixtureReports, hostileReport, reportOf } from './reports.js';

/** What is read back from what `--format json` prints. */
function saved(reports: readonly Report[]): readonly Report[] {
  const read = readReports(json(reports));
  if ('problem' in read) throw new Error(read.problem);
  return read.reports;
}

const fixtures = [...fixtureReports('ok'), ...fixtureReports('bad')];
const all = [
  ...gallery.map((name) => JSON.parse(galleryReport(name)) as Report),
  ...fixtures,
  hostileReport(),
];

describe('a saved report', () => {
  test.each(Object.entries(reporters))('as %s is the same, byte for byte', (_, reporter) => {
    for (const report of all) {
      expect(reporter(saved([report])) === reporter([report]), report.topology.file).toBe(true);
    }
    expect(reporter(saved(all)) === reporter(all)).toBe(true);
  });
});

describe('what is no report', () => {
  const report = JSON.parse(json([reportOf([finding])]));
  const change = (more: object) => JSON.stringify({ ...report, ...more });

  test.each([
    ['', 'it is not valid JSON'],
    ['{', 'it is not valid JSON'],
    ['\u0000\u0001', 'it is not valid JSON'],
    ['['.repeat(100_000), 'it is nested too deep'],
    [`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'it is nested too deep'],
    [`${'['.repeat(64)}${']'.repeat(64)}`, 'it holds no object'],
    ['[]', 'it holds no object'],
    ['null', 'it holds no object'],
    ['"report"', 'it holds no object'],
    ['{}', 'it has no "version"'],
    ['{"name":"x","planes":{}}', 'it looks like a topology; `planewright validate` reports on it'],
    [change({ version: 2 }), 'it is a report of version 2; this planewright reads version 1'],
    [change({ version: 'x' }), 'its "version" is no number'],
    ['{"version":1,"reports":[]}', 'its list of reports is empty'],
    ['{"version":1}', /^it must have required property '/],
    [change({ verdict: 'maybe' }), '"/verdict" must be one of pass, fail'],
    [change({ more: 1 }), 'it must not have the key "more"'],
    [change({ __proto__: null, findings: 1 }), '"/findings" must be array'],
    [change({ findings: [{ ...report.findings[0], line: 0 }] }), '"/findings/0/line" must be >= 1'],
    [
      change({ findings: [{ ...report.findings[0], excerpt: 'x'.repeat(201) }] }),
      /^"\/findings\/0\/excerpt" must NOT have more than 200 characters/,
    ],
    [
      JSON.stringify({ version: 1, reports: [report, { ...report, checks: {} }] }),
      '"/reports/1/checks" must be array',
    ],
    [JSON.stringify({ version: 1, reports: [report, null] }), '"/reports/1" must be object'],
    [
      JSON.stringify({ version: 1, topology: { name: 'x', file: 'x' }, faults: [], planes: 1 }),
      'it looks like a topology; `planewright validate` reports on it',
    ],
  ])('%.40s', (text, problem) => {
    const read = readReports(text);
    expect('problem' in read).toBe(true);
    if ('problem' in read) expect(read.problem).toMatch(problem);
  });

  test('a list of one report is read all the same', () => {
    expect(readReports(JSON.stringify({ version: 1, reports: [report] }))).toEqual({
      reports: [report],
    });
  });
});
