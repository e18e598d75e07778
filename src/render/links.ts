import type { Link } from '../diagram/model.js';
import type { PlacedLink, Point } from '../layout/placed.js';
import { markBadge, round } from './marks.js';
import { type Attributes, element, group, identity, tip } from './markup.js';
import { hueClass, lineWidth } from './theme.js';

/**
 * The lines of bundles, as wide as their bandwidth; what neighbours share is said once. Those that are
 * marked are wider, and bear a badge.
 */
export function links(all: readonly PlacedLink[], thin: number, badges = true): string[] {
  const runs: { look: Attributes; lines: string[] }[] = [];
  for (const placed of all) {
    const look = lookOf(placed.link, thin, badges);
    const last = runs.at(-1);
    const alike = JSON.stringify(last?.look) === JSON.stringify(look);
    if (last && alike) last.lines.push(line(placed));
    else runs.push({ look, lines: [line(placed)] });
  }
  const lines = runs.flatMap(({ look, lines }) => group(look, lines));
  return badges ? [...lines, ...all.flatMap(badge)] : lines;
}

const line = (placed: PlacedLink): string =>
  element('path', { ...identity(placed.link.id), d: path(placed) }, tip(placed.link.tip));

function badge(placed: PlacedLink): string[] {
  const { status } = placed.link;
  return status ? [markBadge(status.mark, middle(placed))] : [];
}

function lookOf(link: Link, thin: number, badges: boolean): Attributes {
  const { gbps, rest, status } = link;
  const wider = status && badges ? 1 : 0;
  return {
    class: `${rest && !status ? 'rest-link' : 'link'} ${colourOf(link)}`,
    'stroke-width': rest && !status ? null : round(lineWidth(gbps) * thin + wider),
  };
}

/** Colours of a figure are not mixed with those of planes; what is gone as a whole carries nothing. */
function colourOf({ hue, status, heat }: Link): string {
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
