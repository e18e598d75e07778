import type { PlacedLink, Point } from '../layout/placed.js';
import { markBadge, round } from './marks.js';
import { element, identity, tip } from './markup.js';
import { hueClass, lineWidth } from './theme.js';

/** The line of a bundle, as wide as its bandwidth; one that is marked bears a badge. */
export function link(placed: PlacedLink, thin: number): string[] {
  const { id, gbps, rest, hue, status, tip: says } = placed.link;
  const kind = rest && !status ? 'rest-link' : 'link';
  const look = status ? `line-${status.mark} mark-${status.mark}` : hueClass('line', hue);
  const line = element(
    'path',
    {
      ...identity(id),
      class: `${kind} ${look}`,
      'stroke-width': rest && !status ? null : round(lineWidth(gbps) * thin + (status ? 1 : 0)),
      d: path(placed),
    },
    tip(says),
  );
  return status ? [line, markBadge(status.mark, middle(placed.points))] : [line];
}

function path({ points, curved }: PlacedLink): string {
  const [first, ...others] = points.map(({ x, y }) => `${x} ${y}`);
  return `M${first}${curved ? 'Q' : 'L'}${others.join(curved ? ' ' : 'L')}`;
}

/** Half way along a line. */
function middle(points: readonly Point[]): Point {
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
