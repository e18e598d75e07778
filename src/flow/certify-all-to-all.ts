import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { byVertex, type LivePlane, livePlane } from './certify-plane.js';
import type { AllToAllProof } from './concurrent.js';

/** Endpoints × cables that are walked. */
const MOST_STEPS = 2e8;

/** Live cables as pairs of arcs: arc 2k leaves one end of cable k, arc 2k + 1 the other. */
interface Arcs {
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  readonly offsets: Int32Array;
  readonly order: Int32Array;
}

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
  plane: number,
  among: EndpointSet | null,
  { around }: AllToAllProof,
  reasons: string[],
): number {
  const live = livePlane(fabric, capacity, plane, among);
  const { ends, placeOf } = live;
  const root = fabric.indexOfVertex.get(around);
  if (root === undefined || placeOf[root]! < 0) {
    reasons.push(`${around} is none of the endpoints that are halved`);
    return 0;
  }
  const arcs = arcsOf(live, fabric.vertexCount);
  if (ends.length * arcs.heads.length > MOST_STEPS) {
    reasons.push('there are too many endpoints and cables to send all to all');
    return 0;
  }
  const part = layersFrom(arcs, root, fabric.vertexCount).reached.filter((v) => placeOf[v]! >= 0);
  const load = new Float64Array(arcs.heads.length);
  for (const target of part) addLoad(arcs, target, placeOf, load);
  let fits = Number.POSITIVE_INFINITY;
  load.forEach((gbps, arc) => {
    if (gbps > 0) fits = Math.min(fits, arcs.gbps[arc >> 1]! / gbps);
  });
  const onOneSide = Math.floor(ends.length / 2) - (ends.length - part.length);
  return onOneSide > 0 ? fits * onOneSide * (part.length - onOneSide) : 0;
}

function arcsOf({ ups, links }: LivePlane, vertexCount: number): Arcs {
  const count = ups.cables.length + links.cables.length;
  const tails = new Int32Array(2 * count);
  const gbps = new Float64Array(count);
  [ups, links].forEach((joins, i) => {
    const first = i === 0 ? 0 : ups.cables.length;
    joins.from.forEach((from, k) => {
      tails[2 * (first + k)] = from;
      tails[2 * (first + k) + 1] = joins.to[k]!;
      gbps[first + k] = joins.gbps[k]!;
    });
  });
  const heads = tails.map((_, arc) => tails[arc ^ 1]!);
  return { tails, heads, gbps, ...byVertex(tails, vertexCount) };
}

/** Hops from a vertex, and all that it reaches, the nearest first. */
function layersFrom({ heads, offsets, order }: Arcs, root: number, vertexCount: number) {
  const hops = new Int32Array(vertexCount).fill(-1);
  hops[root] = 0;
  const reached = [root];
  for (const v of reached) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const head = heads[order[i]!]!;
      if (hops[head]! >= 0) continue;
      hops[head] = hops[v]! + 1;
      reached.push(head);
    }
  }
  return { hops, reached };
}

/** Adds what passes each arc when every endpoint that reaches the target sends it 1 Gb/s. */
function addLoad(arcs: Arcs, target: number, placeOf: Int32Array, load: Float64Array): void {
  const { heads, gbps, offsets, order } = arcs;
  const { hops, reached } = layersFrom(arcs, target, placeOf.length);
  const passing = Float64Array.from(placeOf, (place) => (place >= 0 ? 1 : 0));
  for (let at = reached.length - 1; at > 0; at--) {
    const v = reached[at]!;
    const closer: number[] = [];
    let sum = 0;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const arc = order[i]!;
      if (hops[heads[arc]!] !== hops[v]! - 1) continue;
      closer.push(arc);
      sum += gbps[arc >> 1]!;
    }
    for (const arc of closer) {
      const share = (passing[v]! * gbps[arc >> 1]!) / sum;
      load[arc]! += share;
      passing[heads[arc]!]! += share;
    }
  }
}
