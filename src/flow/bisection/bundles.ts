import type { PlaneNetwork } from '../plane-network.js';

/**
 * The live bundles between the switches of a plane, in both directions: entries `offsets[v]` …
 * `offsets[v + 1] − 1` are those that leave switch v, ascending by the switch that they enter.
 */
export interface Bundles {
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  /** How long it is to a search for shortest paths: a whole number from 1 on, in both directions. */
  readonly lengths: Uint8Array;
}

/** All of length 1. */
export function bundlesOf(network: PlaneNetwork, capacity: Float64Array): Bundles {
  const { switchCount, arcOffsets, arcs, heads: enters, switchCables } = network;
  const offsets = new Int32Array(switchCount + 1);
  const heads = new Int32Array(arcs.length);
  const gbps = new Float64Array(arcs.length);
  const to = new Float64Array(switchCount);
  let filled = 0;
  for (let v = 0; v < switchCount; v++) {
    const start = filled;
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const head = enters[arcs[i]!]!;
      const more = capacity[switchCables[arcs[i]! >> 1]!]!;
      if (!(more > 0)) continue;
      if (to[head] === 0) heads[filled++] = head;
      to[head]! += more;
    }
    heads.subarray(start, filled).sort();
    for (let i = start; i < filled; i++) {
      gbps[i] = to[heads[i]!]!;
      to[heads[i]!] = 0;
    }
    offsets[v + 1] = filled;
  }
  const lengths = new Uint8Array(filled).fill(1);
  return { offsets, heads: heads.slice(0, filled), gbps: gbps.slice(0, filled), lengths };
}

/**
 * The same, those between two groups of switches of another length; null if there are none.
 *
 * @param groupOf by switch: its group
 */
export function longBetweenGroups(
  bundles: Bundles,
  groupOf: readonly (number | undefined)[],
  length: number,
): Bundles | null {
  const { offsets, heads } = bundles;
  const lengths = bundles.lengths.slice();
  let long = 0;
  for (let v = 0; v < groupOf.length; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (groupOf[v] === groupOf[heads[i]!]) continue;
      lengths[i] = length;
      long++;
    }
  }
  return long > 0 ? { ...bundles, lengths } : null;
}
