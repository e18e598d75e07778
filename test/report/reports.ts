import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readerBeside } from '../../src/cli/read.js';
import { validate } from '../../src/pipeline.js';
import type { Report, ReportFinding } from '../../src/report/report.js';
import { defaultMaxBytes } from '../../src/spec/reading/read.js';
import { gallerySource } from '../gallery.js';

const root = join(import.meta.dirname, '../fixtures');

/** The reports of all fixtures of a kind; files are called as from the folder of the fixtures. */
export function fixtureReports(kind: 'ok' | 'bad'): Report[] {
  const folders = kind === 'ok' ? [kind] : readdirSync(join(root, kind)).map((f) => `${kind}/${f}`);
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const path = join(root, folder, name);
        const source = { file: `${folder}/${name}`, bytes: readFileSync(path) };
        return validate(source, { read: readerBeside(path, defaultMaxBytes) });
      }),
  );
}

/** Text that would do harm where it is not escaped, once for every format. */
export const hostile = [
  'name\u001b[2J\u001b]0;title\u0007',
  'line\nbreak: error: forged [code]\r\n::error::forged',
  'turned \u202eeht txet\u2066\u2069 hidden\u200b\u200f\ufeff',
  'c1 \u0085\u009b31m nul\u0000 tab\t \u2028\u2029',
  '<script>alert("1")</script>&amp;]]> <![CDATA[',
  "../../etc/passwd|%0A**bold**`code`,file=x,line=1::' \\| \\",
  '[link](https://example.org) ##[error]forged @everyone $x$ {0}',
  '\ud800 lone surrogate \udfff and no characters \ufffe\uffff',
].join(' ');

/** A finding with the words of every kind in it. */
export const finding: ReportFinding = {
  check: 'switch-count',
  code: 'switch-count-differs',
  severity: 'error',
  message: 'compute/p0/leaf1: something is wrong',
  pointer: '/expect/compute/switches/leaf',
  file: 'a.json',
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 9,
  excerpt: '    "up": 33,',
  subject: 'compute/p0/leaf1',
  label: null,
  accepted: null,
};

/** A report in which every text that can come from outside is hostile. */
export function hostileReport(): Report {
  const report = validate(gallerySource('deepseek-v3-2048'));
  const excerpt = hostile.slice(0, 200).replaceAll('\n', ' ');
  const one: ReportFinding = {
    ...finding,
    message: `${hostile} stands in the way`,
    file: hostile,
    excerpt,
    endColumn: 60,
    subject: hostile,
    label: hostile,
    pointer: `/expect/${hostile.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  };
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
    summary: {
      planeSets: { [hostile]: report.summary.planeSets.compute! },
      cost: {
        currency: hostile,
        total: 1,
        perEndpoint: null,
        watts: 1,
        missing: [hostile, hostile, hostile, hostile],
        withoutWatts: [hostile],
      },
    },
    findings: [
      one,
      { ...one, severity: 'warning' },
      { ...one, accepted: hostile },
      { ...one, check: 'structure', code: 'structure-value' },
    ],
  };
}

/** A report of one file with these findings; the verdict follows from them. */
export function reportOf(
  findings: readonly ReportFinding[],
  checks: Report['checks'] = [],
): Report {
  const fails = findings.some(
    ({ severity, accepted }) => severity === 'error' && accepted === null,
  );
  return {
    version: 1,
    topology: { name: 'a', file: 'a.json' },
    verdict: fails ? 'fail' : 'pass',
    summary: { planeSets: {} },
    checks,
    findings,
  };
}

/** A result that does not hold, at the pointer of `finding`. */
export const brokenCheck: Report['checks'][number] = {
  check: 'switch-count',
  status: 'fail',
  scope: 'compute',
  measure: 'switches.leaf',
  claimed: 5,
  basis: 'expect',
  measured: 4,
  unit: 'switches',
};
