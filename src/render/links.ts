import type { Status } from '../diagram/model.js';
import type { PlacedLink, Point } from '../layout/placed.js';
import { markBadge, round } from './marks.js';
import { type Attributes, element, group, identity, tip } from './markup.js';
import { hueClass, lineWidth } from './theme.js';

/** Lines that bear no mark, as wide as their bandwidth; what neighbours share is said once. */
export function links(all: readonly PlacedLink[], thin: number): string[] {
  const runs: { look: Attributes; lines: string[] }[] = [];
  for (const placed of all) {
    const { gbps, rest, hue } = placed.link;
    const look = {
      class: `${rest ? 'rest-link' : 'link'} ${hueClass('line', hue)}`,
      'stroke-width': rest ? null : round(lineWidth(gbps) * thin),
    };
    const last = runs.at(-1);
    const alike = JSON.stringify(last?.look) === JSON.stringify(look);
    if (last && alike) last.lines.push(line(placed, {}));
    else runs.push({ look, lines: [line(placed, {})] });
  }
  return runs.flatMap(({ look, lines }) => group(look, lines));
}

/** One that is marked bears a badge. */
export function markedLink(placed: PlacedLink, { mark }: Status, thin: number): string[] {
  const look = {
    class: `link line-${mark} mark-${mark}`,
    'stroke-width': round(lineWidth(placed.link.gbps) * thin + 1),
  };
  return [line(placed, look), markBadge(mark, middle(placed.points))];
}

const line = (placed: PlacedLink, look: Attributes): string =>
  element('path', { ...identity(placed.link.id), ...look, d: path(placed) }, tip(placed.link.tip));

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
