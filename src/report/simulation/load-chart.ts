import { groupBy } from '../../std/group.js';
import { formatBytes, formatCount, formatShare } from '../../std/units.js';
import type { SimulatedPoint, TierUse } from '../../whatif/simulation/answer.js';
import type { LoadCell, LoadChart, LoadRow } from './chart.js';
import { type ChartOptions, type Run, runFacts, runNames, titleBlock } from './runs.js';

/** How many channels are how busy at the last point of each run. */
export function loadChart(runs: readonly Run[], options: ChartOptions = {}): LoadChart {
  const lasts = runs.map(({ simulation }) => simulation.points.at(-1));
  const rows = rowsOf(lasts.map((point) => point?.tiers ?? []));
  const facts = runFacts(
    runs,
    runs.map(({ simulation: { points } }) => lastFacts(points)),
  );
  const columns = runNames(runs);
  return {
    kind: 'loads',
    titleBlock: titleBlock('How busy cables are', runs, facts, options),
    notes: [
      'A channel is one direction of a cable, or what a GPU sends into or receives from its scale-up domain.',
      ...(lasts.some((point) => point?.us === null) ? ['What never ends keeps nothing busy.'] : []),
    ],
    description: `Channels by how busy they are: ${rows.map((row) => inWords(row, columns)).join('; ')}.`,
    columns,
    rows,
  };
}

/** Of which point the chart is. */
function lastFacts(points: readonly SimulatedPoint[]): string[] {
  const last = points.at(-1);
  if (!last) return [];
  const sizes = [...new Set(last.collectives.map(({ bytes }) => bytes))];
  const size = sizes.length === 1 ? `, ${formatBytes(sizes[0]!)}` : '';
  const which = points.length > 1 ? `the last of ${formatCount(points.length)} points: ` : '';
  return [`${which}${formatCount(last.gpus)} GPUs${size}`];
}

function inWords({ label, cells }: LoadRow, columns: readonly string[]): string {
  const each = cells.flatMap((cell, i) => {
    if (!cell) return [];
    const name = columns.length > 1 ? `${columns[i]} ` : '';
    return [`${name}${formatShare(cell.mean)} in the mean, ${formatShare(cell.most)} at most`];
  });
  return `${label} ${each.join(', ')}`;
}

/** Rows in the order in which a message goes: up to the top, then down. */
function rowsOf(uses: readonly (readonly TierUse[])[]): LoadRow[] {
  const all = uses.flat();
  const tiers = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort(
    (a, b) => heightOf(a) - heightOf(b),
  );
  const place = ({ from, to }: TierUse) => {
    const [a, b] = [tiers.indexOf(from), tiers.indexOf(to)];
    return a <= b ? a * tiers.length + b : 2 * tiers.length ** 2 - (b * tiers.length + a);
  };
  const rows = groupBy(
    [...all].sort((a, b) => place(a) - place(b)),
    labelOf,
  );
  return Array.from(rows.keys(), (label) => ({
    label,
    cells: uses.map((list) => cellOf(list.find((use) => labelOf(use) === label))),
  }));
}

const labelOf = ({ from, to }: TierUse): string => `${from} → ${to}`;

/** Tiers that have other names stand behind these, as they come. */
const heights = ['GPU', 'domain', 'endpoint', 'leaf', 'router', 'spine', 'core'];
const heightOf = (tier: string): number => {
  const at = heights.indexOf(tier);
  return at < 0 ? heights.length : at;
};

const cellOf = (use: TierUse | undefined): LoadCell | null =>
  use
    ? {
        channels: use.channels,
        bins: use.bins,
        mean: use.mean,
        most: use.most,
        cable: use.cable,
      }
    : null;
