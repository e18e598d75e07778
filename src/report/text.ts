import { printableLine } from '../std/terminal.js';
import { formatCount, formatCounted, formatGbps, formatNumber } from '../std/units.js';
import type { PlaneSetSummary, Report, ReportCheck, ReportFinding } from './report.js';
import type { Reporter } from './reporter.js';

/** For people: the verdict of each file, its findings, what there is and what held. */
export const text: Reporter = (reports) => {
  const failed = reports.filter(({ verdict }) => verdict === 'fail').length;
  const several =
    reports.length < 2
      ? []
      : [
          '',
          `${formatCounted(reports.length, 'file')}: ${reports.length - failed} pass, ${failed} fail`,
        ];
  const lines = [...reports.flatMap(fileLines), ...several];
  return `${lines.map(printableLine).join('\n')}\n`;
};

function fileLines({ topology, verdict, summary, checks, findings }: Report): string[] {
  return [
    ...findings.map(findingLine),
    `${topology.file}: ${verdict}`,
    ...Object.entries(summary.planeSets).map(([name, set]) => `  ${name}: ${setLine(set)}`),
    ...checkLines(checks),
  ];
}

function findingLine({ file, line, column, severity, message, code }: ReportFinding): string {
  return `${file}:${line}:${column}: ${severity}: ${message} [${code}]`;
}

function setLine(set: PlaneSetSummary): string {
  const { lower, upper, exact } = set.bisectionGbps;
  const switches = Object.entries(set.switches).map(([tier, n]) => `${formatCount(n)} ${tier}`);
  return [
    formatCounted(set.planes, 'plane'),
    formatCounted(set.hosts, 'host'),
    formatCounted(set.endpoints, 'endpoint'),
    `${switches.join(' + ')} switches`,
    `${formatCount(set.cables.endpoint)} endpoint + ${formatCount(set.cables.switch)} switch cables`,
    `bisection ${exact ? formatGbps(upper) : `${formatGbps(lower)} to ${formatGbps(upper)}`}${set.planes > 1 ? ' in all' : ''}`,
  ].join(', ');
}

/** A line a check, with what it found out under faults. */
function checkLines(checks: readonly ReportCheck[]): string[] {
  const ids = [...new Set(checks.map(({ check }) => check))];
  const skippedAll = checks.length > 0 && checks.every(({ status }) => status === 'skip');
  if (skippedAll) return [`  no check of the fabric was run: the file has errors`];
  return ids.flatMap((id) => {
    const all = checks.filter(({ check }) => check === id);
    const failed = all.filter(({ status }) => status === 'fail').length;
    const skipped = all.filter(({ status }) => status === 'skip');
    const status = failed > 0 ? 'fail' : skipped.length > 0 ? 'skip' : 'ok';
    const numbers = formatCounted(all.length, 'number');
    const of = failed > 0 ? `${formatCount(failed)} of ${numbers} broken` : `${numbers}`;
    return [
      `  ${status.padEnd(4)} ${id.padEnd(19)} ${of}`,
      ...new Set(skipped.map((one) => `         ${faultWords(one)}: ${one.note}`)),
      ...underFaults(all),
    ];
  });
}

/** What was down: a scenario, or "any single switch of compute". */
const faultWords = ({ basis, fault = '', scope }: ReportCheck): string =>
  basis === 'scenario' ? fault : `${fault} of ${scope}`;

/** "any single switch of compute: at most 32 endpoints cut off (switch:…), …". */
function underFaults(checks: readonly ReportCheck[]): string[] {
  const groups = new Map<string, ReportCheck[]>();
  for (const check of checks) {
    if (check.fault === undefined || check.status === 'skip') continue;
    const key = faultWords(check);
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups].map(([name, results]) => {
    const { cases = 1, evaluated = 1 } = results[0]!;
    const tried =
      cases === 1
        ? ''
        : ` (${formatCount(cases)} cases${evaluated < cases ? `, ${formatCount(evaluated)} measured, the others symmetric` : ''})`;
    return `         ${name}${tried}: ${results.map(worstWords).join('; ')}`;
  });
}

const cutOff: Readonly<Record<string, readonly [noun: string, where?: string]>> = {
  endpointsCutOff: ['endpoint'],
  endpointsCutOffPerHost: ['endpoint', ' of one host'],
  hostsCutOff: ['host'],
  hostPairsCutOff: ['host pair'],
};

function worstWords({ measure, measured, scope, basis, status, worst, unit }: ReportCheck): string {
  const value =
    typeof measured === 'object' && measured !== null
      ? `${formatNumber(measured.min, 6)} to ${formatNumber(measured.max, 6)}`
      : typeof measured === 'number'
        ? formatNumber(measured, 6)
        : String(measured);
  const [noun, ofWhat = ''] = cutOff[measure] ?? [];
  const what =
    measure === 'bisectionKept'
      ? `keeps ${value} ${unit === 'of its plane' ? "of its plane's bisection" : 'of the bisection'}`
      : noun !== undefined && typeof measured === 'number'
        ? `${formatCounted(measured, noun)}${ofWhat} cut off`
        : `${measure} ${value}`;
  const where = basis === 'scenario' ? `${scope} ` : '';
  const breaks = status === 'fail' ? ', BROKEN' : '';
  const harmless = measured === (measure === 'bisectionKept' ? 1 : 0);
  return `${where}${what}${harmless ? '' : ` (${worst})`}${breaks}`;
}
