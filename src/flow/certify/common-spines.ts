import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { leastRates, type SeenPlane, seenPlane } from './plane.js';

/** A bound by routing over common spines. */
export interface CommonSpinesProof {
  readonly by: 'common-spines';
  /** Ids of leaves whose endpoints send nothing. */
  readonly leftOut: readonly string[];
}

/** Pairs of leaves at one spine that are looked at. */
const MOST_PAIRS = 2e8;

/**
 * The Gb/s that routing over common spines proves (DESIGN section 6). Leaf l sends its traffic for m
 * over spine s in proportion to min(c_ls / R_l, c_sm / R_m); of any traffic the part ρ = min(1, min
 * over pairs of leaves of their sum) then fits, so ρ times the ⌊N/2⌋ smallest rates crosses between any
 * halves. Endpoints of leaves that are left out send nothing. A spine is what has no cable to an
 * endpoint of the plane.
 */
export function verifyCommonSpines(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  { leftOut }: CommonSpinesProof,
  reasons: string[],
): number {
  const seen = seenPlane(fabric, capacity, plane, among);
  const { endpoints, accessEnd, accessAt, accessGbps } = seen;
  const haveEndpoints = new Set(accessAt);
  const isOut = new Set<number>();
  for (const id of leftOut) {
    const v = fabric.indexOfVertex.get(id);
    if (v === undefined || !haveEndpoints.has(v)) {
      reasons.push(`${id} has no endpoint that could be left out with it`);
    } else if (isOut.has(v)) reasons.push(`${id} is left out twice`);
    else isOut.add(v);
  }
  const rates = new Float64Array(fabric.vertexCount);
  const emits = new Float64Array(fabric.vertexCount);
  accessGbps.forEach((gbps, i) => {
    if (isOut.has(accessAt[i]!)) return;
    rates[accessEnd[i]!]! += gbps;
    emits[accessAt[i]!]! += gbps;
  });
  const isSpine = besideNoEndpoint(fabric, plane);
  const fits = worstPair(partsOf(capacity, seen, emits, isSpine));
  if (fits === null) reasons.push('there are too many pairs of leaves to look at');
  const half = Math.floor(endpoints.length / 2);
  return Math.min(1, fits ?? 0) * leastRates(rates, endpoints, half);
}

/** By vertex: 1 if no cable of the plane, alive or dead, joins it to an endpoint of the plane. */
function besideNoEndpoint(
  { vertexCount, lower, upper }: CompactFabric,
  { cables, endpoints }: CompactPlane,
): Uint8Array {
  const ofPlane = new Uint8Array(vertexCount);
  for (const e of endpoints) ofPlane[e] = 1;
  const isSpine = new Uint8Array(vertexCount).fill(1);
  for (const cable of cables) {
    const [a, b] = [lower[cable]!, upper[cable]!];
    if (ofPlane[a] === 1) isSpine[b] = 0;
    if (ofPlane[b] === 1) isSpine[a] = 0;
  }
  return isSpine;
}

/** By leaf that emits: c_ls / R_l by spine. */
function partsOf(
  capacity: Float64Array,
  { offsets, heads, ways }: SeenPlane,
  emits: Float64Array,
  isSpine: Uint8Array,
): Map<number, number>[] {
  const leaves: Map<number, number>[] = [];
  for (let v = 0; v < emits.length; v++) {
    if (emits[v] === 0) continue;
    const parts = new Map<number, number>();
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const spine = heads[i]!;
      if (isSpine[spine] === 0) continue;
      parts.set(spine, (parts.get(spine) ?? 0) + capacity[ways[i]!]! / emits[v]!);
    }
    leaves.push(parts);
  }
  return leaves;
}

/** The smallest Σ over spines of min(c_ls / R_l, c_sm / R_m); null if there are too many pairs. */
function worstPair(leaves: readonly Map<number, number>[]): number | null {
  const bySpine = new Map<number, { leaf: number; part: number }[]>();
  let pairs = 0;
  leaves.forEach((parts, leaf) => {
    for (const [spine, part] of parts) {
      const met = bySpine.get(spine) ?? [];
      bySpine.set(spine, met);
      met.push({ leaf, part });
      pairs += met.length;
    }
  });
  if (pairs > MOST_PAIRS) return null;
  const common = new Float64Array(leaves.length);
  let worst = Number.POSITIVE_INFINITY;
  leaves.forEach((parts, l) => {
    common.fill(0);
    for (const [spine, own] of parts) {
      for (const { leaf, part } of bySpine.get(spine)!) common[leaf]! += Math.min(own, part);
    }
    for (let m = l + 1; m < leaves.length; m++) worst = Math.min(worst, common[m]!);
  });
  return worst;
}
