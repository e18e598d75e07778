import type { PlaneNetwork } from './plane-network.js';

/** What a flow is looked for in: arcs 2k and 2k + 1 are each other's opposite. */
export type Arcs = Pick<PlaneNetwork, 'switchCount' | 'heads' | 'arcOffsets' | 'arcs'>;

/**
 * What is left of the capacities while a flow grows, Gb/s. `residual` is by arc, `supply` and
 * `demand` by switch: what the endpoints on sides A and B of a switch can still emit and absorb.
 */
export interface Residual {
  readonly residual: Float64Array;
  readonly supply: Float64Array;
  readonly demand: Float64Array;
}

/**
 * Dinic's algorithm (Dinitz, 1970) with source and sink left implicit. A level graph ends at the
 * first level with demand, so each phase has longer paths than the one before, and rounding cannot
 * make it go on for ever: the arc that limits a path is left with exactly 0.
 * Uses up `left` and returns the switches that the source still reaches: 1 by switch.
 */
export function dinic(network: Arcs, left: Residual): Uint8Array {
  const level = new Int32Array(network.switchCount);
  const queue = new Int32Array(network.switchCount);
  const next = new Int32Array(network.switchCount);
  const path = new Int32Array(network.switchCount);
  for (;;) {
    const sinkLevel = findLevels(network, left, level, queue);
    if (sinkLevel < 0) break;
    next.set(network.arcOffsets.subarray(0, network.switchCount));
    for (let v = 0; v < network.switchCount; v++) {
      if (left.supply[v]! > 0) empty(v, sinkLevel, network, left, level, next, path);
    }
  }
  const reached = new Uint8Array(network.switchCount);
  for (let v = 0; v < network.switchCount; v++) reached[v] = level[v]! >= 0 ? 1 : 0;
  return reached;
}

/** Hops from the nearest switch with supply; returns the first level with demand, −1 if none. */
function findLevels(
  { arcOffsets, arcs, heads, switchCount }: Arcs,
  { residual, supply, demand }: Residual,
  level: Int32Array,
  queue: Int32Array,
): number {
  let filled = 0;
  for (let v = 0; v < switchCount; v++) {
    level[v] = supply[v]! > 0 ? 0 : -1;
    if (level[v] === 0) queue[filled++] = v;
  }
  let sinkLevel = -1;
  for (let read = 0; read < filled; read++) {
    const v = queue[read]!;
    const hops = level[v]!;
    if (demand[v]! > 0) sinkLevel = hops;
    if (hops === sinkLevel) break;
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const arc = arcs[i]!;
      const head = heads[arc]!;
      if (level[head]! >= 0 || !(residual[arc]! > 0)) continue;
      level[head] = hops + 1;
      queue[filled++] = head;
    }
  }
  return sinkLevel;
}

/** Pushes the supply of one switch along the level graph until it or the graph is used up. */
function empty(
  source: number,
  sinkLevel: number,
  { arcOffsets, arcs, heads }: Arcs,
  { residual, supply, demand }: Residual,
  level: Int32Array,
  next: Int32Array,
  path: Int32Array,
): void {
  let depth = 0;
  let v = source;
  while (supply[source]! > 0) {
    if (depth === sinkLevel && demand[v]! > 0) {
      let amount = Math.min(supply[source]!, demand[v]!);
      for (let i = 0; i < depth; i++) amount = Math.min(amount, residual[path[i]!]!);
      supply[source]! -= amount;
      demand[v]! -= amount;
      let full = depth;
      for (let i = depth - 1; i >= 0; i--) {
        const arc = path[i]!;
        residual[arc]! -= amount;
        residual[arc ^ 1]! += amount;
        if (!(residual[arc]! > 0)) full = i;
      }
      if (full < depth) {
        depth = full;
        v = heads[path[full]! ^ 1]!;
      }
      continue;
    }
    const end = depth === sinkLevel ? 0 : arcOffsets[v + 1]!;
    let i = next[v]!;
    for (; i < end; i++) {
      const arc = arcs[i]!;
      if (residual[arc]! > 0 && level[heads[arc]!] === depth + 1) break;
    }
    next[v] = i;
    if (i < end) {
      path[depth++] = arcs[i]!;
      v = heads[arcs[i]!]!;
    } else if (depth === 0) {
      return;
    } else {
      v = heads[path[--depth]! ^ 1]!;
      next[v]!++;
    }
  }
}
