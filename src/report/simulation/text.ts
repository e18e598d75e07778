import { groupBy } from '../../std/group.js';
import { printable } from '../../std/terminal.js';
import {
  formatBytes,
  formatCount,
  formatCounted,
  formatGBps,
  formatRange,
  formatShare,
  formatUs,
} from '../../std/units.js';
import type {
  CollectiveTime,
  Deadlock,
  Ends,
  SeedSpread,
  SimulatedPoint,
  Simulation,
  TierUse,
} from '../../whatif/simulation/answer.js';
import { faultLines } from '../fault-lines.js';
import { type TextColumn, textTable } from '../table.js';
import { railWords } from './rails.js';
import type { SimulatedRun, SimulationReport } from './report.js';
import { runNames } from './runs.js';

const width = 'deadlock'.length;
const line = (word: string, text: string): string => `  ${word.padEnd(width)}  ${text}`;

/** Times and bandwidths by size, and how busy channels are at the last of them. */
export function simulationText(report: SimulationReport): string {
  const { compared, faults, workload, planeSet } = report;
  const runs = compared ? [report, compared] : [report];
  const names = runNames(runs.map((run) => ({ name: run.topology.name, simulation: run })));
  const isOther = compared !== undefined && compared.topology.name !== report.topology.name;
  const lines = [
    `${report.topology.name}: ${workload}`,
    line('planes', planeSet),
    ...faultLines(faults, width),
    ...runs.flatMap((run, i) => [
      line('routing', `${isOther ? `${names[i]}: ` : ''}${routingWords(run)}`),
      ...deadlockLines(run.deadlock),
    ]),
    '',
    ...(compared ? sideBySide(report, compared, names) : alone(report)),
    '',
    ...runs.flatMap((run, i) => busyLines(run, compared ? names[i]! : null)),
  ];
  return `${printable(lines.join('\n').trimEnd())}\n`;
}

function routingWords({ routing, tables, seed, points }: Simulation): string {
  if (routing === 'adaptive') return 'adaptive: the best split over shortest ways';
  if (routing === 'static') {
    return tables ? 'static: by forwarding tables' : 'static: by the target alone (d-mod-k)';
  }
  const seeds = points[0]?.seeds?.seeds ?? 1;
  return seeds === 1
    ? `ECMP: each flow by a hash, seed ${formatCount(seed!)}`
    : `ECMP: each flow by a hash, ${formatCount(seeds)} seeds from ${formatCount(seed!)} on`;
}

/** Planes of which the same is to be said are one line. */
function deadlockLines(all: readonly Deadlock[]): string[] {
  const groups = groupBy(all, deadlockWords);
  return [...groups].map(([words, planes]) => {
    const more = planes.length - 1;
    const others = more === 0 ? '' : ` and ${formatCounted(more, 'other plane')}`;
    return line('deadlock', `${planes[0]!.plane}${others}: ${words}`);
  });
}

function deadlockWords(one: Deadlock): string {
  if ('unknown' in one) return `not known: ${one.unknown}`;
  if (one.free) return 'none, no channels wait for each other in a circle';
  const [first] = one.cycle;
  const lanes = formatCounted(one.lanes, 'virtual lane');
  return `${formatCounted(one.cycle.length, 'channel')} can wait for each other in a circle, first ${first}; ${lanes}, one for each hop, prevent it`;
}

interface Row {
  readonly point: SimulatedPoint;
  readonly collective: CollectiveTime;
}

const rowsOf = ({ points }: Simulation): Row[] =>
  points.flatMap((point) => point.collectives.map((collective) => ({ point, collective })));

function alone(run: Simulation): string[] {
  const rows = rowsOf(run);
  const columns = [
    ...aboutColumns(rows),
    column('time', rows, ({ collective }) => timeWords(collective.us), true),
    ...seedColumns(rows),
    column('algbw', rows, ({ collective }) => rateWords(collective.algGBps), true),
    column('busbw', rows, ({ collective }) => rateWords(collective.busGBps), true),
  ];
  const [head, ...lines] = textTable(columns);
  return [head!, ...lines.flatMap((text, i) => [text, ...notes(rows[i]!.collective)])];
}

/** What a reader of the row has to know beside it. */
function notes({ unrouted, rails }: CollectiveTime): string[] {
  const apart = unrouted > 0 ? [`  ${formatCounted(unrouted, 'message')} without a way`] : [];
  const words = rails ? railWords(rails) : null;
  return words === null ? apart : [...apart, `  by rail: ${words}`];
}

function sideBySide(report: SimulatedRun, other: SimulatedRun, names: readonly string[]): string[] {
  const [rows, others] = [rowsOf(report), rowsOf(other)];
  const at = (row: Row) => others[rows.indexOf(row)]!;
  const each = (of: (row: Row) => string) => [
    column(names[0]!, rows, of, true),
    column(names[1]!, rows, (row) => of(at(row)), true),
  ];
  const both = (of: (row: Row) => string) => (row: Row) => {
    const [own, its] = [of(row), of(at(row))];
    return own === its ? own : `${own}, ${its}`;
  };
  const spreads = [...rows, ...others].some(({ point }) => point.seeds);
  return textTable([
    ...aboutColumns(rows, both),
    ...each(({ collective }) => timeWords(collective.us)),
    ...(spreads ? each(spreadWords) : []),
    column('change', rows, (row) => changeWords(typicalOf(row), typicalOf(at(row))), true),
    ...each(({ collective }) => `busbw ${rateWords(collective.busGBps)}`),
  ]);
}

/** From the fastest to the slowest of all seeds: of a whole point, so that its first row says it. */
function spreadWords(row: Row): string {
  const { seeds, collectives } = row.point;
  if (!seeds || !isFirst(row)) return '';
  const all = collectives.length > 1 ? 'all, ' : '';
  const range = formatRange(seeds.leastUs, seeds.mostUs, ownUs);
  return `${all}seeds ${range}, median ${ownUs(seeds.medianUs)}`;
}

const isFirst = ({ point, collective }: Row): boolean => collective === point.collectives[0];

/** The median of seeds, where they are of this collective alone. */
const typicalOf = ({ point, collective }: Row): number | null =>
  point.seeds && point.collectives.length === 1
    ? point.seeds.medianUs
    : (collective.us?.upper ?? null);

/** How much longer the other one takes. */
function changeWords(a: number | null, b: number | null): string {
  if (a === null || b === null || a === 0) return '–';
  const change = (b / a - 1) * 100;
  return `${change >= 0 ? '+' : '−'}${Math.abs(change).toFixed(2)}%`;
}

/** @param said of several runs: what is said of the numbers of a row */
function aboutColumns(
  rows: readonly Row[],
  said: (of: (row: Row) => string) => (row: Row) => string = (of) => of,
): TextColumn[] {
  const jobs = new Set(rows.map(({ collective }) => collective.job));
  const isGrouped = rows.some(({ collective }) => collective.groups > 1);
  const begins = rows.some(({ collective }) => collective.beginUs !== 0);
  return [
    column(
      'hosts',
      rows,
      said(({ point }) => formatCount(point.hosts)),
      true,
    ),
    column(
      'GPUs',
      rows,
      said(({ point }) => formatCount(point.gpus)),
      true,
    ),
    ...(jobs.size > 1 ? [column('job', rows, ({ collective }) => collective.job, false)] : []),
    column('collective', rows, ({ collective }) => nameOf(collective), false),
    ...(isGrouped
      ? [
          column(
            'groups',
            rows,
            said(
              ({ collective }) =>
                `${formatCount(collective.groups)} × ${formatCount(collective.ranks)}`,
            ),
            true,
          ),
        ]
      : []),
    column('size', rows, ({ collective }) => formatBytes(collective.bytes), true),
    ...(begins
      ? [column('from', rows, ({ collective: { beginUs } }) => ownUs(beginUs), true)]
      : []),
  ];
}

const nameOf = ({ kind, algorithm }: CollectiveTime): string =>
  algorithm === null ? kind : `${kind} (${algorithm})`;

function seedColumns(rows: readonly Row[]): TextColumn[] {
  if (!rows.some(({ point }) => point.seeds)) return [];
  const all = rows.some(({ point }) => point.collectives.length > 1) ? 'all, ' : '';
  const of = (head: string, us: (seeds: SeedSpread) => number) =>
    column(
      `${all}${head}`,
      rows,
      (row) => (row.point.seeds && isFirst(row) ? ownUs(us(row.point.seeds)) : ''),
      true,
    );
  return [
    of('fastest', ({ leastUs }) => leastUs),
    of('median', ({ medianUs }) => medianUs),
    of('slowest', ({ mostUs }) => mostUs),
  ];
}

const ownUs = (us: number | null): string => (us === null ? 'never' : formatUs(us));

const column = (
  head: string,
  rows: readonly Row[],
  cell: (row: Row) => string,
  right: boolean,
): TextColumn => ({ cells: [head, ...rows.map(cell)], right });

const timeWords = (us: Ends | null): string =>
  us === null ? 'never' : formatRange(us.lower, us.upper, formatUs);

const rateWords = ({ lower, upper }: Ends): string => formatRange(lower, upper, formatGBps);

function busyLines(run: Simulation, name: string | null): string[] {
  const { points } = run;
  const last = points.at(-1);
  if (!last || last.tiers.length === 0) return [];
  const [first] = last.collectives;
  const which = `, ${formatCounted(last.gpus, 'GPU')} and ${formatBytes(first!.bytes)}`;
  const when = points.length > 1 ? which : '';
  const { tiers } = last;
  const of = (head: string, cell: (tier: TierUse) => string, right: boolean) => ({
    cells: [head, ...tiers.map(cell)],
    right,
  });
  return [
    `How busy channels are${name === null ? '' : `, ${name}`}${when}:`,
    ...textTable([
      of('from', ({ from }) => from, false),
      of('to', ({ to }) => to, false),
      of('channels', ({ channels }) => formatCount(channels), true),
      of('mean', ({ mean }) => formatShare(mean), true),
      of('most', ({ most }) => formatShare(most), true),
      of('', ({ most, mostGBps }) => (most > 0 ? formatGBps(mostGBps) : ''), true),
      of('busiest', ({ cable, most }) => (most > 0 ? (cable ?? '') : ''), false),
    ]),
    '',
  ];
}
