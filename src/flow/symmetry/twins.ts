import type { LabelledGraph, Permutation } from './labelled-graph.js';
import type { Orbits } from './orbits.js';

/**
 * Joins vertices with the same neighbours behind the same labels; two of these may change places.
 *
 * @returns by vertex: the first of its twins (itself if it has none before it)
 */
export function joinTwins(graph: LabelledGraph, orbits: Orbits): Int32Array {
  const { count, offsets, heads, labels, colours } = graph;
  const firstOf = Int32Array.from({ length: count }, (_, v) => v);
  const seen = new Map<number, number[]>();
  for (let v = 0; v < count; v++) {
    // Sums do not depend on the order of the arcs; what they confuse is told apart below.
    let [sum, other] = [0, 0];
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const word = Math.imul(heads[i]! + 1, 0x9e3779b1) ^ Math.imul(labels[i]! + 1, 0x85ebca77);
      sum = (sum + Math.imul(word ^ (word >>> 15), 0xc2b2ae3d)) | 0;
      other = (other ^ Math.imul(word, 0x27d4eb2f)) | 0;
    }
    const key = (sum >>> 0) * 0x200000 + (((other ^ colours[v]!) >>> 0) >>> 11);
    const alike = seen.get(key) ?? [];
    seen.set(key, alike);
    const twin = alike.find((first) => orbits.accept(transposition(first, v)));
    if (twin === undefined) alike.push(v);
    else firstOf[v] = twin;
  }
  return firstOf;
}

const transposition = (v: number, w: number): Permutation => ({
  from: Int32Array.of(v, w),
  to: Int32Array.of(w, v),
});
