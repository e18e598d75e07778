import type { PlaneNetwork } from '../plane-network.js';

/** The live switch cables that lead one level up, towards the top. */
export interface Climb {
  /** By switch: hops from the nearest leaf with a live endpoint cable; −1 where none leads. */
  readonly levels: Int32Array;
  readonly top: number;
  /** By switch: Gb/s of its ways up, 0 where none leads on to the top. */
  readonly up: Float64Array;
  /** Entries `offsets[v]` … of these are the ways up of switch v: where to, Gb/s, part of `up`. */
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  readonly shares: Float64Array;
  /** Switches by level, lowest first. */
  readonly order: Int32Array;
}

/** The ways up from the leaves to the switches that are `limit` hops away, or as far as it goes. */
export function climbOf(network: PlaneNetwork, capacity: Float64Array, limit: number): Climb {
  const { switchCount, endpointCables, switchOf, arcOffsets, arcs, heads, switchCables } = network;
  const levels = new Int32Array(switchCount).fill(-1);
  const queue = new Int32Array(switchCount);
  let filled = 0;
  for (let k = 0; k < endpointCables.length; k++) {
    const leaf = switchOf[k]!;
    if (levels[leaf] === 0 || !(capacity[endpointCables[k]!]! > 0)) continue;
    levels[leaf] = 0;
    queue[filled++] = leaf;
  }
  for (let read = 0; read < filled; read++) {
    const v = queue[read]!;
    if (levels[v] === limit) break;
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const head = heads[arcs[i]!]!;
      if (levels[head]! >= 0 || !(capacity[switchCables[arcs[i]! >> 1]!]! > 0)) continue;
      levels[head] = levels[v]! + 1;
      queue[filled++] = head;
    }
  }
  const order = queue.subarray(0, filled);
  const top = filled === 0 ? 0 : levels[order[filled - 1]!]!;
  return { levels, top, order, ...waysUp(network, capacity, levels, top, order) };
}

/** Ways that lead on to the top, of all switches, one behind the other. */
function waysUp(
  { switchCount, arcOffsets, arcs, heads, switchCables }: PlaneNetwork,
  capacity: Float64Array,
  levels: Int32Array,
  top: number,
  order: Int32Array,
): Pick<Climb, 'up' | 'offsets' | 'heads' | 'gbps' | 'shares'> {
  const up = new Float64Array(switchCount);
  const leads = new Uint8Array(arcs.length);
  const offsets = new Int32Array(switchCount + 1);
  // The highest first: which ways lead on to the top is then known.
  for (let read = top > 0 ? order.length - 1 : -1; read >= 0; read--) {
    const v = order[read]!;
    if (levels[v] === top) continue;
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const head = heads[arcs[i]!]!;
      if (levels[head] !== levels[v]! + 1 || (levels[head]! < top && up[head] === 0)) continue;
      const gbps = capacity[switchCables[arcs[i]! >> 1]!]!;
      if (!(gbps > 0)) continue;
      up[v]! += gbps;
      leads[i] = 1;
      offsets[v + 1]!++;
    }
  }
  for (let v = 0; v < switchCount; v++) offsets[v + 1]! += offsets[v]!;
  const count = offsets[switchCount]!;
  const upHeads = new Int32Array(count);
  const [gbps, shares] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0, way = 0; i < arcs.length; i++) {
    if (leads[i] === 0) continue;
    const arc = arcs[i]!;
    upHeads[way] = heads[arc]!;
    gbps[way] = capacity[switchCables[arc >> 1]!]!;
    shares[way] = gbps[way]! / up[heads[arc ^ 1]!]!;
    way++;
  }
  return { up, offsets, heads: upHeads, gbps, shares };
}
