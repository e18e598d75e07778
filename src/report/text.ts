import { groupBy } from '../std/group.js';
import { formatCount, formatCounted, formatGbps, formatRange, plural } from '../std/units.js';
import { costWords } from './cost-words.js';
import { excerptLines } from './excerpt.js';
import { type Line, leading, print } from './line.js';
import type {
  BuiltSummary,
  DescribedSummary,
  PlaneSetSummary,
  Report,
  ReportFinding,
} from './report.js';
import type { Reporter } from './reporter.js';
import { checkLines, eachOf } from './text-checks.js';
import { kindOf, said } from './words.js';

/** For people: the verdict of each file, its findings, what there is and what held. */
export const text: Reporter = (reports, { colour } = {}) =>
  print([...reports.flatMap(fileLines), ...totalLines(reports)], colour);

function fileLines({ topology, verdict, summary, checks, findings }: Report): Line[] {
  return [
    ...findings.flatMap(findingLines),
    [`${leading(topology.file)}: `, { text: verdict, style: verdict }],
    ...setLines(summary.planeSets),
    ...(summary.cost ? [`  ${costWords(summary.cost)}`] : []),
    ...checkLines(checks, findings),
  ];
}

/** "file:line:column: error: message [code]", and the line with its place underlined. */
function findingLines(finding: ReportFinding): Line[] {
  const { file, line, column, code } = finding;
  const kind = kindOf(finding);
  const head: Line = [
    `${leading(file)}:${line}:${column}: `,
    { text: kind, style: kind },
    `: ${said(finding)} [${code}]`,
  ];
  return [head, ...excerptLines(finding)];
}

function totalLines(reports: readonly Report[]): Line[] {
  if (reports.length < 2) return [];
  const failed = reports.filter(({ verdict }) => verdict === 'fail').length;
  return [
    '',
    `${formatCounted(reports.length, 'file')}: ${reports.length - failed} pass, ${failed} fail`,
  ];
}

/** A line a plane set; those that are alike in every number share one. */
function setLines(sets: Report['summary']['planeSets']): Line[] {
  const alike = groupBy(Object.entries(sets), ([, set]) => setLine(set));
  return [...alike].map(([line, same]) => `  ${eachOf(same.map(([name]) => name))}: ${line}`);
}

function setLine(set: PlaneSetSummary): string {
  return [
    formatCounted(set.planes, 'plane'),
    formatCounted(set.hosts, 'host'),
    formatCounted(set.endpoints, 'endpoint'),
    sumWords(set.switches, 'switch'),
    sumWords(set.cables, 'cable'),
    'built' in set ? describedWords(set) : bisectionWords(set),
  ].join(', ');
}

function bisectionWords({ planes, bisectionGbps: { lower, upper } }: BuiltSummary): string {
  const figure = formatRange(lower, upper, formatGbps);
  return `bisection ${figure}${planes > 1 ? ' in all' : ''}`;
}

/** "described only (by formula)", and why there can be no such fabric. */
const describedWords = ({ cannotBeBuilt }: DescribedSummary): string =>
  `described only (by formula)${cannotBeBuilt === null ? '' : `; cannot be built: ${cannotBeBuilt}`}`;

/** "512 leaf + 256 spine switches", "1 leaf switch". */
function sumWords(counts: Readonly<Record<string, number>>, noun: string): string {
  const parts = Object.entries(counts);
  if (parts.length === 0) return `no ${plural(noun)}`;
  const sum = parts.map(([kind, count]) => `${formatCount(count)} ${kind}`).join(' + ');
  return `${sum} ${parts.length === 1 && parts[0]![1] === 1 ? noun : plural(noun)}`;
}
