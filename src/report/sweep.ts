import { jsonText } from '../std/pretty-json.js';
import { printableLine } from '../std/terminal.js';
import { formatCount, formatCounted, formatNumber, formatRange } from '../std/units.js';
import type { Count, Sweep, SweepClass, SweepKeep, SweepProgress } from '../whatif/sweep/answer.js';
import type { Keepable } from '../whatif/sweep/keep.js';
import type { Share } from '../whatif/sweep/outcome.js';
import type { WorstCombination } from '../whatif/sweep/tally.js';
import { type TextColumn, textTable } from './table.js';

/** An answer with the topology that it is about. */
export interface SweepReport extends Sweep {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const sweepJson = (report: SweepReport): string => jsonText(report);

/** Selectors of a file may be many: nobody reads more of them than so many. */
const mostSelectors = 20;

/** For the line of progress. */
export function sweepProgress({ proved, evaluated, sampled }: SweepProgress): string {
  const cases = formatCounted(evaluated, 'case');
  const drawn = sampled === 0 ? '' : `, ${formatCount(sampled)} drawn`;
  return `${formatNumber(Math.floor(proved * 1000) / 10, 1)}% proved, ${cases} measured${drawn}`;
}

/** What is kept, class by class, for people. */
export function sweepText(report: SweepReport): string {
  const { topology, any, of, parts, classes, worst, keep } = report;
  const lines = [
    `${topology.name}: sweep of any ${formatCount(any)} of ${formatCounted(parts, 'part')}`,
    ...of.slice(0, mostSelectors).map((selector) => `  of      ${printableLine(selector)}`),
    ...(of.length > mostSelectors
      ? [`          and ${formatCount(of.length - mostSelectors)} more`]
      : []),
    `  proved  ${provedWords(report)}`,
  ];
  if (report.sampled > 0) {
    const drawn = formatCounted(report.sampled, 'combination');
    lines.push(
      `  drawn   ${drawn} at random, seed ${report.seed}: what is not proved may be worse`,
    );
  }
  if (classes.length > 0) lines.push('', ...classTable(classes));
  if (worst) {
    lines.push('', `worst by disconnection  ${worstWords(worst.disconnection)}`);
    lines.push(`worst by bisection      ${worstWords(worst.bisection)}`);
  }
  if (keep.length > 0) lines.push('', ...keep.map((one) => keepWords(one, report)));
  return `${lines.join('\n')}\n`;
}

/** "all 294,528 combinations, by 7 cases that stand for the others by symmetry". */
function provedWords({ combinations, proved, evaluated, stopped }: SweepReport): string {
  const cases = formatCounted(evaluated, 'case');
  const each = evaluated > 0 && String(evaluated) === String(proved);
  const by = each ? 'each of them measured' : `by ${cases}`;
  const how = stopped === null && by !== 'each of them measured' ? `${by} and symmetry` : by;
  if (stopped === null) return `all ${combinationsWords(combinations)}, ${how}`;
  const why = {
    limit: 'no more were measured (--most raises that)',
    interrupted: 'it was interrupted',
    ties: 'in the others only ids decide what the main part of a plane is',
  }[stopped];
  return `${countWords(proved)} of ${combinationsWords(combinations)}, ${by}: ${why}`;
}

const combinationsWords = (count: Count): string =>
  `${countWords(count)} ${count === 1 ? 'combination' : 'combinations'}`;

const countWords = (count: Count): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** Rows of the table; more are counted. */
const mostRows = 24;

function classTable(classes: readonly SweepClass[]): string[] {
  const shown = classes.slice(0, mostRows);
  const number = (title: string, of: (one: SweepClass) => string): TextColumn => ({
    cells: [title, ...shown.map(of)],
    right: true,
  });
  const columns: TextColumn[] = [
    number('combinations', ({ count }) => countWords(count)),
    number('NICs cut off', ({ endpointsCutOff }) => formatCount(endpointsCutOff)),
    number('of a host', ({ endpointsCutOffPerHost }) => formatCount(endpointsCutOffPerHost)),
    number('hosts', ({ hostsCutOff }) => formatCount(hostsCutOff)),
    number('host pairs', ({ hostPairsCutOff }) => formatCount(hostPairsCutOff)),
    number('bisection kept', ({ kept }) => shareWords(kept.bisection)),
    number('of a plane', ({ kept }) => shareWords(kept.planeBisection)),
    { cells: ['like', ...shown.map(likeWords)], right: false },
  ];
  const more = classes.length - shown.length;
  return [
    ...textTable(columns).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${formatCount(more)} further classes: --format json has them all`] : []),
  ];
}

const likeWords = ({ representative, tied }: SweepClass): string =>
  `${partsWords(representative)}${tied ? ' (ids decide)' : ''}`;

/** Parts of a combination that are named. */
const mostNamed = 4;

function partsWords(representative: readonly string[]): string {
  const more = representative.length - mostNamed;
  const named = representative.slice(0, mostNamed).join(' ');
  return printableLine(more > 0 ? `${named} and ${formatCount(more)} more` : named);
}

const shareWords = ({ lower, upper }: Share): string => formatRange(lower, upper, shareOf);

/** Six decimals, and more where these would say that all is kept, or nothing. */
function shareOf(share: number): string {
  const rounded = Number(share.toFixed(6));
  return (rounded === 1 || rounded === 0) && rounded !== share
    ? String(share)
    : formatNumber(share, 6);
}

function worstWords(worst: WorstCombination): string {
  const { endpointsCutOff, hostPairsCutOff, kept, representative, sampled } = worst;
  const cut = endpointsCutOff === 0 ? 'nobody' : formatCounted(endpointsCutOff, 'NIC');
  const pairs = hostPairsCutOff === 0 ? '' : ` and ${formatCounted(hostPairsCutOff, 'host pair')}`;
  const how = sampled ? ', drawn at random' : '';
  const share = shareWords(kept.bisection);
  return `${partsWords(representative)}: ${cut}${pairs} cut off, keeps ${share}${how}`;
}

const nouns: Readonly<Record<Keepable, string>> = {
  bisection: 'bisection of each plane set',
  planeBisection: 'bisection of each plane',
  endpoints: 'endpoints',
  hosts: 'hosts',
  hostPairs: 'host pairs',
};

function keepWords(keep: SweepKeep, { proved, stopped }: SweepReport): string {
  const { what, atLeast, kept, worst, broken, brokenSamples } = keep;
  const asked = `keep ${shareOf(atLeast)} of ${nouns[what]}`;
  const least = worst.length === 0 ? '' : ` ${shareWords(kept)} with ${partsWords(worst)}`;
  if (broken === 0 && brokenSamples === 0) {
    return stopped === null
      ? `${asked}: holds, least${least}`
      : `${asked}: NOT PROVED, least of what was tried${least}`;
  }
  const drawn = brokenSamples === 0 ? '' : `, and in ${formatCount(brokenSamples)} drawn at random`;
  return `${asked}: BROKEN in ${countWords(broken)} of ${countWords(proved)}${drawn}, worst${least}`;
}
