import type { CompactFabric } from './compact.js';
import { groupParts } from './groups.js';
import { matching, nearestIn, type Selected, selectedOf } from './match.js';
import { type Part, type Parts, partsOf } from './parts.js';
import { parseSelector, type Selector, type SelectorKind } from './selector.js';

export type { Selected } from './match.js';
export type { Part } from './parts.js';

/** The parts that a selector matches, in order of expansion. */
export function select(fabric: CompactFabric, selector: Selector): Part[] {
  return matching(listed(fabric, selector.kind), selector);
}

/** The id of the selector's kind that is nearest to its pattern, to be offered. */
export function nearestPart(fabric: CompactFabric, { kind, pattern }: Selector): string | null {
  return nearestIn(listed(fabric, kind), pattern.text);
}

/** Reads a selector and what it matches, or says why it names nothing. */
export function readSelector(
  fabric: CompactFabric,
  text: string,
  suggest = true,
): Selected | { readonly problem: string } {
  const selector = parseSelector(text);
  if ('problem' in selector) return selector;
  return selectedOf(listed(fabric, selector.kind), selector, suggest);
}

const listed = (fabric: CompactFabric, kind: SelectorKind): Parts =>
  kind === 'group' ? groupParts(fabric) : partsOf(fabric, kind);
