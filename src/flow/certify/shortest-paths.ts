/** Live cables as arcs: entries `offsets[v]` … of `heads` and `gbps` leave vertex v. */
export interface Arcs {
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
}

/** Hops from a vertex, and all that it reaches, the nearest first. */
export function layersFrom({ offsets, heads }: Arcs, root: number) {
  const hops = new Int32Array(offsets.length - 1).fill(-1);
  hops[root] = 0;
  const reached = [root];
  for (const v of reached) {
    for (let arc = offsets[v]!; arc < offsets[v + 1]!; arc++) {
      const head = heads[arc]!;
      if (hops[head]! >= 0) continue;
      hops[head] = hops[v]! + 1;
      reached.push(head);
    }
  }
  return { hops, reached };
}

/**
 * Adds what passes each arc when every vertex that reaches the target sends it so many Gb/s, over shortest
 * paths, shared out by capacity.
 *
 * @param times what is sent to this target, relative to `sends`
 */
export function addLoad(
  arcs: Arcs,
  target: number,
  times: number,
  sends: Float64Array,
  load: Float64Array,
): void {
  const { offsets, heads, gbps } = arcs;
  const { hops, reached } = layersFrom(arcs, target);
  const passing = sends.map((gbps) => times * gbps);
  for (let at = reached.length - 1; at > 0; at--) {
    const v = reached[at]!;
    const [start, end] = [offsets[v]!, offsets[v + 1]!];
    let closer = 0;
    for (let arc = start; arc < end; arc++) {
      if (hops[heads[arc]!]! < hops[v]!) closer += gbps[arc]!;
    }
    for (let arc = start; arc < end; arc++) {
      const head = heads[arc]!;
      if (hops[head]! >= hops[v]!) continue;
      const share = (passing[v]! * gbps[arc]!) / closer;
      load[arc]! += share;
      passing[head]! += share;
    }
  }
}
