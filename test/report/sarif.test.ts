import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/check/registry.js';
import { validate } from '../../src/pipeline.js';
import type { Report } from '../../src/report/report.js';
import { sarif } from '../../src/report/sarif.js';
import { gallerySource } from '../gallery.js';
import { finding, fixtureReports, hostile, hostileReport, reportOf } from './reports.js';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, 'sarif-subset.schema.json'), 'utf8'),
);
const fits = new Ajv({ strict: true, strictRequired: true, allErrors: true }).compile(schema);

interface Result {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> };
      logicalLocations?: [{ fullyQualifiedName: string }];
    },
  ];
  partialFingerprints: Record<string, string>;
  suppressions?: unknown;
}

interface Run {
  tool: { driver: { rules: { id: string; help: { text: string } }[] } };
  results: Result[];
  properties?: { resultsLeftOut: number };
}

/** The run of a log that fits the schema. */
function runOf(...reports: Report[]): Run {
  const log = JSON.parse(sarif(reports));
  expect(fits(log) ? [] : fits.errors).toEqual([]);
  return log.runs[0];
}

const bad = fixtureReports('bad');

describe('the log', () => {
  test('fits the schema for every fixture, alone and together', () => {
    for (const report of [...bad, ...fixtureReports('ok')]) runOf(report);
    const { results } = runOf(...bad);
    expect(results).toHaveLength(bad.flatMap(({ findings }) => findings).length);
  });

  test('of a file that holds has no results', () => {
    const run = runOf(validate(gallerySource('superpod-h100-4su')));
    expect(run.results).toEqual([]);
    expect(run.tool.driver.rules).toEqual([]);
  });

  test.each<[what: string, change: (log: { runs: Run[] }) => void]>([
    ['a log without runs', (log) => Object.assign(log, { runs: undefined })],
    [
      'a region from line 0',
      (log) => {
        log.runs[0]!.results[0]!.locations[0].physicalLocation.region.startLine = 0;
      },
    ],
    ['another level', (log) => Object.assign(log.runs[0]!.results[0]!, { level: 'fatal' })],
    [
      'a message that is a text',
      (log) => Object.assign(log.runs[0]!.results[0]!, { message: 'x' }),
    ],
    [
      'a path that is no URI',
      (log) => {
        log.runs[0]!.results[0]!.locations[0].physicalLocation.artifactLocation.uri = 'a b\\c';
      },
    ],
  ])('the schema refuses %s', (_, change) => {
    const log = JSON.parse(sarif([reportOf([finding])]));
    expect(fits(log)).toBe(true);
    change(log);
    expect(fits(log)).toBe(false);
  });
});

describe('a result', () => {
  test('has the place, the code and the element of its finding', () => {
    const { results } = runOf(reportOf([finding]));
    expect(results[0]).toMatchObject({
      ruleId: 'switch-count-differs',
      level: 'error',
      message: { text: finding.message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.json' },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 },
          },
          logicalLocations: [{ fullyQualifiedName: 'compute/p0/leaf1' }],
        },
      ],
    });
    const [ofFile] = runOf(reportOf([{ ...finding, subject: null }])).results;
    expect(ofFile!.locations[0]).not.toHaveProperty('logicalLocations');
  });

  test('points to its rule, which its check explains', () => {
    const { results, tool } = runOf(...bad);
    const { rules: descriptors } = tool.driver;
    for (const { ruleId, ruleIndex } of results) expect(descriptors[ruleIndex]!.id).toBe(ruleId);
    for (const { id, help } of descriptors) {
      const rule = rules.find(({ messages }) => id in messages)!;
      expect(help.text).toContain(rule.explanation);
      expect(help.text).toContain(`docs/checks.md#${rule.id}`);
    }
  });

  test('that is accepted is a note, suppressed with its reason', () => {
    const [result] = runOf(reportOf([{ ...finding, accepted: 'spare part ordered' }])).results;
    expect(result!.level).toBe('note');
    expect(result!.suppressions).toEqual([
      { kind: 'external', justification: 'spare part ordered' },
    ]);
  });

  test('that is a warning is one', () => {
    expect(runOf(reportOf([{ ...finding, severity: 'warning' }])).results[0]!.level).toBe(
      'warning',
    );
  });
});

describe('fingerprints', () => {
  const prints = (...reports: Report[]) =>
    runOf(...reports).results.map((result) => result.partialFingerprints['findingHash/v1']);

  test('stay where lines move and words change', () => {
    const moved = { ...finding, line: 30, endLine: 30, column: 1, message: 'other words' };
    expect(prints(reportOf([moved]))).toEqual(prints(reportOf([finding])));
  });

  test('differ by code, pointer, subject and file; equal findings are counted', () => {
    const others = [
      finding,
      { ...finding, code: 'switch-count-other' },
      { ...finding, pointer: '/expect/compute/switches/spine' },
      { ...finding, subject: 'compute' },
      { ...finding, file: 'b.json' },
      finding,
    ];
    const found = JSON.parse(sarif([reportOf(others)])).runs[0].results.map(
      (result: Result) => result.partialFingerprints['findingHash/v1'],
    );
    expect(new Set(found).size).toBe(others.length);
    expect(found[5]).toBe(found[0].replace(/:1$/, ':2'));
  });

  test('of all fixtures are unique', () => {
    expect(new Set(prints(...bad)).size).toBe(bad.flatMap(({ findings }) => findings).length);
  });
});

describe('uri', () => {
  test.each([
    ['a/b c.json', 'a/b%20c.json'],
    ['./a.json', 'a.json'],
    ['.hidden/a.json', '.hidden/a.json'],
    ['c:d.json', 'c%3Ad.json'],
    ['a?b#c%.json', 'a%3Fb%23c%25.json'],
    ['..\\x\\ü.json', '../x/%C3%BC.json'],
    ['C:\\net\\a.json', 'file:///C:/net/a.json'],
    ['/net/a b.json', 'file:///net/a%20b.json'],
    ['//server/a.json', 'file:///server/a.json'],
    ['<stdin>', '%3Cstdin%3E'],
    ['\ud800.json', '%EF%BF%BD.json'],
  ])('%s', (file, uri) => {
    const [result] = runOf(reportOf([{ ...finding, file }])).results;
    expect(result!.locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});

test('hostile names are text, and never a link', () => {
  const { results } = runOf(hostileReport());
  const [{ message, locations }] = results as [Result];
  expect(locations[0].logicalLocations![0].fullyQualifiedName).toBe(hostile);
  expect(message.text).toContain('<script>');
  expect(message.text).not.toMatch(/\]\(/);
});

test('of too many findings the worst 5,000 are kept, in their order', () => {
  const some = (count: number, change: object) =>
    Array.from({ length: count }, (_, i) => ({
      ...finding,
      line: i + 1,
      endLine: i + 1,
      ...change,
    }));
  const run = runOf(
    reportOf(some(3000, { accepted: 'known' })),
    reportOf([...some(3000, { severity: 'warning' }), ...some(3000, {})]),
  );
  const count = (level: string) => run.results.filter((result) => result.level === level).length;
  expect([count('error'), count('warning'), count('note')]).toEqual([3000, 2000, 0]);
  expect(run.properties).toEqual({ resultsLeftOut: 4000 });
  const lines = run.results.map(({ locations }) => locations[0].physicalLocation.region.startLine);
  expect(lines.slice(0, 2000)).toEqual(Array.from({ length: 2000 }, (_, i) => i + 1));
});
