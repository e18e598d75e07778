import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { type SeenPlane, seenPlane } from './plane.js';
import { type Arcs, addLoad, layersFrom } from './shortest-paths.js';

/** A bound by uniform traffic. */
export interface AllToAllProof {
  readonly by: 'all-to-all';
  /** An endpoint of the connected part whose endpoints send to each other. */
  readonly around: string;
}

/** Endpoints × cables that are walked. */
const MOST_STEPS = 2e8;

/**
 * The Gb/s that uniform traffic proves (DESIGN section 6, *concurrent flow*): all endpoints of one
 * connected part send to each other at once, each pair over its shortest paths, shared out by
 * capacity. If all of it fits x times, halves with a and b of these endpoints have at least x · a · b
 * between them; the fewest are where all others stand on one side. A path through another endpoint
 * may as well start or end there.
 */
export function verifyAllToAll(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  { around }: AllToAllProof,
  reasons: string[],
): number {
  const seen = seenPlane(fabric, capacity, plane, among);
  const { endpoints } = seen;
  const sends = new Float64Array(fabric.vertexCount);
  for (const e of endpoints) sends[e] = 1;
  const root = fabric.indexOfVertex.get(around);
  if (root === undefined || sends[root] === 0) {
    reasons.push(`${around} is none of the endpoints that are halved`);
    return 0;
  }
  const arcs = arcsOf(capacity, seen, fabric.vertexCount);
  if (endpoints.length * arcs.heads.length > MOST_STEPS) {
    reasons.push('there are too many endpoints and cables to send all to all');
    return 0;
  }
  const part = layersFrom(arcs, root).reached.filter((v) => sends[v] === 1);
  const load = new Float64Array(arcs.heads.length);
  for (const target of part) addLoad(arcs, target, 1, sends, load);
  let fits = Number.POSITIVE_INFINITY;
  for (let arc = 0; arc < load.length; arc++) {
    if (load[arc]! > 0) fits = Math.min(fits, arcs.gbps[arc]! / load[arc]!);
  }
  const onOneSide = Math.floor(endpoints.length / 2) - (endpoints.length - part.length);
  return onOneSide > 0 ? fits * onOneSide * (part.length - onOneSide) : 0;
}

function arcsOf(
  capacity: Float64Array,
  { offsets: first, heads: linked, ways, accessEnd, accessAt, accessGbps }: SeenPlane,
  vertexCount: number,
): Arcs {
  const offsets = new Int32Array(vertexCount + 1);
  for (let v = 0; v < vertexCount; v++) offsets[v + 1] = first[v + 1]! - first[v]!;
  for (const v of accessEnd) offsets[v + 1]!++;
  for (const v of accessAt) offsets[v + 1]!++;
  for (let v = 0; v < vertexCount; v++) offsets[v + 1]! += offsets[v]!;
  const heads = new Int32Array(offsets[vertexCount]!);
  const gbps = new Float64Array(heads.length);
  const next = offsets.slice();
  const add = (from: number, to: number, speed: number) => {
    const arc = next[from]!++;
    heads[arc] = to;
    gbps[arc] = speed;
  };
  for (let v = 0; v < vertexCount; v++) {
    for (let i = first[v]!; i < first[v + 1]!; i++) add(v, linked[i]!, capacity[ways[i]!]!);
  }
  accessGbps.forEach((speed, i) => {
    add(accessEnd[i]!, accessAt[i]!, speed);
    add(accessAt[i]!, accessEnd[i]!, speed);
  });
  return { offsets, heads, gbps };
}
