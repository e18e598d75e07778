import type { MarkKind } from '../diagram/model.js';
import type { Point, Rect } from '../layout/placed.js';
import { element } from './markup.js';

/** Hatches, so that no mark is told by its colour alone. */
const hatches: Readonly<Record<MarkKind, string>> = {
  down: 'M-2 2L2 -2M0 8L8 0M6 10L10 6',
  'cut-off': 'M2 2h1M6 6h1',
  degraded: 'M0 2H8M0 6H8',
  finding: 'M0 0L8 8M-2 6L2 10M6 -2L10 2',
  removed: 'M1 2H5M5 6H9M-3 6H1',
  added: 'M1 2.5H4M2.5 1V4M5 6.5H8M6.5 5V8',
  changed: 'M0 4q2 -4 4 0t4 0',
  warning: 'M4 0V8',
};

/** Strokes that would enclose an area, if they were filled. */
const outlined = (mark: MarkKind): string =>
  mark === 'changed' || mark === 'warning' ? ' open' : '';

export function hatchPatterns(kinds: readonly MarkKind[]): string[] {
  return kinds.map((mark) => {
    const strokes = element('path', {
      class: `hatch-${mark}${outlined(mark)}`,
      d: hatches[mark],
      'stroke-width': 1.6,
    });
    const size = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
    return element('pattern', { id: `pattern-${mark}`, ...size }, strokes);
  });
}

/** The hatch over a marked box; what is down as a whole is struck out. */
export function markedRect(mark: MarkKind, rect: Rect, whole: boolean, hatched = true): string[] {
  const { x, y, width, height } = rect;
  const fill = hatched ? `url(#pattern-${mark})` : 'none';
  const shape = { x, y, width, height, rx: 3, fill };
  const hatch = element('rect', {
    class: `line-${mark} mark-${mark}`,
    ...shape,
    'stroke-width': 2,
  });
  if (mark !== 'down' || !whole) return [hatch];
  const strike = `M${x} ${y + height}L${round(x + width)} ${y}`;
  return [hatch, element('path', { class: 'line-down', d: strike, 'stroke-width': 1.5 })];
}

/**
 * Signs of the badges: a cross, a barred ring, a half-full disc, an exclamation mark; minus, plus and
 * tilde; a triangle.
 */
const signs: Readonly<Record<MarkKind, string>> = {
  down: 'M-2.5 -2.5L2.5 2.5M-2.5 2.5L2.5 -2.5',
  'cut-off': 'M-3.5 3.5L3.5 -3.5',
  degraded: 'M-4 1.5H4M-3 3H3',
  finding: 'M0 -3.2V0.8M0 2.4V3.4',
  removed: 'M-3 0H3',
  added: 'M-3 0H3M0 -3V3',
  changed: 'M-3 0.8q1.5 -3 3 -0.8t3 -0.8',
  warning: 'M0 -3L2.9 2H-2.9Z',
};

/** A round badge that says the mark by its sign. */
export function markBadge(mark: MarkKind, { x, y }: Point): string {
  const disc = element('circle', { class: `badge line-${mark}`, r: 5.5, 'stroke-width': 1.5 });
  const look = `line-${mark}${outlined(mark)}`;
  const sign = element('path', { class: look, d: signs[mark], 'stroke-width': 1.6 });
  return element('g', { transform: `translate(${round(x)} ${round(y)})` }, disc + sign);
}

export const round = (value: number): number => Math.round(value * 10) / 10;
