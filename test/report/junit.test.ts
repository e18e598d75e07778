import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { validate } from '../../src/pipeline.js';
import { junit } from '../../src/report/junit.js';
import type { Report } from '../../src/report/report.js';
import { gallerySource } from '../gallery.js';
import { brokenCheck, finding, fixtureReports, hostileReport, reportOf } from './reports.js';

interface Case {
  name: string;
  classname: string;
  time: string;
  failure?: { message: string; type: string; '#text': string };
  skipped?: { message: string };
}

interface Counts {
  name: string;
  tests: string;
  failures: string;
  errors: string;
  skipped?: string;
  time: string;
}

type Suite = Counts & { testcase?: Case[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => name === 'testcase' || name === 'testsuite',
});

/** What a consumer reads; the counts are those of the cases. */
function suitesOf(...reports: Report[]): Suite[] {
  const xml = junit(reports);
  expect(XMLValidator.validate(xml)).toBe(true);
  // Characters that XML 1.0 cannot carry, escaped or not.
  expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?!39;)/.exec(xml)).toBeNull();
  const { testsuites } = parser.parse(xml) as { testsuites: Counts & { testsuite: Suite[] } };
  const { testsuite: suites } = testsuites;
  for (const suite of suites) expect(counted(suite), suite.name).toEqual(countsOf([suite]));
  expect(counted({ ...testsuites, skipped: countsOf(suites).skipped })).toEqual(countsOf(suites));
  return suites;
}

const counted = ({ tests, failures, errors, skipped, time }: Counts) => ({
  tests,
  failures,
  errors,
  skipped,
  time,
});

function countsOf(suites: readonly Suite[]): ReturnType<typeof counted> & { skipped: string } {
  const cases = suites.flatMap(({ testcase = [] }) => testcase);
  return {
    tests: String(cases.length),
    failures: String(cases.filter(({ failure }) => failure !== undefined).length),
    errors: '0',
    skipped: String(cases.filter(({ skipped }) => skipped !== undefined).length),
    time: '0',
  };
}

const casesOf = (report: Report): Case[] => suitesOf(report)[0]!.testcase ?? [];

describe('every fixture', () => {
  const reports = [...fixtureReports('ok'), ...fixtureReports('bad')];

  test('has a suite with its file, and a case a result at least', () => {
    const suites = suitesOf(...reports);
    expect(suites.map(({ name }) => name)).toEqual(reports.map(({ topology }) => topology.file));
    suites.forEach(({ name, testcase = [] }, i) => {
      expect(testcase.length).toBeGreaterThanOrEqual(reports[i]!.checks.length);
      expect(new Set(testcase.map((one) => one.name)).size, name).toBe(testcase.length);
      for (const one of testcase) expect(one).toMatchObject({ classname: name, time: '0' });
    });
  });

  test('fails here exactly if it fails, with every finding', () => {
    for (const report of reports) {
      const failures = casesOf(report).flatMap(({ failure }) => failure ?? []);
      expect(failures.length > 0, report.topology.file).toBe(report.verdict === 'fail');
      const said = failures.map((failure) => failure['#text']).join('\n');
      for (const { severity, accepted, line, column, code } of report.findings) {
        if (severity !== 'error' || accepted !== null) continue;
        expect(said).toContain(`:${line}:${column}: error: `);
        expect(said).toContain(`[${code}]`);
      }
    }
  });
});

test('what held is a case with its number', () => {
  const cases = casesOf(validate(gallerySource('superpod-h100-4su')));
  expect(cases.filter(({ failure, skipped }) => failure || skipped)).toEqual([]);
  const names = cases.map(({ name }) => name);
  expect(names).toContain('endpoint-count: compute endpoints = 1,016, expected 1,016');
  expect(names).toContain('port-budget: fabric portsUsed = 3,064, required at most 3,072');
  expect(names).toContain('bisection: compute/p0 bisectionGbps = 203,200');
});

describe('a result that does not hold', () => {
  const passed = { ...brokenCheck, status: 'pass' as const, claimed: 4 };

  test('fails with the words and the place of its finding', () => {
    const [broken, other, ...more] = casesOf(reportOf([finding], [brokenCheck, passed]));
    expect(more).toEqual([]);
    expect(broken!.name).toBe('switch-count: compute switches.leaf = 4, expected 5');
    expect(broken!.failure).toEqual({
      message: finding.message,
      type: finding.code,
      '#text': `a.json:3:5: error: ${finding.message} [${finding.code}]`,
    });
    expect(other!.failure).toBeUndefined();
  });

  test('has the findings of its own promise, not those of others', () => {
    const spine = { ...finding, pointer: '/expect/compute/switches/spine', message: 'spine' };
    const checks = [brokenCheck, { ...brokenCheck, measure: 'switches.spine' }];
    const cases = casesOf(reportOf([finding, spine], checks));
    expect(cases.map(({ failure }) => failure!.message)).toEqual([finding.message, 'spine']);
  });

  test('of a plane belongs to the glob that promised it', () => {
    const inGlob = { ...finding, pointer: '/expect/compute~1p*/switches/leaf', message: 'glob' };
    const checks = [brokenCheck, { ...brokenCheck, scope: 'compute/p3' }];
    const cases = casesOf(reportOf([finding, inGlob], checks));
    expect(cases.map(({ failure }) => failure!.message)).toEqual([finding.message, 'glob']);
  });

  test('of a scenario belongs to its scenario', () => {
    const scenario = (fault: string) => ({ ...brokenCheck, basis: 'scenario' as const, fault });
    const at = (name: string) => ({
      ...finding,
      pointer: `/scenarios/${name}/expect/compute/switches/leaf`,
      message: name,
    });
    const cases = casesOf(reportOf([at('b'), at('a')], [scenario('a'), scenario('b')]));
    expect(cases.map(({ failure }) => failure!.message)).toEqual(['a', 'b']);
  });

  test('without a finding fails with its own words', () => {
    const [broken] = casesOf({ ...reportOf([], [brokenCheck]), verdict: 'fail' });
    expect(broken!.failure).toMatchObject({
      message: 'compute switches.leaf = 4, expected 5',
      type: 'switch-count',
    });
  });

  test('is skipped with the reason where it is accepted', () => {
    const accepted = { ...finding, accepted: 'one is in repair' };
    const [broken] = casesOf(reportOf([accepted], [brokenCheck]));
    expect(broken!.skipped!.message).toBe(`accepted: ${finding.message} (one is in repair)`);
    expect(casesOf(reportOf([accepted, finding], [brokenCheck]))[0]!.failure).toBeDefined();
  });
});

describe('a finding without a result', () => {
  test('is a case of its own', () => {
    const [one, two, three] = casesOf(
      reportOf([
        finding,
        { ...finding, severity: 'warning', subject: null },
        { ...finding, accepted: 'known', subject: null, pointer: '' },
      ]),
    );
    expect(one!.name).toBe('switch-count-differs: compute/p0/leaf1');
    expect(one!.failure!.type).toBe('switch-count-differs');
    expect(two!.name).toBe('switch-count-differs: /expect/compute/switches/leaf');
    expect(two!.skipped!.message).toBe(`warning: ${finding.message}`);
    expect(three!.name).toBe('switch-count-differs: a.json');
    expect(three!.skipped!.message).toBe(`accepted: ${finding.message} (known)`);
  });

  test('that comes twice has two names', () => {
    const names = casesOf(reportOf([finding, finding])).map(({ name }) => name);
    expect(names[1]).toBe(`${names[0]} (2)`);
  });
});

test('checks that were not run are skipped, and say why', () => {
  const cases = casesOf(validate({ file: 'x.json', bytes: Buffer.from('{') }));
  const skipped = cases.flatMap((one) => one.skipped ?? []);
  expect(new Set(skipped.map(({ message }) => message))).toEqual(
    new Set(['not run: the file has errors']),
  );
  expect(cases.map(({ name }) => name)).toContain('bisection: fabric');
});

test('hostile names are text', () => {
  const cases = casesOf(hostileReport());
  const { message, '#text': text } = cases.find(({ failure }) => failure)!.failure!;
  expect(message).toContain('<script>alert("1")</script>');
  expect(message).toContain(']]> <![CDATA[');
  expect(text).toContain(']]> <![CDATA[');
  expect(text.split('\n').filter((line) => line.startsWith('::'))).toEqual([]);
});
