import { formatCount, formatCounted, formatNumber } from '../../std/units.js';
import type {
  AllToAll,
  FailedAnswer,
  PlaneAnswer,
  PlaneSetAnswer,
  SideAnswer,
} from '../../whatif/answer.js';
import { formatFraction } from '../fraction.js';
import { textTable } from '../table.js';
import { fitsWords, gbpsWords, keptWords, samePlane } from './figures.js';
import { marginCell } from './margin.js';
import { promiseLines, promiseSummary } from './promise-lines.js';

/** A line of the table: what it is about, and a cell for each side. */
type Row = readonly [label: string, healthy: string, failed: string, compared: string];

/** Two sides with faults beside the healthy one, a table for all plane sets, and what of the promises breaks. */
export function sideBySide(
  healthy: SideAnswer,
  failed: FailedAnswer,
  compared: FailedAnswer,
): string[] {
  const sides = [healthy, failed, compared] as const;
  const rows: Row[] = Object.keys(healthy.planeSets).flatMap((name, i): Row[] => [
    ...(i === 0 ? [] : [empty]),
    [name, 'healthy', 'failed', 'compared'],
    ...setRows(sides.map((side) => side.planeSets[name]!)).filter(says),
    ...planeRows(sides.map((side) => side.planes.filter((one) => isIn(one, name)))),
  ]);
  const asked = failed.promises > 0;
  if (asked) rows.push(empty, ['promises', '', promiseSummary(failed), promiseSummary(compared)]);
  const table = textTable(
    [0, 1, 2, 3].map((column) => ({ cells: rows.map((row) => row[column]!), right: false })),
  );
  return [...table, ...named('failed', failed), ...named('compared', compared)];
}

const empty: Row = ['', '', '', ''];

const isIn = ({ plane }: PlaneAnswer, set: string): boolean => plane.startsWith(`${set}/`);

function named(side: string, answer: FailedAnswer): string[] {
  if (answer.broken.length === 0) return [];
  return ['', `${side}: ${promiseSummary(answer)}`, ...promiseLines(answer).slice(1)];
}

function setRows(sides: readonly PlaneSetAnswer[]): Row[] {
  const [healthy] = sides as [PlaneSetAnswer];
  const row = (label: string, cell: (side: PlaneSetAnswer, i: number) => string): Row =>
    [`  ${label}`, ...sides.map(cell)] as unknown as Row;
  return [
    row('bisection', ({ bisectionGbps: now }, i) =>
      i === 0 ? gbpsWords(now) : keptOr(healthy.bisectionGbps, now),
    ),
    row('all-to-all', ({ throughput }) => shortFit(throughput)),
    row('endpoints cut off', ({ endpointsCutOff: cut, endpointsCutOffPerHost: most }) =>
      cut === 0 ? none : `${formatCount(cut)}, at most ${most} of a host`,
    ),
    row('hosts cut off', ({ hostsCutOff }) => countOr(hostsCutOff)),
    row('NICs that keep a part', ({ endpointsDegraded: count, worstEndpoint: worst }) =>
      worst
        ? `${formatCount(count)}, worst ${worst.endpoint}: ${formatFraction(worst.gbps, worst.healthyGbps)}`
        : none,
    ),
    row('hosts that keep a part', ({ hostsDegraded }) => countOr(hostsDegraded)),
    row('worst host', ({ hosts: [worst] }) =>
      worst ? `${worst.first}: ${worst.nics} of ${formatCounted(worst.healthyNics, 'NIC')}` : none,
    ),
    row('host pairs cut off', ({ hostPairsCutOff }) => countOr(hostPairsCutOff)),
    row('planes per host pair', ({ planesPerHostPair: planes }) =>
      planes === null
        ? none
        : planes.min === planes.max
          ? String(planes.min)
          : `${planes.min} to ${planes.max}`,
    ),
    row('to part two hosts', (side) => marginCell(side) ?? none),
    row('pairs that relay', ({ relaying }) => {
      if (!relaying) return 'not searched';
      const { pairs, averageHops } = relaying.samePlane;
      return averageHops === null
        ? none
        : `${formatCount(pairs)}, ${formatNumber(averageHops, 2)} hops`;
    }),
    row('pairs without any way', ({ relaying }) => countOr(relaying?.samePlane.apart ?? 0)),
  ];
}

const none = '–';

/** What concerns nobody on any side is left out. */
const says = ([, ...cells]: Row): boolean => cells.some((cell) => cell !== none);

const countOr = (count: number): string => (count === 0 ? none : formatCount(count));

const keptOr = (before: PlaneSetAnswer['bisectionGbps'], now: PlaneSetAnswer['bisectionGbps']) =>
  now.exact && before.exact && now.upper === before.upper ? gbpsWords(now) : keptWords(before, now);

const shortFit = (one: AllToAll): string =>
  one === null ? none : one === 'not measured' ? one : fitsWords(one).replace(' of it fits', '');

/** Planes in which something happened on either side: bisection and worst leaf; the others are counted. */
function planeRows(sides: readonly (readonly PlaneAnswer[])[]): Row[] {
  const [healthy = [], ...others] = sides;
  const changed = healthy.flatMap((before, i): Row[] => {
    const after = others.map((planes) => planes[i]!);
    if (after.every((one) => samePlane(one, before))) return [];
    const cells = after.map((one) => {
      if (samePlane(one, before)) return 'unchanged';
      const leaf = one.worstLeaf;
      const worst = leaf
        ? `, ${leaf.leaf.split('/').at(-1)} ${formatFraction(leaf.upGbps, leaf.healthyUpGbps)} up`
        : '';
      return `${keptOr(before.bisectionGbps, one.bisectionGbps)}${worst}`;
    });
    return [[`  ${before.plane}`, gbpsWords(before.bisectionGbps), ...cells] as unknown as Row];
  });
  const rest = healthy.length - changed.length;
  if (rest === 0 || changed.length === 0) return changed;
  const label = `  ${formatCounted(rest, 'other plane')}`;
  return [...changed, [label, '', 'unchanged', 'unchanged']];
}
