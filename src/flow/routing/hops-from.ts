/** Arcs that leave vertex v: entries `offsets[v]` … `offsets[v + 1] − 1` of `heads`. */
export interface Arcs {
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
}

/**
 * Breadth-first search from some vertices at once.
 *
 * @param hops filled in, by vertex: arcs from the nearest of them, −1: none leads there
 * @param order filled in: vertices that are reached, nearest first
 * @returns how many these are
 */
export function hopsFrom(
  { offsets, heads }: Arcs,
  vertices: Iterable<number>,
  hops: Int32Array,
  order: Int32Array,
): number {
  hops.fill(-1);
  let reached = 0;
  for (const v of vertices) {
    hops[v] = 0;
    order[reached++] = v;
  }
  for (let read = 0; read < reached; read++) {
    const v = order[read]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const u = heads[i]!;
      if (hops[u]! >= 0) continue;
      hops[u] = hops[v]! + 1;
      order[reached++] = u;
    }
  }
  return reached;
}
