import type { PlaneNetwork } from './plane-network.js';
import { sumOfSmallest } from './rates.js';

/** Leaves × switches that a bound may walk. */
const MOST_STEPS = 1e8;
/** No tree has more tiers; what has is a chain. */
const MOST_TIERS = 8;

/** The live switch cables that lead one level up, towards the top. */
interface Climb {
  readonly levels: Int32Array;
  readonly top: number;
  /** By switch: Gb/s of its arcs up, 0 where none leads on to the top. */
  readonly up: Float64Array;
  /** Entries `offsets[v]` … of these are the ways up of switch v: where to, Gb/s, part of `up`. */
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  readonly shares: Float64Array;
  /** Switches by level, lowest first. */
  readonly order: Int32Array;
}

/**
 * A bisection guaranteed by routing up to the top level and down again, for any number of tiers.
 * Where every switch shares what goes up among its cables up in proportion to their capacity, a part
 * p_l(t) of what leaf l sends reaches top switch t. With w(t) = min over leaves of p_l(t), every
 * pair of leaves may meet at t with a part w(t) / Σw, whatever the other pairs do: leaf l sends
 * w / p_l times the original flow by way of t, and down is the mirror image of up. Then no cable
 * carries more than what all leaves below may send through it, and the part ρ = min(1, min over
 * cables of capacity / that) of any traffic fits.
 *
 * @returns Gb/s; 0 if nothing is proved or the plane is too large
 */
export function upDownBound(
  network: PlaneNetwork,
  capacity: Float64Array,
  endpoints: number,
): number {
  const highest = climbOf(network, capacity, Number.POSITIVE_INFINITY);
  let best = boundOf(network, capacity, highest, endpoints);
  // Above few endpoints the way up may end sooner: what lies beyond is idle pods and leaves.
  const tops = network.whole ? 0 : Math.min(highest.top - 1, MOST_TIERS);
  for (let top = 1; top <= tops; top++) {
    best = Math.max(best, boundOf(network, capacity, climbOf(network, capacity, top), endpoints));
  }
  return best;
}

function boundOf(
  network: PlaneNetwork,
  capacity: Float64Array,
  climb: Climb,
  endpoints: number,
): number {
  const { switchCount, endpointCables, endpointOf, switchOf } = network;
  // A leaf from which no way leads to the top is left out, with the rates that it gives.
  const rates = new Float64Array(endpoints);
  const emits = new Float64Array(switchCount);
  for (let k = 0; k < endpointCables.length; k++) {
    const gbps = capacity[endpointCables[k]!]!;
    const leaf = switchOf[k]!;
    if (climb.up[leaf] === 0 || !(gbps > 0)) continue;
    rates[endpointOf[k]!]! += gbps;
    emits[leaf]! += gbps;
  }
  const leaves: number[] = [];
  for (let v = 0; v < switchCount; v++) if (emits[v]! > 0) leaves.push(v);
  if (climb.top < 1 || leaves.length * switchCount > MOST_STEPS) return 0;
  const load = loads(climb, leaves, emits);
  let fits = load ? 1 : 0;
  for (let i = 0; load && i < load.length; i++) {
    if (load[i]! > 0) fits = Math.min(fits, climb.gbps[i]! / load[i]!);
  }
  return fits * sumOfSmallest(rates, endpoints >> 1);
}

/** By way up: Gb/s that all leaves may send on it; null if they have no top switch in common. */
function loads(climb: Climb, leaves: readonly number[], emits: Float64Array): Float64Array | null {
  const { order, levels, top, up, heads } = climb;
  const tops = order.filter((v) => levels[v] === top);
  const common = new Float64Array(up.length).fill(1);
  const part = new Float64Array(up.length);
  for (const leaf of leaves) {
    spread(climb, leaf, part);
    for (let k = 0; k < tops.length; k++) {
      const t = tops[k]!;
      if (part[t]! < common[t]!) common[t] = part[t]!;
    }
  }
  let shared = 0;
  for (let k = 0; k < tops.length; k++) shared += common[tops[k]!]!;
  if (!(shared > 0)) return null;
  const load = new Float64Array(heads.length);
  const scale = new Float64Array(up.length);
  for (const leaf of leaves) {
    spread(climb, leaf, part);
    for (let k = 0; k < tops.length; k++) {
      const t = tops[k]!;
      scale[t] = common[t]! / (shared * part[t]!) || 0;
    }
    charge(climb, emits[leaf]!, part, scale, load);
  }
  return load;
}

/** Hops from the nearest leaf with a live endpoint cable, at most `limit`; −1 where none leads. */
function climbOf(network: PlaneNetwork, capacity: Float64Array, limit: number): Climb {
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

/** By switch: the part of what `leaf` sends that passes it. */
function spread({ offsets, heads, shares, order }: Climb, leaf: number, part: Float64Array): void {
  part.fill(0);
  part[leaf] = 1;
  for (let read = 0; read < order.length; read++) {
    const v = order[read]!;
    const passes = part[v]!;
    if (passes === 0) continue;
    const end = offsets[v + 1]!;
    for (let i = offsets[v]!; i < end; i++) part[heads[i]!]! += passes * shares[i]!;
  }
}

/**
 * Adds the load of one leaf. `scale` says by how much the flow to a top switch changes, and is
 * filled in for the switches below: the mean over what they pass on.
 */
function charge(
  { offsets, heads, shares, levels, top, order }: Climb,
  emits: number,
  part: Float64Array,
  scale: Float64Array,
  load: Float64Array,
): void {
  for (let read = order.length - 1; read >= 0; read--) {
    const v = order[read]!;
    if (part[v] === 0 || levels[v] === top) continue;
    const sends = emits * part[v]!;
    const end = offsets[v + 1]!;
    let sum = 0;
    for (let i = offsets[v]!; i < end; i++) {
      const scaled = shares[i]! * scale[heads[i]!]!;
      sum += scaled;
      load[i]! += sends * scaled;
    }
    scale[v] = sum;
  }
}
