import type { CompactFabric } from '../../fabric/compact.js';
import type { UpDownProof } from '../certify/up-down.js';
import type { PlaneNetwork } from '../plane-network.js';
import { sumOfSmallest } from '../rates.js';
import { type Climb, climbOf } from './climb.js';
import { leafClasses } from './climb-classes.js';
import type { Guarantee } from './guarantee.js';

/** Classes of leaves × switches that a bound may walk. */
const MOST_STEPS = 1e8;
/** No tree has more tiers; what has is a chain. */
const MOST_TIERS = 8;
/** Weights that differ by no more of themselves are equal. */
const ROUNDING = 1e-12;

/** A guarantee as long as nothing is spelt. */
interface Found {
  readonly gbps: number;
  readonly climb: Climb;
  /** By switch: the part of all traffic that turns round there, not normalised. */
  readonly common: Float64Array;
}

/**
 * A bisection guaranteed by routing up to the top level and down again, for any number of tiers.
 * Where every switch shares what goes up among its cables up in proportion to their capacity, a part
 * p_l(t) of what leaf l sends reaches top switch t. With w(t) = min over leaves of p_l(t), every
 * pair of leaves may meet at t with a part w(t) / Σw, whatever the other pairs do: leaf l sends
 * w / p_l times the original flow by way of t, and down is the mirror image of up. Then no cable
 * carries more than what all leaves below may send through it, and the part ρ = min(1, min over
 * cables of capacity / that) of any traffic fits. Leaves with the same way up are walked together.
 *
 * @returns null if nothing is proved or the plane is too large
 */
export function upDownBound(
  { vertexIds }: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
): Guarantee<UpDownProof> | null {
  const highest = climbOf(network, capacity, Number.POSITIVE_INFINITY);
  let best: Found | null = null;
  // Above few endpoints the way up may end sooner: what lies beyond is idle pods and leaves.
  const tops = network.whole ? 0 : Math.min(highest.top - 1, MOST_TIERS);
  for (let top = 1; top <= tops; top++) {
    best = better(best, boundOf(network, capacity, climbOf(network, capacity, top)));
  }
  best = better(best, boundOf(network, capacity, highest));
  if (!best) return null;
  const { gbps, climb, common } = best;
  const used = Array.from(climb.order).filter((v) => common[v]! > 0);
  const weights = used.map((v) => common[v]!);
  const ids = used.map((v) => vertexIds[network.vertexOf[v]!]!);
  const most = Math.max(...weights);
  const equal = weights.every((weight) => most - weight <= ROUNDING * most);
  const proof = { by: 'up-down', tiers: climb.top, tops: ids } as const;
  return { gbps, proof: equal ? proof : { ...proof, weights } };
}

const better = (a: Found | null, b: Found | null): Found | null =>
  a && (!b || a.gbps >= b.gbps) ? a : b;

function boundOf(network: PlaneNetwork, capacity: Float64Array, climb: Climb): Found | null {
  const { switchCount, endpoints, endpointCables, endpointOf, switchOf } = network;
  // A leaf from which no way leads to the top is left out, with the rates that it gives.
  const rates = new Float64Array(endpoints.length);
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
  if (climb.top < 1) return null;
  const classes = leafClasses(climb, leaves);
  if (classes.length * switchCount > MOST_STEPS) return null;
  const common = commonParts(climb, classes);
  if (!common) return null;
  const load = loads(climb, classes, emits, common);
  let fits = 1;
  for (let i = 0; i < load.length; i++) {
    if (load[i]! > 0) fits = Math.min(fits, climb.gbps[i]! / load[i]!);
  }
  const gbps = fits * sumOfSmallest(rates, endpoints.length >> 1);
  return gbps > 0 ? { gbps, climb, common } : null;
}

/**
 * By top switch: the least part of what a leaf sends that reaches it; 0 elsewhere. Null if the leaves
 * have no top switch in common.
 */
function commonParts(climb: Climb, classes: readonly number[][]): Float64Array | null {
  const { order, levels, top, up } = climb;
  const tops = order.filter((v) => levels[v] === top);
  const common = new Float64Array(up.length);
  for (const t of tops) common[t] = 1;
  const part = new Float64Array(up.length);
  for (const [first] of classes) {
    part.fill(0);
    part[first!] = 1;
    spread(climb, part);
    for (let k = 0; k < tops.length; k++) {
      const t = tops[k]!;
      if (part[t]! < common[t]!) common[t] = part[t]!;
    }
  }
  return tops.some((t) => common[t]! > 0) ? common : null;
}

/** By way up: Gb/s that all leaves may send on it. */
function loads(
  climb: Climb,
  classes: readonly number[][],
  emits: Float64Array,
  common: Float64Array,
): Float64Array {
  const { levels, top, order, heads, up } = climb;
  const load = new Float64Array(heads.length);
  const sends = new Float64Array(up.length);
  const scale = new Float64Array(up.length);
  const shared = common.reduce((sum, part) => sum + part, 0);
  for (const leaves of classes) {
    // What all leaves of the class send together: each sends the same part to each top switch.
    sends.fill(0);
    let sum = 0;
    for (const leaf of leaves) {
      sends[leaf] = emits[leaf]!;
      sum += emits[leaf]!;
    }
    spread(climb, sends);
    for (let read = order.length - 1; read >= 0 && levels[order[read]!] === top; read--) {
      const t = order[read]!;
      scale[t] = (common[t]! * sum) / (shared * sends[t]!) || 0;
    }
    charge(climb, sends, scale, load);
  }
  return load;
}

/** Passes on, by switch, what is there at the leaves. */
function spread({ offsets, heads, shares, order }: Climb, passes: Float64Array): void {
  for (let read = 0; read < order.length; read++) {
    const v = order[read]!;
    const there = passes[v]!;
    if (there === 0) continue;
    const end = offsets[v + 1]!;
    for (let i = offsets[v]!; i < end; i++) passes[heads[i]!]! += there * shares[i]!;
  }
}

/**
 * Adds a load. `scale` says by how much the flow to a top switch changes, and is filled in for the
 * switches below: the mean over what they pass on.
 */
function charge(
  { offsets, heads, shares, levels, top, order }: Climb,
  passes: Float64Array,
  scale: Float64Array,
  load: Float64Array,
): void {
  for (let read = order.length - 1; read >= 0; read--) {
    const v = order[read]!;
    const there = passes[v]!;
    if (there === 0 || levels[v] === top) continue;
    const end = offsets[v + 1]!;
    let sum = 0;
    for (let i = offsets[v]!; i < end; i++) {
      const scaled = shares[i]! * scale[heads[i]!]!;
      sum += scaled;
      load[i]! += there * scaled;
    }
    scale[v] = sum;
  }
}
