import type { Classes } from './classes.js';
import type { Demands } from './demands.js';
import type { TrafficNetwork } from './traffic-network.js';

/** What all traffic does on the ways with the fewest hops. */
export interface ShortestWays {
  /** By class of arcs: Gb/s of all its arcs together at t = 1. */
  readonly load: Float64Array;
  /** Gb/s × hops of all demands. */
  readonly hops: number;
}

/**
 * All demands on shortest ways (hops), shared out by capacity where several enter a vertex: searched
 * from one source of each orbit, breadth-first, with nothing kept of it but sums by class.
 */
export function shortestWays(
  network: TrafficNetwork,
  demands: Demands,
  { arcClass, gbps, sources }: Classes,
): ShortestWays {
  const { count, offsets, heads, reverse, passes } = network;
  const load = new Float64Array(gbps.length);
  const row = new Float64Array(count);
  const level = new Int32Array(count);
  const queue = new Int32Array(count);
  let hops = 0;
  for (const source of sources) {
    demands.row(source.first, row);
    level.fill(-1);
    level[source.first] = 0;
    queue[0] = source.first;
    let filled = 1;
    for (let read = 0; read < filled; read++) {
      const v = queue[read]!;
      hops += source.count * row[v]! * level[v]!;
      if (read > 0 && passes[v] === 0) continue;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (level[heads[i]!]! >= 0) continue;
        level[heads[i]!] = level[v]! + 1;
        queue[filled++] = heads[i]!;
      }
    }
    // The farthest first: what passes a vertex is there before it is drawn from those before it.
    for (let read = filled - 1; read > 0; read--) {
      const v = queue[read]!;
      const need = row[v]!;
      if (need === 0) continue;
      const nearer = level[v]! - 1;
      const opens = (i: number) =>
        level[heads[i]!] === nearer && (nearer === 0 || passes[heads[i]!] === 1);
      let entering = 0;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (opens(i)) entering += network.gbps[i]!;
      }
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (!opens(i)) continue;
        const drawn = need * (network.gbps[i]! / entering);
        load[arcClass[reverse[i]!]!]! += source.count * drawn;
        row[heads[i]!]! += drawn;
      }
    }
  }
  return { load, hops };
}
