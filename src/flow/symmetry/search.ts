import type { Permutation } from './labelled-graph.js';
import type { Colouring } from './refinement.js';

/** Vertices that are tried in the place of one before a search for a symmetry is given up. */
const MOST_TRIED = 6;

/** What a search may still look at: arcs. */
export interface Effort {
  left: number;
}

/**
 * A permutation that looks like a symmetry and takes `v` to `w`, by individualisation and refinement
 * (B. D. McKay, "Practical graph isomorphism", 1981): two colourings of one graph, one with `v` and
 * one with `w` set apart, are refined side by side, and while vertices share a colour, more are set
 * apart: a whole colour at once where each of its vertices may stay where it is.
 *
 * @param base a refined colouring
 * @returns null if none was found
 */
export function searchSymmetry(
  base: Colouring,
  v: number,
  w: number,
  effort: Effort,
): Int32Array | null {
  // Most symmetries of a network are exchanges: v goes to w and w to v.
  return attempt(base, [v, w], [w, v], effort) ?? attempt(base, [v], [w], effort);
}

function attempt(
  base: Colouring,
  from: readonly number[],
  to: readonly number[],
  effort: Effort,
): Int32Array | null {
  const pair: Pair = { from: base.copy(), to: base.copy() };
  const marks = from.map((_, i) => i);
  return setApart(pair, from, to, marks, effort) ? complete(pair, effort) : null;
}

/** Two colourings of one graph: a symmetry takes each vertex to one of its colour in the other. */
interface Pair {
  readonly from: Colouring;
  readonly to: Colouring;
}

function setApart(
  { from, to }: Pair,
  ofFrom: readonly number[],
  ofTo: readonly number[],
  marks: readonly number[],
  effort: Effort,
): boolean {
  from.individualise(ofFrom, marks);
  to.individualise(ofTo, marks);
  effort.left -= from.refine() + to.refine();
  const [a, b] = [from.keys().sort(), to.keys().sort()];
  return a.every((key, i) => key === b[i]);
}

function complete(pair: Pair, effort: Effort): Int32Array | null {
  if (effort.left < 0) return null;
  const cells = openCells(pair);
  if (cells.length === 0) return matching(pair);
  const still = cells.find(({ from, to }) => from.every((v, i) => v === to[i]));
  if (still) {
    const next = { from: pair.from.copy(), to: pair.to.copy() };
    if (setApart(next, still.from, still.from, still.from, effort)) {
      const found = complete(next, effort);
      if (found) return found;
    }
  }
  const [cell] = cells;
  const [v] = cell!.from;
  const places = cell!.to.includes(v!) ? [v!, ...cell!.to.filter((w) => w !== v)] : cell!.to;
  for (const place of places.slice(0, MOST_TRIED)) {
    const next = { from: pair.from.copy(), to: pair.to.copy() };
    if (!setApart(next, [v!], [place], [0], effort)) continue;
    const found = complete(next, effort);
    if (found) return found;
    if (effort.left < 0) return null;
  }
  return null;
}

/** Colours of several vertices, with these in either colouring; the smallest first. */
function openCells({ from, to }: Pair): { from: number[]; to: number[] }[] {
  const cells = new Map<number, { from: number[]; to: number[] }>();
  for (let v = 0; v < from.graph.count; v++) {
    for (const side of ['from', 'to'] as const) {
      const key = (side === 'from' ? from : to).key(v);
      const cell = cells.get(key) ?? { from: [], to: [] };
      cells.set(key, cell);
      cell[side].push(v);
    }
  }
  return [...cells.values()]
    .filter((cell) => cell.from.length > 1)
    .sort((a, b) => a.from.length - b.from.length || a.from[0]! - b.from[0]!);
}

/** By vertex: the one of its colour, which is the only one. */
function matching({ from, to }: Pair): Int32Array {
  const placeOf = new Map<number, number>();
  for (let v = 0; v < to.graph.count; v++) placeOf.set(to.key(v), v);
  return Int32Array.from({ length: from.graph.count }, (_, v) => placeOf.get(from.key(v))!);
}

/** The vertices that an image moves. */
export function permutationOf(image: Int32Array): Permutation {
  const from = image.map((_, v) => v).filter((v) => image[v] !== v);
  return { from, to: from.map((v) => image[v]!) };
}
