import type { Permutation } from './labelled-graph.js';
import type { Turn } from './turn.js';

/**
 * Turns of a fabric as they move the vertices of a part of it, which are numbered; those that lead out of
 * the part, or move nothing in it, are left out.
 *
 * @param vertexOf by number: the vertex of the fabric
 */
export function turnsWithin(vertexOf: Int32Array, turns: readonly Turn[]): readonly Permutation[] {
  if (turns.length === 0) return [];
  const numberOf = new Map(Array.from(vertexOf, (vertex, v) => [vertex, v]));
  return turns.flatMap((turn) => {
    const moved = turn.from.map((_, i) => i).filter((i) => numberOf.has(turn.from[i]!));
    const from = moved.map((i) => numberOf.get(turn.from[i]!)!);
    const to = moved.map((i) => numberOf.get(turn.to[i]!) ?? -1);
    return from.length === 0 || to.includes(-1) ? [] : [{ from, to }];
  });
}
