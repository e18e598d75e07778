import type { Point } from '../../layout/placed.js';
import { formatCount } from '../../std/units.js';
import { decadeTicks, linearTicks } from './ticks.js';
import { belowMiddle, words } from './words.js';

/** Counts above each other in powers of ten, where few would not be seen beside many. */
export interface Counts {
  readonly logarithmic: boolean;
  readonly ticks: readonly number[];
}

/** The axes of rows with these counts. If one of them is logarithmic, all are, so that heights mean the same. */
export function countsOf(rows: readonly (readonly number[])[]): Counts[] {
  const logarithmic = rows.some(spansDecades);
  return rows.map((counts) => {
    const most = Math.max(1, ...counts);
    return { logarithmic, ticks: logarithmic ? decadeTicks(most) : linearTicks(most, 4, true) };
  });
}

/** Whether counts are more than two powers of ten apart. */
function spansDecades(all: readonly number[]): boolean {
  const counts = all.filter((count) => count > 0);
  return counts.length > 0 && Math.max(...counts) > 100 * Math.min(...counts);
}

/** How high counts stand, 1 at the top. A single channel is seen, too: a logarithmic axis begins at half of one. */
export function partOf({ logarithmic, ticks }: Counts): (count: number) => number {
  const last = ticks.at(-1)!;
  return (count) => {
    if (count === 0) return 0;
    return logarithmic ? Math.log(2 * count) / Math.log(2 * last) : count / last;
  };
}

/** The counts beside their lines; where these are too close, every second one or so, from the last one down. */
export function figures(
  counts: Counts,
  { x, y, height }: Point & { readonly height: number },
): string[] {
  const { ticks } = counts;
  const every = Math.ceil(ticks.length / 5);
  const part = partOf(counts);
  return ticks
    .filter((_, i) => (ticks.length - 1 - i) % every === 0)
    .map((tick) =>
      words(
        formatCount(tick),
        'soft',
        { x, y: y + height * (1 - part(tick)) + belowMiddle },
        'end',
      ),
    );
}
