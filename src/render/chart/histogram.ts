import type { Point, Rect } from '../../layout/placed.js';
import type { LoadCell } from '../../report/simulation/chart.js';
import { formatCounted } from '../../std/units.js';
import { element, group, tip } from '../markup.js';
import { hueClass } from '../theme.js';
import { type Counts, partOf } from './counts.js';
import { hueOfLook } from './marker.js';
import { ruleAcross, tenth } from './words.js';

/** Bars of one cell, and marks above them. */
export function histogram(
  { bins, mean, most }: LoadCell,
  counts: Counts,
  { x, y, width, height: high }: Rect,
  { hue, name }: { hue: number; name: string },
): string[] {
  const base = y + high;
  const part = partOf(counts);
  const level = (count: number) => base - high * part(count);
  const wide = width / bins.length;
  const look = `${hueClass('fill', hueOfLook({ hue }))} ${hueClass('line', hueOfLook({ hue }))}`;
  return [
    ...group({ class: 'grid' }, [
      ...counts.ticks
        .filter((tick) => tick > 0)
        .map((tick) => ruleAcross({ x, y: level(tick) }, width)),
      ruleAcross({ x, y: base }, width),
    ]),
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

/** A diamond or a triangle in the middle of a line. */
export function mark(kind: 'mean' | 'most', { x, y }: Point, length: number): string {
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
