import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { UnionFind } from '../../std/union-find.js';

/**
 * What of a plane can carry traffic under capacities, with the cables of a pair of vertices as one
 * bundle. An endpoint on a single switch
 * is not a vertex: what it sends starts at the switch. One on several, or one that relays, is; it may
 * have cables to other parts, which are ways as well.
 */
export interface TrafficNetwork {
  /** Index into `fabric.planes`. */
  readonly plane: number;
  readonly count: number;
  /** By vertex of the network: the vertex of the fabric, and 1 if traffic may pass through it. */
  readonly vertexOf: Int32Array;
  readonly passes: Uint8Array;
  /** Arcs that leave vertex v: `offsets[v]` … `offsets[v + 1] − 1`, by ascending head. */
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  /** By arc: the arc of the same bundle in the other direction, and Gb/s. */
  readonly reverse: Int32Array;
  readonly gbps: Float64Array;
  /** Endpoints that are joined with others (vertices of the fabric), where each starts, its rate in Gb/s. */
  readonly endpoints: Int32Array;
  readonly startOf: Int32Array;
  readonly rates: Float64Array;
  /** Endpoints that are looked at and do not take part. */
  readonly leftOut: number;
  /** By endpoint (vertex of the fabric): the parts of the plane that it is in. */
  readonly partsOf: (endpoint: number) => readonly number[];
}

/** Which cables of a plane carry something, and who passes it on. */
interface Live {
  /** By cable: 1 if it is alive and joins two vertices that are looked at or pass on. */
  readonly cables: Uint8Array;
  readonly passes: (vertex: number) => boolean;
}

/**
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param among the endpoints that are looked at, the others being idle; null: all of the plane
 * @param who of them takes part: those of the largest part (docs/topology.md, "Cut off"), or all that
 *   have a cable in use
 */
export function trafficNetwork(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null = null,
  who: 'joined' | 'attached' = 'joined',
): TrafficNetwork {
  const { endpoints: all, relays, cables: ofPlane } = fabric.planes[plane]!;
  const asked = among ? all.filter((e) => among.has[e] === 1) : all;
  const looked = new Uint8Array(fabric.endpointCount);
  for (let i = 0; i < asked.length; i++) looked[asked[i]!] = 1;
  const passes = (v: number) => relays || v >= fabric.endpointCount;
  const carries = (v: number) => passes(v) || looked[v] === 1;
  const cables = new Uint8Array(fabric.cableCount);
  for (let i = 0; i < ofPlane.length; i++) {
    const [cable, a, b] = [ofPlane[i]!, fabric.lower[ofPlane[i]!]!, fabric.upper[ofPlane[i]!]!];
    if (capacity[cable]! > 0 && a !== b && carries(a) && carries(b)) cables[cable] = 1;
  }
  const live: Live = { cables, passes };
  const partsOf = partsIn(fabric, live, ofPlane);
  const endpoints =
    who === 'joined' ? largestPart(asked, partsOf) : asked.filter((e) => partsOf(e).length > 0);
  const joins = new Uint8Array(fabric.vertexCount);
  for (const cable of ofPlane) {
    if (cables[cable] !== 1) continue;
    for (const v of [fabric.lower[cable]!, fabric.upper[cable]!]) if (passes(v)) joins[v] = 1;
  }
  for (const e of endpoints) joins[e] = 1;
  return {
    plane,
    ...bundled(fabric, capacity, live, joins, endpoints),
    endpoints,
    leftOut: asked.length - endpoints.length,
    partsOf,
  };
}

/** By vertex: the parts of a plane to which its cables lead; what passes traffic on is in one. */
function partsIn(
  { lower, upper, vertexCount, offsets, neighbours, incident }: CompactFabric,
  { cables, passes }: Live,
  ofPlane: Int32Array,
): (vertex: number) => readonly number[] {
  const joined = new UnionFind(vertexCount);
  for (let i = 0; i < ofPlane.length; i++) {
    const [cable, a, b] = [ofPlane[i]!, lower[ofPlane[i]!]!, upper[ofPlane[i]!]!];
    if (cables[cable] === 1 && passes(a) && passes(b)) joined.union(a, b);
  }
  const roots = joined.representatives();
  return (v) => {
    const parts: number[] = [];
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const next = neighbours[i]!;
      if (cables[incident[i]!] !== 1 || !passes(next) || parts.includes(roots[next]!)) continue;
      parts.push(roots[next]!);
    }
    return parts;
  };
}

/** The endpoints of the part with the most of them, ties: with the first of them. */
function largestPart(
  asked: Int32Array,
  partsOf: (vertex: number) => readonly number[],
): Int32Array {
  const sizes = new Map<number, number>();
  for (const e of asked) for (const part of partsOf(e)) sizes.set(part, (sizes.get(part) ?? 0) + 1);
  let [main, most] = [-1, 1];
  for (const [part, size] of sizes) if (size > most) [main, most] = [part, size];
  return asked.filter((e) => partsOf(e).includes(main));
}

/** Vertices, bundles and starts. */
function bundled(
  fabric: CompactFabric,
  capacity: Float64Array,
  { cables, passes }: Live,
  joins: Uint8Array,
  endpoints: Int32Array,
): Omit<TrafficNetwork, 'plane' | 'endpoints' | 'leftOut' | 'partsOf'> {
  const { vertexCount, offsets: incidence, neighbours, incident } = fabric;
  const placeOf = new Int32Array(vertexCount).fill(-1);
  const startOf = new Int32Array(endpoints.length);
  const rates = new Float64Array(endpoints.length);
  const carries = (i: number) => cables[incident[i]!] === 1 && joins[neighbours[i]!] === 1;
  // By endpoint: the switch that all its cables lead to, −1 if there is no such one.
  const home = new Int32Array(vertexCount).fill(-1);
  endpoints.forEach((e, place) => {
    let only = true;
    for (let i = incidence[e]!; i < incidence[e + 1]!; i++) {
      if (!carries(i)) continue;
      rates[place]! += capacity[incident[i]!]!;
      only &&= passes(neighbours[i]!) && (home[e]! < 0 || home[e] === neighbours[i]);
      home[e] = neighbours[i]!;
    }
    if (!only || passes(e)) home[e] = -1;
  });
  const vertices: number[] = [];
  for (let v = 0; v < vertexCount; v++) {
    if (joins[v] === 1 && home[v]! < 0) placeOf[v] = vertices.push(v) - 1;
  }
  endpoints.forEach((e, place) => {
    startOf[place] = placeOf[home[e]! < 0 ? e : home[e]!]!;
  });
  const offsets = new Int32Array(vertices.length + 1);
  const [tails, heads, gbps]: [number[], number[], number[]] = [[], [], []];
  vertices.forEach((v, tail) => {
    // Neighbours ascend, so the cables of a bundle stand together.
    for (let i = incidence[v]!; i < incidence[v + 1]!; i++) {
      const head = carries(i) ? placeOf[neighbours[i]!]! : -1;
      if (head < 0) continue;
      const last = heads.length - 1;
      if (last >= offsets[tail]! && heads[last] === head) gbps[last]! += capacity[incident[i]!]!;
      else {
        tails.push(tail);
        heads.push(head);
        gbps.push(capacity[incident[i]!]!);
      }
    }
    offsets[tail + 1] = heads.length;
  });
  // Arcs that enter a vertex come in the order in which those that leave it stand.
  const next = offsets.slice();
  return {
    count: vertices.length,
    vertexOf: Int32Array.from(vertices),
    passes: Uint8Array.from(vertices, (v) => (passes(v) ? 1 : 0)),
    offsets,
    tails: Int32Array.from(tails),
    heads: Int32Array.from(heads),
    gbps: Float64Array.from(gbps),
    reverse: Int32Array.from(heads, (head) => next[head]!++),
    startOf,
    rates,
  };
}
