import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { leastRates, seenPlane } from './certify-plane.js';
import { addLoad, layersFrom } from './certify-shortest-paths.js';

/** A bound by Valiant's two-phase routing. */
export interface TwoPhaseProof {
  readonly by: 'two-phase';
  /** A switch of the connected part whose endpoints send. */
  readonly around: string;
}

/** Switches × arcs that are walked. */
const MOST_STEPS = 2e8;

/**
 * The Gb/s that two-phase routing proves: each switch shares what its endpoints emit among all in
 * proportion to what those emit, over shortest paths, and from there it goes to its target in the
 * same way. Each phase is the uniform traffic R_u · R_v / ΣR, whatever the halves; if that fits x
 * times, min(1, x / 2) of any traffic does.
 */
export function verifyTwoPhase(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  { around }: TwoPhaseProof,
  reasons: string[],
): number {
  const seen = seenPlane(fabric, capacity, plane, among);
  const { endpoints, accessEnd, accessAt, accessGbps } = seen;
  const arcs = {
    offsets: seen.offsets,
    heads: seen.heads,
    gbps: Float64Array.from(seen.ways, (cable) => capacity[cable]!),
  };
  const root = fabric.indexOfVertex.get(around);
  if (root === undefined || accessEnd.includes(root) || !accessAt.includes(root)) {
    reasons.push(`${around} is no switch with endpoints`);
    return 0;
  }
  const { hops, reached } = layersFrom(arcs, root);
  const rates = new Float64Array(fabric.vertexCount);
  const emits = new Float64Array(fabric.vertexCount);
  let total = 0;
  accessGbps.forEach((gbps, i) => {
    if (hops[accessAt[i]!]! < 0) return;
    rates[accessEnd[i]!]! += gbps;
    emits[accessAt[i]!]! += gbps;
    total += gbps;
  });
  const targets = reached.filter((v) => emits[v]! > 0);
  if (targets.length * arcs.heads.length > MOST_STEPS) {
    reasons.push('there are too many switches and cables to send all to all');
    return 0;
  }
  const load = new Float64Array(arcs.heads.length);
  for (const v of targets) addLoad(arcs, v, emits[v]! / total, emits, load);
  let fits = 2;
  for (let arc = 0; arc < load.length; arc++) {
    if (load[arc]! > 0) fits = Math.min(fits, arcs.gbps[arc]! / load[arc]!);
  }
  return (fits / 2) * leastRates(rates, endpoints, Math.floor(endpoints.length / 2));
}
