import type { Link } from '../diagram/model.js';
import type { PlacedLink, Point } from '../layout/placed.js';
import { markBadge, round } from './marks.js';
import { element, identity, tip } from './markup.js';
import { hueClass, lineWidth } from './theme.js';

/** The line of a bundle, as wide as its bandwidth; one that is marked is wider, and bears a badge. */
export function link(placed: PlacedLink, thin: number, badge = true): string[] {
  const { id, gbps, rest, status, tip: says } = placed.link;
  const kind = rest && !status ? 'rest-link' : 'link';
  const look = lookOf(placed.link);
  const line = element(
    'path',
    {
      ...identity(id),
      class: `${kind} ${look}`,
      'stroke-width':
        rest && !status ? null : round(lineWidth(gbps) * thin + (status && badge ? 1 : 0)),
      d: path(placed),
    },
    tip(says),
  );
  return status && badge ? [line, markBadge(status.mark, middle(placed))] : [line];
}

/** Colours of a figure are not mixed with those of planes; what is gone as a whole carries nothing. */
function lookOf({ hue, status, heat }: Link): string {
  const dead = status?.whole && status.mark !== 'degraded' && status.mark !== 'finding';
  if (typeof heat === 'number' && !dead)
    return `heat-${heat}${status ? ` mark-${status.mark}` : ''}`;
  if (status) return `line-${status.mark} mark-${status.mark}`;
  return heat === undefined ? hueClass('line', hue) : 'line-none';
}

function path({ points, curved }: PlacedLink): string {
  const [first, ...others] = points.map(({ x, y }) => `${x} ${y}`);
  return `M${first}${curved ? 'Q' : 'L'}${others.join(curved ? ' ' : 'L')}`;
}

/** Half way along a line, or on the top of an arc. */
function middle({ points, curved }: PlacedLink): Point {
  const [first, control, last] = points;
  if (curved && first && control && last) {
    const between = (axis: 'x' | 'y') => (first[axis] + 2 * control[axis] + last[axis]) / 4;
    return { x: between('x'), y: between('y') };
  }
  const lengths = points.slice(1).map((b, i) => Math.hypot(b.x - points[i]!.x, b.y - points[i]!.y));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    const [a, b] = [points[i]!, points[i + 1]!];
    if (left <= length && length > 0) {
      const share = left / length;
      return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
    }
    left -= length;
  }
  return points[0]!;
}
