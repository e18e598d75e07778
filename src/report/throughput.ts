import { jsonText } from '../std/pretty-json.js';
import { formatCount, formatCounted, formatRange, formatShare, formatTimes } from '../std/units.js';
import type { RoutedThroughput } from '../whatif/routings.js';
import type { Fits, PlaneThroughput, ThroughputAnswer } from '../whatif/throughput.js';
import { faultLines } from './fault-lines.js';

/** An answer with the topology that it is about. */
export interface ThroughputReport extends Omit<ThroughputAnswer, 'certificates'> {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const throughputJson = (report: ThroughputReport): string => jsonText(report);

const traffics: Readonly<Record<ThroughputAnswer['traffic'], string>> = {
  uniform: 'uniform all-to-all: each NIC sends its rate, spread over all others of its plane',
  'longest-matching':
    'longest matching: each NIC sends its rate to one that is as far away as can be',
  given: 'as given between hosts, shared among the planes of a set by what both can send there',
};

/** A pair of hosts that nothing joins is listed; of more, so many. */
const mostPairs = 3;

/** Plane set by plane set, and the planes that are not like another one. */
export function throughputText(report: ThroughputReport): string {
  const { topology, faults, traffic, planes, planeSets } = report;
  const lines = [`${topology.name}: throughput`, `  traffic  ${traffics[traffic]}`];
  lines.push(...faultLines(faults, 'traffic'.length));
  for (const [name, { throughput, apart }] of Object.entries(planeSets)) {
    const members = planes.filter(({ plane }) => plane.startsWith(`${name}/`));
    lines.push('', `${name}  ${throughput ? figure(throughput) : 'nothing is sent'}`);
    if (apart.length > 0) lines.push(`  meet in no plane: ${pairsOf(apart)}`);
    const shown = members.filter((one, i) => i === members.findIndex((other) => alike(one, other)));
    for (const one of shown) {
      lines.push(...planeLines(one, members.filter((other) => alike(one, other)).length - 1));
    }
  }
  return `${lines.join('\n')}\n`;
}

function pairsOf(pairs: readonly string[]): string {
  const more = pairs.length - mostPairs;
  const rest = more > 0 ? `, and ${formatCount(more)} more` : '';
  return `${pairs.slice(0, mostPairs).join(', ')}${rest}`;
}

/** Planes are shown once if all that would be said of them is the same but for names. */
const alike = (a: PlaneThroughput, b: PlaneThroughput): boolean => wordless(a) === wordless(b);

const wordless = ({ plane, sameAs, ...said }: PlaneThroughput): string =>
  sameAs === undefined || sameAs.split('/')[0] === plane.split('/')[0]
    ? JSON.stringify(said, (key, value) =>
        typeof value === 'number'
          ? Number(value.toPrecision(9))
          : ['endpoint', 'from', 'to', 'cable'].includes(key)
            ? undefined
            : value,
      )
    : sameAs;

/** "0.9375 of it fits". */
const figure = ({ lower, upper, exact }: Fits): string =>
  `${formatRange(lower, upper, formatTimes)} of it fits${exact ? '' : ' (both ends proved)'}`;

function planeLines(one: PlaneThroughput, like: number): string[] {
  const { plane, endpoints, endpointsLeftOut, throughput, limit, byHops, routings, sameAs } = one;
  const others = like === 0 ? '' : `, and ${formatCounted(like, 'plane')} like it`;
  const left = endpointsLeftOut === 0 ? '' : `, ${formatCount(endpointsLeftOut)} left out`;
  const head = `  ${plane}  ${formatCounted(endpoints, 'endpoint')}${left}${others}`;
  if (one.tooMany) return [`${head}: too many switches for a longest matching`];
  if (!throughput) return [`${head}: nothing is sent`];
  if (sameAs !== undefined) return [`${head}: like ${sameAs}, cable by cable`];
  return [
    head,
    `    fits     ${formatRange(throughput.lower, throughput.upper, formatTimes)}${throughput.exact ? ', exact' : ', both ends proved'}`,
    ...(limit ? [`    limit    ${limitWords(limit)}`] : []),
    ...(byHops === null ? [] : [`    by hops  at most ${formatTimes(byHops)}`]),
    ...(routings
      ? [
          `    ECMP     ${routedWords(routings.ecmp)}`,
          `    d-mod-k  ${routedWords(routings.dModK)}`,
        ]
      : []),
  ];
}

function limitWords(limit: NonNullable<PlaneThroughput['limit']>): string {
  if (limit.by === 'endpoint') return `the cables of single endpoints, first ${limit.endpoint}`;
  const { count, from, to } = limit;
  return count === 1
    ? `the cables from ${from} to ${to}`
    : `${formatCounted(count, 'bundle')}, each in one direction, first from ${from} to ${to}`;
}

/** "0.875, 93.3% of that: 32 cables up are fullest, first compute/p0/leaf0:8--…". */
function routedWords(routed: RoutedThroughput): string {
  if ('reason' in routed) return `none: ${routed.reason}`;
  const { throughput, ofOptimum, unrouted, worst } = routed;
  if (unrouted > 0) return `0: ${formatCounted(unrouted, 'pair')} of endpoints without a route`;
  const share = ofOptimum > 1 - 1e-9 ? 'as much as fits' : `${formatShare(ofOptimum)} of what fits`;
  const { cable, up, count } = worst;
  const more = count === 1 ? '' : `, and ${formatCount(count - 1)} more`;
  return `${formatTimes(throughput)}, ${share}: fullest ${up ? 'up' : 'down'} ${cable}${more}`;
}
