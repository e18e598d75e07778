import type { Point } from '../../layout/placed.js';
import { shorten, textWidth } from '../../layout/text.js';
import type { LoadCell, LoadChart } from '../../report/simulation/chart.js';
import { formatCount, formatCounted, formatShare } from '../../std/units.js';
import { element, group, tip } from '../markup.js';
import { hueClass } from '../theme.js';
import type { Body } from './body.js';
import { decadeTicks, linearTicks } from './ticks.js';
import { belowMiddle, ruleAcross, ruleDown, tenth, words } from './words.js';

const height = 76;
const columnGap = 26;
/** The name of a row, the figures of a cell, and what is between rows. */
const caption = 36;
const rowGap = 24;

/** Counts above each other in powers of ten, where few would not be seen beside many. */
interface Counts {
  readonly logarithmic: boolean;
  readonly ticks: readonly number[];
}

/** A histogram for each pair of tiers, one below the other; runs side by side. */
export function drawLoads({ columns, rows }: LoadChart, at: Point, width: number): Body {
  const logarithmic = rows.some(({ cells }) => spansDecades(cells));
  const scales = rows.map(({ cells }): Counts => {
    const most = Math.max(1, ...cells.flatMap((cell) => cell?.bins ?? []));
    return { logarithmic, ticks: logarithmic ? decadeTicks(most) : linearTicks(most, true) };
  });
  const figures = scales.flatMap(({ ticks }) =>
    ticks.map((tick) => textWidth(formatCount(tick), 'soft')),
  );
  const left = at.x + Math.max(0, ...figures) + 8;
  const each = (at.x + width - left - columnGap * (columns.length - 1)) / columns.length;
  const lefts = columns.map((_, i) => left + i * (each + columnGap));
  const markup = [...key({ x: at.x, y: at.y + 8 }, logarithmic)];
  let y = at.y + 24;
  if (columns.length > 1) {
    y += 20;
    columns.forEach((name, i) => {
      markup.push(words(shorten(name, 'strong', each), 'strong', { x: lefts[i]!, y }));
    });
  }
  rows.forEach(({ label, cells }, r) => {
    y += rowGap;
    const top = y + caption - 14;
    cells.forEach((cell, i) => {
      const frame = { x: lefts[i]!, y: top, width: each, height };
      const heading = { x: lefts[i]!, y: y - 2 };
      markup.push(words(shorten(label, 'strong', each), 'strong', heading));
      const said = shorten(cell ? figuresOf(cell) : 'no such channels', 'soft', each);
      markup.push(words(said, 'soft', { x: lefts[i]!, y: y + 13 }));
      const name = columns.length > 1 ? `${columns[i]}, ${label}` : label;
      if (cell)
        markup.push(...histogram(cell, scales[r]!, frame, { hue: i, name, figures: i === 0 }));
    });
    y = top + height;
  });
  columns.forEach((_, i) => {
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      const x = lefts[i]! + share * each;
      markup.push(ruleDown({ x, y }, 5));
      const anchor = share === 1 ? 'end' : share === 0 ? 'start' : 'middle';
      markup.push(words(`${share * 100}%`, 'soft', { x, y: y + 18 }, anchor));
    }
  });
  const middle = (left + at.x + width) / 2;
  markup.push(
    words(
      'share of the time in which a channel is busy',
      'label',
      { x: middle, y: y + 38 },
      'middle',
    ),
  );
  return { markup, bottom: y + 44 };
}

/** Whether counts are more than two powers of ten apart. */
function spansDecades(cells: readonly (LoadCell | null)[]): boolean {
  const counts = cells.flatMap((cell) => cell?.bins ?? []).filter((count) => count > 0);
  return counts.length > 0 && Math.max(...counts) > 100 * Math.min(...counts);
}

const figuresOf = ({ channels, mean, most }: LoadCell): string =>
  `${formatCounted(channels, 'channel')} · mean ${formatShare(mean)} · most ${formatShare(most)}`;

/** What the marks mean, and how counts are shown. */
function key({ x, y }: Point, logarithmic: boolean): string[] {
  const counts = logarithmic ? 'channels, on a logarithmic scale' : 'channels';
  const afterCounts = x + textWidth(counts, 'label') + 24;
  const afterMean = afterCounts + textWidth('mean', 'label') + 36;
  return [
    words(counts, 'label', { x, y }),
    mark('mean', { x: afterCounts, y: y - belowMiddle }, 10),
    words('mean', 'label', { x: afterCounts + 12, y }),
    mark('most', { x: afterMean, y: y - belowMiddle }, 10),
    words('the busiest', 'label', { x: afterMean + 12, y }),
  ];
}

/** A diamond or a triangle in the middle of a line. */
function mark(kind: 'mean' | 'most', { x, y }: Point, length: number): string {
  const half = tenth(length / 2);
  const sign = kind === 'mean' ? 'M0 -4L4 0L0 4L-4 0Z' : 'M-4 -4H4L0 4Z';
  const line = element('path', {
    class: 'link line-none',
    d: `M0 ${-half}V${half}`,
    'stroke-width': 1.5,
    'stroke-dasharray': kind === 'mean' ? '3 2' : null,
  });
  const top = element('path', {
    class: 'paper line-none',
    d: sign,
    'stroke-width': 1.5,
    ...(length > 10 ? { transform: `translate(0 ${-half})` } : {}),
  });
  return element('g', { transform: `translate(${tenth(x)} ${tenth(y)})` }, line + top);
}

function histogram(
  { bins, mean, most }: LoadCell,
  { logarithmic, ticks }: Counts,
  { x, y, width, height: high }: { x: number; y: number; width: number; height: number },
  { hue, name, figures }: { hue: number; name: string; figures: boolean },
): string[] {
  const base = y + high;
  const last = ticks.at(-1)!;
  // A single channel is seen, too: half a channel is where a logarithmic axis begins.
  const part = (count: number) =>
    logarithmic ? Math.log(2 * count) / Math.log(2 * last) : count / last;
  const level = (count: number) => base - (count > 0 ? high * part(count) : 0);
  const wide = width / bins.length;
  const look = `${hueClass('fill', hue % 9)} ${hueClass('line', hue % 9)}`;
  return [
    ...group({ class: 'grid' }, [
      ...ticks.filter((tick) => tick > 0).map((tick) => ruleAcross({ x, y: level(tick) }, width)),
      ruleAcross({ x, y: base }, width),
    ]),
    ...(figures
      ? sparse(ticks).map((tick) =>
          words(formatCount(tick), 'soft', { x: x - 8, y: level(tick) + belowMiddle }, 'end'),
        )
      : []),
    ...group(
      { class: 'bins' },
      bins.flatMap((count, i) => {
        if (count === 0) return [];
        const from = tenth(x + i * wide + 1);
        const to = tenth(x + (i + 1) * wide - 1);
        const top = tenth(level(count));
        const rect = { x: from, y: top, width: tenth(to - from), height: tenth(base - top) };
        const share = `${(100 * i) / bins.length} to ${(100 * (i + 1)) / bins.length}%`;
        return [
          element(
            'rect',
            { class: look, ...rect },
            tip(`${name}: ${formatCounted(count, 'channel')} busy for ${share}`),
          ),
        ];
      }),
    ),
    mark('mean', { x: x + mean * width, y: y + high / 2 }, high),
    mark('most', { x: x + Math.min(1, most) * width, y: y + high / 2 }, high),
  ];
}

/** Figures that stand far enough from each other: every one, every second … from the last on. */
function sparse(ticks: readonly number[]): number[] {
  const every = Math.ceil(ticks.length / 5);
  return ticks.filter((_, i) => (ticks.length - 1 - i) % every === 0);
}
