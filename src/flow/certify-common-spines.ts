import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { sumOfLeast } from './certify-number.js';
import { besideEndpoints, byVertex, type LivePlane, livePlane } from './certify-plane.js';
import type { CommonSpinesProof } from './oblivious.js';

/** Pairs of leaves at one spine that are looked at. */
const MOST_PAIRS = 2e8;

/** What leaves that are not left out have, by number of the leaf. */
interface Leaves {
  readonly count: number;
  /** Entries `offsets[l]` … of `spines` and `parts`: its cables up, each c_ls / R_l. */
  readonly offsets: Int32Array;
  readonly spines: Int32Array;
  readonly parts: Float64Array;
}

/**
 * The Gb/s that routing over common spines proves (DESIGN section 6). Leaf l sends its traffic for m
 * over spine s in proportion to min(c_ls / R_l, c_sm / R_m); of any traffic the part ρ = min(1, min
 * over pairs of leaves of their sum) then fits, so the ⌊N/2⌋ smallest rates times ρ cross between any
 * halves. Endpoints of leaves that are left out send nothing. A spine is what has no cable to an
 * endpoint of the plane.
 */
export function verifyCommonSpines(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null,
  { leftOut }: CommonSpinesProof,
  reasons: string[],
): number {
  const live = livePlane(fabric, capacity, plane, among);
  const { ends, placeOf, ups } = live;
  const isOut = new Uint8Array(fabric.vertexCount);
  const haveEndpoints = new Set(ups.to);
  for (const id of leftOut) {
    const v = fabric.indexOfVertex.get(id);
    if (v === undefined || placeOf[v]! >= 0) reasons.push(`${id} is no switch and so no leaf`);
    else if (isOut[v] === 1) reasons.push(`${id} is left out twice`);
    else if (!haveEndpoints.has(v)) reasons.push(`${id} has no endpoint that it could leave out`);
    else isOut[v] = 1;
  }
  const rates = new Float64Array(ends.length);
  ups.gbps.forEach((gbps, i) => {
    if (isOut[ups.to[i]!] === 0) rates[placeOf[ups.from[i]!]!]! += gbps;
  });
  const leaves = leavesOf(fabric, plane, live, isOut);
  const fits = worstPair(leaves);
  if (fits === null) reasons.push('there are too many pairs of leaves to look at');
  return Math.min(1, fits ?? 0) * sumOfLeast(rates, Math.floor(ends.length / 2));
}

function leavesOf(
  fabric: CompactFabric,
  plane: number,
  { ups, links }: LivePlane,
  isOut: Uint8Array,
): Leaves {
  const gbpsOf = new Float64Array(fabric.vertexCount);
  ups.gbps.forEach((gbps, i) => {
    if (isOut[ups.to[i]!] === 0) gbpsOf[ups.to[i]!]! += gbps;
  });
  const isLeaf = besideEndpoints(fabric, plane);
  const numberOf = new Int32Array(fabric.vertexCount).fill(-1);
  const leaves = [...gbpsOf.keys()].filter((v) => gbpsOf[v]! > 0);
  leaves.forEach((v, l) => {
    numberOf[v] = l;
  });
  const [from, to, gbps]: number[][] = [[], [], []];
  const add = (leaf: number, spine: number, i: number) => {
    if (numberOf[leaf]! < 0 || isLeaf[spine] === 1) return;
    from!.push(numberOf[leaf]!);
    to!.push(spine);
    gbps!.push(links.gbps[i]! / gbpsOf[leaf]!);
  };
  links.from.forEach((a, i) => {
    add(a, links.to[i]!, i);
    add(links.to[i]!, a, i);
  });
  const { offsets, order } = byVertex(Int32Array.from(from!), leaves.length);
  return {
    count: leaves.length,
    offsets,
    spines: order.map((i) => to![i]!),
    parts: Float64Array.from(order, (i) => gbps![i]!),
  };
}

/** The smallest Σ over spines of min(c_ls / R_l, c_sm / R_m); null if there are too many pairs. */
function worstPair({ count, offsets, spines, parts }: Leaves): number | null {
  const bySpine = new Map<number, Map<number, number>>();
  const byLeaf = Array.from({ length: count }, () => new Map<number, number>());
  let pairs = 0;
  for (let l = 0; l < count; l++) {
    for (let i = offsets[l]!; i < offsets[l + 1]!; i++) {
      const part = (byLeaf[l]!.get(spines[i]!) ?? 0) + parts[i]!;
      byLeaf[l]!.set(spines[i]!, part);
      const met = bySpine.get(spines[i]!) ?? new Map<number, number>();
      bySpine.set(spines[i]!, met.set(l, part));
    }
    for (const spine of byLeaf[l]!.keys()) pairs += bySpine.get(spine)!.size;
    if (pairs > MOST_PAIRS) return null;
  }
  const common = new Float64Array(count);
  let worst = Number.POSITIVE_INFINITY;
  for (let l = 0; l < count; l++) {
    common.fill(0);
    for (const [spine, own] of byLeaf[l]!) {
      for (const [m, part] of bySpine.get(spine)!) if (m > l) common[m]! += Math.min(own, part);
    }
    for (let m = l + 1; m < count; m++) worst = Math.min(worst, common[m]!);
  }
  return worst;
}
