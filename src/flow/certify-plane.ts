import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';

/** Live cables of one kind: what each joins, as vertices, and its Gb/s. */
export interface Joins {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly gbps: Float64Array;
  readonly cables: Int32Array;
}

/**
 * One plane under a capacity as those look at it who verify a lower end. Cables that carry nothing
 * are not in it: dead ones, those from a vertex to itself, and those of an endpoint that is not
 * halved and does not relay.
 */
export interface LivePlane {
  /** The endpoints that are halved, as vertices, ascending. */
  readonly ends: Int32Array;
  /** By vertex: its place among `ends`, −1 for what is none of them (and so passes on). */
  readonly placeOf: Int32Array;
  /** From an endpoint that is halved to what passes on: a switch, or an endpoint that relays. */
  readonly ups: Joins;
  /** Between two that pass on. */
  readonly links: Joins;
  /** Between two endpoints that are halved. */
  readonly direct: Joins;
}

/**
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 * @param among the endpoints that are halved; null: all of the plane
 */
export function livePlane(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null,
): LivePlane {
  const { endpoints, cables, relays } = fabric.planes[plane]!;
  const ends = among ? endpoints.filter((e) => among.has[e] === 1) : endpoints;
  const placeOf = new Int32Array(fabric.vertexCount).fill(-1);
  for (let i = 0; i < ends.length; i++) placeOf[ends[i]!] = i;
  const idle = (v: number) => v < fabric.endpointCount && placeOf[v]! < 0 && !relays;
  const [ups, links, direct] = [new List(), new List(), new List()];
  for (let i = 0; i < cables.length; i++) {
    const cable = cables[i]!;
    const gbps = capacity[cable]!;
    const [a, b] = [fabric.lower[cable]!, fabric.upper[cable]!];
    if (!(gbps > 0) || a === b || idle(a) || idle(b)) continue;
    const [endA, endB] = [placeOf[a]! >= 0, placeOf[b]! >= 0];
    if (endA && endB) direct.add(a, b, gbps, cable);
    else if (endB) ups.add(b, a, gbps, cable);
    else (endA ? ups : links).add(a, b, gbps, cable);
  }
  return { ends, placeOf, ups: ups.joins(), links: links.joins(), direct: direct.joins() };
}

class List {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #gbps: number[] = [];
  readonly #cables: number[] = [];

  add(from: number, to: number, gbps: number, cable: number): void {
    this.#from.push(from);
    this.#to.push(to);
    this.#gbps.push(gbps);
    this.#cables.push(cable);
  }

  joins(): Joins {
    return {
      from: Int32Array.from(this.#from),
      to: Int32Array.from(this.#to),
      gbps: Float64Array.from(this.#gbps),
      cables: Int32Array.from(this.#cables),
    };
  }
}

/** By vertex: 1 if a cable of the plane, alive or dead, joins it to an endpoint of the plane. */
export function besideEndpoints(fabric: CompactFabric, plane: number): Uint8Array {
  const { cables, endpoints } = fabric.planes[plane]!;
  const ofPlane = new Uint8Array(fabric.vertexCount);
  for (const e of endpoints) ofPlane[e] = 1;
  const beside = new Uint8Array(fabric.vertexCount);
  for (const cable of cables) {
    const [a, b] = [fabric.lower[cable]!, fabric.upper[cable]!];
    if (ofPlane[a] === 1) beside[b] = 1;
    if (ofPlane[b] === 1) beside[a] = 1;
  }
  return beside;
}

/** Vertices in the order of `from`: entries `offsets[v]` … of `order` are the joins that leave v. */
export function byVertex(vertices: Int32Array, vertexCount: number) {
  const offsets = new Int32Array(vertexCount + 1);
  for (let i = 0; i < vertices.length; i++) offsets[vertices[i]! + 1]!++;
  for (let v = 0; v < vertexCount; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice();
  const order = new Int32Array(vertices.length);
  for (let i = 0; i < vertices.length; i++) order[next[vertices[i]!]!++] = i;
  return { offsets, order };
}
