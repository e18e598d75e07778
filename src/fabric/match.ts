import { sample, seededDraw } from '../std/random.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { formatCount, formatCounted } from '../std/units.js';
import type { Part, Parts } from './parts.js';
import type { Selector } from './selector.js';

/** What a selector says: its parts in order of expansion, at least one. */
export interface Selected {
  readonly selector: Selector;
  readonly parts: readonly Part[];
}

/** The parts that a selector names, or why there are none; nothing is offered without `suggest`. */
export function selectedOf(
  parts: Parts,
  selector: Selector,
  suggest: boolean,
): Selected | { readonly problem: string } {
  const { kind, pattern, draw } = selector;
  if (draw && draw.count > parts.count) {
    const there = parts.count === 0 ? `no ${kind}` : formatCounted(parts.count, kind);
    return { problem: `draws ${formatCount(draw.count)}, but the fabric has ${there}` };
  }
  const found = matching(parts, selector);
  if (found.length > 0) return { selector, parts: found };
  if (parts.count === 0) return { problem: `matches no ${kind}: the fabric has none` };
  const suggestion = suggest ? nearestIn(parts, pattern.text) : null;
  return { problem: `matches no ${kind}${didYouMean(suggestion && `${kind}:${suggestion}`)}` };
}

/** The parts that a selector matches, in their order; none if it draws more than there are. */
export function matching(parts: Parts, { pattern, draw }: Selector): Part[] {
  if (draw) {
    if (draw.count > parts.count) return [];
    return sample(parts.count, draw.count, seededDraw(draw.seed)).map((n) => parts.part(n));
  }
  const found: Part[] = [];
  const add = (n: number) => {
    // Spelling millions of ids that all match takes seconds.
    if (pattern.everything || parts.ids(n).some((id) => pattern.matches(id))) {
      found.push(parts.part(n));
    }
  };
  if (pattern.literal && parts.near) parts.near(pattern.text).forEach(add);
  else for (let n = 0; n < parts.count; n++) add(n);
  return found;
}

/** The id that is nearest to a text, to be offered. */
export function nearestIn(parts: Parts, text: string): string | null {
  const ids = function* () {
    for (let n = 0; n < parts.count; n++) yield* parts.ids(n);
  };
  return nearest(text, ids());
}
