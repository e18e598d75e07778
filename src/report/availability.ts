import type { RateOfParts } from '../failure/rates.js';
import { jsonText } from '../std/pretty-json.js';
import { printableLine } from '../std/terminal.js';
import { formatCount, formatCounted, formatGbps, formatTimes } from '../std/units.js';
import type {
  AvailabilityAnswer,
  Drawn,
  PlaneSetAvailability,
  Proved,
} from '../whatif/availability/answer.js';
import type { Estimate } from '../whatif/availability/sample.js';

/** An answer with the topology that it is about. */
export interface AvailabilityReport extends AvailabilityAnswer {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const availabilityJson = (report: AvailabilityReport): string => jsonText(report);

/** What is there on average, plane set by plane set, for people. */
export function availabilityText({ topology, ...answer }: AvailabilityReport): string {
  const { rates, parts, nothingDown, planeSets } = answer;
  const lines = [`${topology.name}: availability`, ...rates.map(rateLine)];
  const kinds = Object.entries(parts).map(
    ([kind, { parts: count, down }]) =>
      `${short(down)} of ${formatCounted(count, kind === 'nic' ? 'NIC' : kind)}`,
  );
  lines.push(
    `  down  ${kinds.join(', ') || 'nothing'} on average; nothing at all ${percent(nothingDown)} of the time`,
  );
  for (const [name, one] of Object.entries(planeSets)) {
    const { healthyGbps, proved, sampled } = one;
    lines.push('', `${name}  bisection ${between(healthyGbps, formatGbps)}`);
    if (proved) lines.push(...provedLines(one, proved));
    if (sampled) lines.push(...drawnLines(sampled));
  }
  return `${lines.join('\n')}\n`;
}

function rateLine({ selector, failuresPerYear, repairHours, parts }: RateOfParts): string {
  const often = `${formatTimes(failuresPerYear)} failures a year`;
  const long = `${formatTimes(repairHours)} h to repair`;
  return `  rate  ${printableLine(selector)}: ${formatCounted(parts, 'part')}, ${often}, ${long}`;
}

function provedLines(
  { planes, independent, distinct }: PlaneSetAvailability,
  { bisectionGbps, lostGbps, kept, endpointsCutOff, anybodyCutOff, cases, left }: Proved,
): string[] {
  const lost = between(lostGbps, formatGbps);
  const lines = [`  on average    ${between(bisectionGbps, formatGbps)}: ${lost} less`];
  for (const { share, probability, hoursBelow } of kept) {
    const there = odds(probability);
    lines.push(
      `  ${shareWords(share)}  there ${there} of the time, missed for ${missed(hoursBelow)} a year`,
    );
  }
  if (endpointsCutOff && anybodyCutOff) {
    const cut = endpointsWords(between(endpointsCutOff, short));
    const often = between(anybodyCutOff, percent);
    lines.push(`  cut off       ${cut} on average; anybody ${often} of the time`);
  }
  const tried = `${formatCounted(cases, 'state')} tried${ofPlanes(planes, independent, distinct)}`;
  lines.push(
    `  proved        ${tried}: ${left === 0 ? 'all' : `all but ${short(left)} of the time`}`,
  );
  return lines;
}

/** Of which planes states were tried. */
function ofPlanes(planes: number, independent: number, distinct: number): string {
  if (planes === 1) return '';
  if (independent === 1) return ` of ${planes} planes that share parts`;
  const some = distinct < independent ? `${distinct} of ` : '';
  const what = independent === planes ? 'planes' : 'lists of planes';
  return ` of ${some}${independent} ${what} that fail by themselves`;
}

function drawnLines(drawn: Drawn): string[] {
  const { samples, seed, bisectionGbps, lostGbps, kept, endpointsCutOff, anybodyCutOff } = drawn;
  const mean = between(bisectionGbps, formatGbps);
  const lines = [
    `  estimated from ${formatCounted(samples, 'state')} drawn with seed ${seed}, with standard errors`,
    `  on average    ${mean}: ${estimate(lostGbps, formatGbps)} less`,
  ];
  for (const { share, probability, hoursBelow } of kept) {
    const there = odds(probability);
    const short = estimate(hoursBelow, hours);
    lines.push(`  ${shareWords(share)}  there ${there} of the time, missed for ${short} a year`);
  }
  const cut = endpointsWords(estimate(endpointsCutOff, short));
  const often = estimate(anybodyCutOff, percent);
  lines.push(`  cut off       ${cut} on average; anybody ${often} of the time`);
  return lines;
}

const endpointsWords = (count: string): string =>
  `${count} ${count === '1' ? 'endpoint' : 'endpoints'}`;

const shareWords = (share: number): string =>
  `${formatCount(Number((100 * share).toPrecision(12)))}% of it`.padEnd(12);

/** Both ends, and never the middle; one number where both are written alike. */
function between(
  { lower, upper }: { readonly lower: number; readonly upper: number },
  format: (value: number) => string,
): string {
  const [low, high] = [format(lower), format(upper)];
  return low === high ? low : `${low} to ${high}`;
}

/** Draws that all come out alike tell nothing of what is rarer: no error is said of their mean. */
const estimate = (one: Estimate, format: (value: number) => string): string =>
  one.standardError === 0
    ? `${between(one, format)} (in every draw)`
    : `${between(one, format)} ± ${format(one.standardError)}`;

/** Of what takes less than a millisecond it does not matter how much less. */
const missed = (one: { readonly lower: number; readonly upper: number }): string =>
  between({ ...one, lower: 3600 * one.upper < 1e-3 ? one.upper : one.lower }, hours);

/** Three digits: 0.314685 → "0.315". */
const short = (value: number): string => formatCount(Number(value.toPrecision(3)));

const percent = (share: number): string => `${formatTimes(100 * share)}%`;

/** Where hardly anything is missing it does not matter how much less. */
const odds = ({ lower, upper }: { readonly lower: number; readonly upper: number }): string =>
  between({ lower, upper: nines(lower) === nearlyAlways ? lower : upper }, nines);

const nearlyAlways = 'more than 99.99999999%';

/** As many nines as there are, and two digits of what is missing: 0.99999989 → "99.999989%". Never rounded up. */
function nines(share: number): string {
  const missing = 100 * (1 - share);
  if (missing <= 0) return '100%';
  if (missing < 1e-8) return nearlyAlways;
  const digits = Math.max(1, 1 - Math.floor(Math.log10(missing)));
  return `${formatCount(Math.floor((100 - missing) * 10 ** digits) / 10 ** digits)}%`;
}

/** 0.0009 → "3.25 s", 2365.05 → "2,365 h". */
function hours(value: number): string {
  const seconds = 3600 * value;
  if (seconds < 1e-3) return value === 0 ? '0 s' : 'less than 1 ms';
  if (seconds < 60) return `${short(seconds)} s`;
  return value < 1 ? `${short(60 * value)} min` : `${formatCount(Number(value.toPrecision(4)))} h`;
}
