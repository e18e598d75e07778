import {
  formatCount,
  formatGbps,
  formatNumber,
  formatRange,
  formatShare,
} from '../../std/units.js';
import type { Bounds } from '../../whatif/compare.js';
import type { ComparedRow } from '../../whatif/comparison.js';

/** A figure of a row in words; null where there is none. */
export interface Column {
  readonly head: string;
  readonly cell: (row: ComparedRow) => string | null;
}

/** Columns that stand together: a line of a page is not long enough for all of them. */
export interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
}

/** A figure that was not measured, or that there is none of. */
export const none = '–';

const count = (n: number | undefined): string => formatCount(n ?? 0);
const decimals = (n: number | null | undefined, digits: number): string | null =>
  n == null ? null : formatNumber(n, digits);

const ends = (value: Bounds | null | undefined, format: (n: number) => string): string | null =>
  value ? formatRange(value.lower, value.upper, format) : null;

/** A sum of which parts are missing is no more than a part of it. */
const atLeast = (missing: readonly string[] | undefined, sum: string | null): string | null =>
  sum !== null && missing && missing.length > 0 ? `≥ ${sum}` : sum;

/** "512 leaf + 256 spine"; nothing more where there is one tier. */
function tiers({ switches }: ComparedRow): string {
  const { total = 0, ...byTier } = switches;
  const parts = Object.entries(byTier).map(([tier, n]) => `${formatCount(n)} ${tier}`);
  return parts.length > 1 ? `${formatCount(total)} (${parts.join(' + ')})` : formatCount(total);
}

const oversubscription = ({ oversubscription: byTier }: ComparedRow): string | null =>
  Object.entries(byTier)
    .map(([tier, ratio]) => `${tier} ${ratio}`)
    .join(', ') || null;

const shortest = ({ paths }: ComparedRow): string | null => {
  const found = paths?.shortestPaths;
  return found ? ends({ lower: found.min, upper: found.max }, formatCount) : null;
};

const disjoint = ({ paths }: ComparedRow): string | null =>
  paths?.disjointPaths == null ? null : formatCount(paths.disjointPaths);

const disjointSwitches = ({ paths }: ComparedRow): string | null =>
  paths?.disjointSwitchPaths == null ? null : formatCount(paths.disjointSwitchPaths);

const hops = (head: string, of: (paths: NonNullable<ComparedRow['paths']>) => number | null) => ({
  head,
  cell: ({ paths }: ComparedRow) => (paths ? decimals(of(paths), 5) : null),
});

const multiple = (head: string, of: (row: ComparedRow) => number | null): Column => ({
  head,
  cell: (row) => decimals(of(row), 3),
});

/** Everything that is compared, in the order in which it is shown. */
export const sections: readonly Section[] = [
  {
    title: 'size',
    columns: [
      { head: 'planes', cell: ({ planes }) => count(planes) },
      { head: 'hosts', cell: ({ hosts }) => count(hosts) },
      { head: 'endpoints', cell: ({ endpoints }) => count(endpoints) },
      { head: 'switches', cell: tiers },
      { head: 'endpoint cables', cell: ({ cables }) => count(cables.endpoint) },
      { head: 'switch cables', cell: ({ cables }) => count(cables.switch) },
    ],
  },
  {
    title: 'bandwidth',
    columns: [
      { head: 'bisection', cell: (row) => ends(row.bisectionGbps, formatGbps) },
      {
        head: 'of full',
        cell: (row) => ends(row.bisectionRatio, (n) => formatNumber(n, 3)),
      },
      { head: 'oversubscription', cell: oversubscription },
    ],
  },
  {
    title: 'paths',
    columns: [
      hops('most hops', (p) => p.diameterHops),
      hops('average', (p) => p.averageHops),
      hops('switch down', (p) => p.averageHopsAnySwitchDown),
      hops('via hosts', (p) => p.averageHopsViaHosts),
      hops('via hosts, switch down', (p) => p.averageHopsViaHostsAnySwitchDown),
      {
        head: 'no path',
        cell: ({ paths }) =>
          paths?.shareWithoutPath == null ? null : formatShare(paths.shareWithoutPath),
      },
      { head: 'shortest', cell: shortest },
      { head: 'disjoint', cell: disjoint },
      { head: 'of switches', cell: disjointSwitches },
    ],
  },
  {
    title: 'cost',
    columns: [
      { head: 'currency', cell: ({ cost }) => cost?.currency ?? null },
      { head: 'total', cell: ({ cost }) => atLeast(cost?.missing, decimals(cost?.total, 2)) },
      { head: 'per endpoint', cell: ({ perEndpoint }) => decimals(perEndpoint?.cost, 2) },
      {
        head: 'kW',
        cell: ({ cost }) => decimals(cost?.watts == null ? null : cost.watts / 1e3, 1),
      },
      { head: 'W per endpoint', cell: ({ perEndpoint }) => decimals(perEndpoint?.watts, 1) },
    ],
  },
  {
    title: 'per endpoint',
    columns: [
      { head: 'switches', cell: ({ perEndpoint }) => decimals(perEndpoint?.switches, 5) },
      {
        head: 'endpoint cables',
        cell: ({ perEndpoint }) => decimals(perEndpoint?.endpointCables, 3),
      },
      { head: 'switch cables', cell: ({ perEndpoint }) => decimals(perEndpoint?.switchCables, 3) },
      {
        head: 'bisection',
        cell: ({ perEndpoint }) => ends(perEndpoint?.bisectionGbps, formatGbps),
      },
    ],
  },
  {
    title: 'times the first row',
    columns: [
      multiple('endpoints', ({ toFirst }) => toFirst.endpoints),
      multiple('switches', ({ toFirst }) => toFirst.switches),
      multiple('endpoint cables', ({ toFirst }) => toFirst.endpointCables),
      multiple('switch cables', ({ toFirst }) => toFirst.switchCables),
      {
        head: 'bisection',
        cell: (row) => ends(row.toFirst.bisectionGbps, (n) => formatNumber(n, 3)),
      },
      multiple('average hops', ({ toFirst }) => toFirst.averageHops),
      multiple('cost', ({ toFirst }) => toFirst.cost),
      multiple('cost per endpoint', ({ toFirst }) => toFirst.costPerEndpoint),
    ],
  },
];

/** A section as cells; without columns, and without sections, in which nobody has a figure. */
export function filled(section: Section, rows: readonly ComparedRow[]): Section | null {
  const columns = section.columns.filter(({ cell }) => rows.some((row) => cell(row) !== null));
  return columns.length === 0 ? null : { ...section, columns };
}

/** What has to be said of single rows. */
export function notes(rows: readonly ComparedRow[]): string[] {
  return rows.flatMap((row) => {
    const name = `${row.topology} ${row.planeSet}`;
    const missing = row.cost?.missing ?? [];
    const without = (what: string, parts: readonly string[]) =>
      parts.length === 0 ? [] : [`${name}: no ${what} of ${listed(parts)}, which counts nothing`];
    return [
      ...(row.built
        ? []
        : [
            `${name}: by closed formulas, not built${row.note === null ? '' : `; it cannot be built: ${row.note}`}`,
          ]),
      ...without('price', missing),
      ...without('power', row.cost?.withoutWatts ?? []),
      ...(row.paths?.searched === false
        ? [`${name}: some paths are too many to be searched, and shown as ${none}`]
        : []),
    ];
  });
}

function listed(parts: readonly string[]): string {
  const shown = parts.slice(0, 3).join(', ');
  return parts.length > 3 ? `${shown} and ${parts.length - 3} more` : shown;
}
