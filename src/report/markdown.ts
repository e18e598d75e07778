import { groupBy } from '../std/group.js';
import { escapeXml } from '../std/markup.js';
import { printableLine } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';
import type { Report, ReportCheck, ReportFinding } from './report.js';
import type { Reporter } from './reporter.js';
import { table } from './table.js';
import { namesOf } from './text-checks.js';
import { claimedWords, type Kind, kindOf, measuredWords, said } from './words.js';
import { worstOf } from './worst.js';

/** A job summary holds 1 MiB: so many rows of findings, and so many of what held. */
const mostFindings = 500;
const mostHeld = 2000;

/** For the summary of a job: verdicts, findings, and what held behind a fold. */
export const markdown: Reporter = (reports) => {
  const lines = [
    `## Planewright: ${headline(reports)}`,
    '',
    ...table(
      ['file', 'verdict', 'errors', 'warnings', 'accepted', 'numbers that held'],
      reports.map(verdictRow),
    ),
    ...findingLines(reports.flatMap(({ findings }) => findings)),
    ...heldLines(reports),
  ];
  return `${lines.join('\n')}\n`;
};

function headline(reports: readonly Report[]): string {
  const failed = reports.filter(({ verdict }) => verdict === 'fail').length;
  if (failed === 0) return 'pass';
  if (reports.length === 1) return 'fail';
  return `${formatCount(failed)} of ${formatCounted(reports.length, 'file')} failed`;
}

function verdictRow({ topology, verdict, checks, findings }: Report): string[] {
  const count = (kind: Kind) => findings.filter((one) => kindOf(one) === kind).length;
  const held = checks.filter(({ status }) => status === 'pass').length;
  const run = checks.some(({ status }) => status !== 'skip');
  return [
    topology.file,
    verdict,
    formatCount(count('error')),
    formatCount(count('warning')),
    formatCount(count('accepted')),
    run ? `${formatCount(held)} of ${formatCount(checks.length)}` : 'not run',
  ];
}

function findingLines(findings: readonly ReportFinding[]): string[] {
  if (findings.length === 0) return [];
  const rows = worstOf(findings, mostFindings).map((one) => [
    `${one.file}:${one.line}`,
    kindOf(one),
    said(one),
    one.code,
  ]);
  const more = findings.length - rows.length;
  return [
    '',
    '### Findings',
    '',
    ...table(['where', 'severity', 'finding', 'code'], rows),
    ...(more > 0 ? ['', `${formatCounted(more, 'more finding')} in the report.`] : []),
  ];
}

function heldLines(reports: readonly Report[]): string[] {
  let room = mostHeld;
  return reports.flatMap(({ topology, checks }) => {
    const held = checks.filter(({ status }) => status === 'pass');
    const all = heldRows(held);
    const rows = all.slice(0, room);
    room -= rows.length;
    if (rows.length === 0) return [];
    const more = all.length - rows.length;
    const title = `${topology.file}: ${formatCounted(held.length, 'number')} held`;
    // Inside of a tag the text is HTML, not Markdown.
    return [
      '',
      `<details><summary>${escapeXml(printableLine(title))}</summary>`,
      '',
      ...table(['check', 'of', 'measure', 'measured', 'promised', 'unit'], rows),
      ...(more > 0 ? ['', `${formatCounted(more, 'more row')} in the report.`] : []),
      '',
      '</details>',
    ];
  });
}

/** A row a number; scopes with the same number share one. */
function heldRows(checks: readonly ReportCheck[]): string[][] {
  const row = (one: ReportCheck) => {
    const measure = one.fault === undefined ? one.measure : `${one.measure} (${one.fault})`;
    return [one.check, measure, measuredWords(one), claimedWords(one), one.unit];
  };
  const alike = groupBy(checks, (one) => JSON.stringify(row(one)));
  return [...alike.values()].map((same) => {
    const [check, ...numbers] = row(same[0]!);
    return [check!, namesOf(same.map(({ scope }) => scope)), ...numbers];
  });
}
