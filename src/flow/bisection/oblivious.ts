import type { CompactFabric } from '../../fabric/compact.js';
import type { CommonSpinesProof } from '../certify/common-spines.js';
import type { PlaneNetwork } from '../plane-network.js';
import { sumOfSmallest } from '../rates.js';
import type { Guarantee } from './guarantee.js';

/** Pairs of leaves at one spine that a bound may look at. */
const MOST_PAIRS = 1e8;
/** By leaf pair a number is kept: 64 MB. */
const MOST_LEAVES = 2896;
/** Pairs looked at while leaves are left out; all leaves of a plane of 200. */
const MOST_COMPARED = 1e7;

/** Leaves with endpoints that are alive, and how well each pair of them can exchange traffic. */
interface Pairs {
  readonly leaves: number;
  /** By switch: index of the leaf, −1 if none. */
  readonly leafOf: Int32Array;
  /** Entry l · leaves + m: Σ over spines of min(c_ls / R_l, c_sm / R_m); ∞ for l = m. */
  readonly share: Float64Array;
}

/**
 * A bisection that routing over the common spines of two leaves guarantees whatever the halves
 * (DESIGN section 6, *oblivious routing*): ρ × the ⌊N/2⌋ smallest rates. Leaf l sends its traffic
 * for m over spine s in proportion to min(c_ls / R_l, c_sm / R_m), so cable l–s carries at most
 * c_ls / R_l of what l emits. Only what a leaf emits and absorbs enters, so endpoints may have
 * cables to several leaves, and any further cable can only help. The worst leaves are left out one
 * by one, with the rates that they give their endpoints, as long as that may raise the bound.
 *
 * @returns null if nothing is proved or the plane is too large
 */
export function obliviousBound(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
): Guarantee<CommonSpinesProof> | null {
  const endpoints = network.endpoints.length;
  const pairs = pairsOf(network, capacity);
  if (!pairs) return null;
  const { leaves, share } = pairs;
  const out = new Uint8Array(leaves);
  const outInOrder: number[] = [];
  let best = 0;
  let leftOut = 0;
  const steps = Math.min(leaves, MOST_COMPARED / leaves ** 2);
  for (let step = 0; step < steps; step++) {
    const sum = sumOfSmallest(
      ratesWithout(network, capacity, endpoints, pairs, out),
      endpoints >> 1,
    );
    if (sum <= best) break;
    const [worst, partner] = worstPair(leaves, share, out);
    const ratio = worst < 0 ? 1 : Math.min(1, share[worst * leaves + partner]!);
    if (ratio * sum > best) {
      best = ratio * sum;
      leftOut = outInOrder.length;
    }
    if (ratio === 1) break;
    const next = weaker(leaves, share, out, worst, partner);
    out[next] = 1;
    outInOrder.push(next);
  }
  if (best === 0) return null;
  const ids = outInOrder
    .slice(0, leftOut)
    .map((leaf) => fabric.vertexIds[network.vertexOf[pairs.leafOf.indexOf(leaf)]!]!);
  return { gbps: best, proof: { by: 'common-spines', leftOut: ids } };
}

function pairsOf(network: PlaneNetwork, capacity: Float64Array): Pairs | null {
  const { switchCount, endpointCables, switchOf, isLeaf, heads, arcOffsets, arcs } = network;
  const emits = new Float64Array(switchCount);
  for (let k = 0; k < endpointCables.length; k++) {
    emits[switchOf[k]!]! += capacity[endpointCables[k]!]!;
  }
  const leafOf = new Int32Array(switchCount).fill(-1);
  let leaves = 0;
  let pairs = 0;
  for (let v = 0; v < switchCount; v++) {
    if (emits[v]! > 0) leafOf[v] = leaves++;
    if (isLeaf[v] !== 1) pairs += (arcOffsets[v + 1]! - arcOffsets[v]!) ** 2 / 2;
  }
  if (leaves > MOST_LEAVES || pairs > MOST_PAIRS) return null;
  const share = new Float64Array(leaves * leaves);
  const parts = new Float64Array(leaves);
  for (let spine = 0; spine < switchCount; spine++) {
    if (isLeaf[spine] === 1) continue;
    const met: number[] = [];
    for (let i = arcOffsets[spine]!; i < arcOffsets[spine + 1]!; i++) {
      const arc = arcs[i]!;
      const leaf = leafOf[heads[arc]!]!;
      const gbps = capacity[network.switchCables[arc >> 1]!]!;
      if (leaf < 0 || !(gbps > 0)) continue;
      if (parts[leaf] === 0) met.push(leaf);
      parts[leaf]! += gbps / emits[heads[arc]!]!;
    }
    addSpine(leaves, share, parts, met);
    for (const leaf of met) parts[leaf] = 0;
  }
  for (let l = 0; l < leaves; l++) share[l * leaves + l] = Number.POSITIVE_INFINITY;
  return { leaves, leafOf, share };
}

function addSpine(leaves: number, share: Float64Array, parts: Float64Array, met: number[]): void {
  for (let i = 0; i < met.length; i++) {
    const l = met[i]!;
    for (let j = i + 1; j < met.length; j++) {
      const m = met[j]!;
      const part = Math.min(parts[l]!, parts[m]!);
      share[l * leaves + m]! += part;
      share[m * leaves + l]! += part;
    }
  }
}

/** By endpoint: Gb/s of its cables to leaves that are not left out. */
function ratesWithout(
  { endpointCables, endpointOf, switchOf }: PlaneNetwork,
  capacity: Float64Array,
  endpoints: number,
  { leafOf }: Pairs,
  out: Uint8Array,
): Float64Array {
  const rates = new Float64Array(endpoints);
  for (let k = 0; k < endpointCables.length; k++) {
    const leaf = leafOf[switchOf[k]!]!;
    if (leaf >= 0 && out[leaf] === 0) rates[endpointOf[k]!]! += capacity[endpointCables[k]!]!;
  }
  return rates;
}

function worstPair(leaves: number, share: Float64Array, out: Uint8Array): [number, number] {
  let lowest = Number.POSITIVE_INFINITY;
  let worst = -1;
  let partner = -1;
  for (let l = 0; l < leaves; l++) {
    if (out[l] === 1) continue;
    for (let m = l + 1; m < leaves; m++) {
      if (out[m] === 1 || share[l * leaves + m]! >= lowest) continue;
      lowest = share[l * leaves + m]!;
      worst = l;
      partner = m;
    }
  }
  return [worst, partner];
}

/** Which of two leaves exchanges less with all the others. */
function weaker(
  leaves: number,
  share: Float64Array,
  out: Uint8Array,
  a: number,
  b: number,
): number {
  let difference = 0;
  for (let m = 0; m < leaves; m++) {
    if (out[m] === 1 || m === a || m === b) continue;
    difference += Math.min(1, share[a * leaves + m]!) - Math.min(1, share[b * leaves + m]!);
  }
  return difference <= 0 ? a : b;
}
