import type { Point } from '../../layout/placed.js';
import { shorten, textWidth } from '../../layout/text.js';
import type { LoadCell, LoadChart } from '../../report/simulation/chart.js';
import { formatCount, formatCounted, formatShare } from '../../std/units.js';
import type { Body } from './body.js';
import { countsOf, figures } from './counts.js';
import { histogram, mark } from './histogram.js';
import { belowMiddle, fitted, ruleDown, words } from './words.js';

const height = 76;
const columnGap = 26;
/** The name of a row, the figures of a cell, and what is between rows. */
const caption = 36;
const rowGap = 24;

/** A histogram for each pair of tiers, one below the other; runs side by side. */
export function drawLoads({ columns, rows }: LoadChart, at: Point, width: number): Body {
  const scales = countsOf(rows.map(({ cells }) => cells.flatMap((cell) => cell?.bins ?? [])));
  const logarithmic = scales.some((counts) => counts.logarithmic);
  const widths = scales.flatMap(({ ticks }) =>
    ticks.map((tick) => textWidth(formatCount(tick), 'soft')),
  );
  const left = at.x + Math.max(0, ...widths) + 8;
  const each = (at.x + width - left - columnGap * (columns.length - 1)) / columns.length;
  const lefts = columns.map((_, i) => left + i * (each + columnGap));
  const markup = [...key({ x: at.x, y: at.y + 8 }, logarithmic)];
  let y = at.y + 24;
  if (columns.length > 1) {
    y += 20;
    columns.forEach((name, i) => {
      markup.push(words(fitted(name, 'strong', each), 'strong', { x: lefts[i]!, y }));
    });
  }
  rows.forEach(({ label, cells }, r) => {
    y += rowGap;
    const top = y + caption - 14;
    cells.forEach((cell, i) => {
      const frame = { x: lefts[i]!, y: top, width: each, height };
      const heading = { x: lefts[i]!, y: y - 2 };
      markup.push(words(fitted(label, 'strong', each), 'strong', heading));
      const said = cell ? figuresOf(cell, each) : 'no such channels';
      markup.push(words(said, 'soft', { x: lefts[i]!, y: y + 13 }));
      const name = columns.length > 1 ? `${columns[i]}, ${label}` : label;
      if (cell) markup.push(...histogram(cell, scales[r]!, frame, { hue: i, name }));
    });
    markup.push(...figures(scales[r]!, { x: left - 8, y: top, height }));
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

/** Without the number of channels where there is no room for it: the figures are what is compared. */
function figuresOf({ channels, mean, most }: LoadCell, width: number): string {
  const figures = `mean ${formatShare(mean)} · most ${formatShare(most)}`;
  const all = `${formatCounted(channels, 'channel')} · ${figures}`;
  return textWidth(all, 'soft') <= width ? all : shorten(figures, 'soft', width);
}

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
