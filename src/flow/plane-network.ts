import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { sumOfSmallest } from './rates.js';

/**
 * One intact plane with its switches numbered 0 … switchCount − 1, so that arrays per switch are
 * small. Only cables of the plane are in it; an end at a switch of another plane counts as a switch,
 * an end at an endpoint that is not looked at is left out: it sends nothing and passes nothing on.
 * In a plane whose endpoints relay it counts as a switch instead. Those that are looked at need not
 * relay: each of them sends or receives, and what would pass through a source (to a sink) may as
 * well start (end) there. So nothing changes where all endpoints are looked at.
 */
export interface PlaneNetwork {
  /** Index into `fabric.planes`. */
  readonly plane: number;
  /** The endpoints that are looked at, as vertices: a "place" is a position in this list. */
  readonly endpoints: Int32Array;
  /** Whether these are all that the attachment rule puts in the plane. */
  readonly whole: boolean;
  readonly switchCount: number;
  /** By switch: its vertex (of a relay: an endpoint), and 1 if it has a cable to an endpoint of the plane, looked at or not. */
  readonly vertexOf: Int32Array;
  readonly isLeaf: Uint8Array;

  /** By endpoint cable: the cable, its place in plane.cables, its endpoint (place), its switch. */
  readonly endpointCables: Int32Array;
  readonly endpointCableAt: Int32Array;
  readonly endpointOf: Int32Array;
  readonly switchOf: Int32Array;

  /** By switch cable: the cable and its place in plane.cables. */
  readonly switchCables: Int32Array;
  readonly switchCableAt: Int32Array;
  /** By arc: the switch that it enters. Arc 2k runs up switch cable k, arc 2k + 1 down. */
  readonly heads: Int32Array;
  /** Arcs that leave switch v: entries `arcOffsets[v]` … `arcOffsets[v + 1] − 1` of `arcs`. */
  readonly arcOffsets: Int32Array;
  readonly arcs: Int32Array;

  /** Cables between two endpoints: places in plane.cables, and the two endpoints (places). */
  readonly directAt: Int32Array;
  readonly directLower: Int32Array;
  readonly directUpper: Int32Array;

  /** Sum of the ⌊N/2⌋ smallest rates of the intact endpoints, Gb/s. */
  readonly fullGbps: number;
}

const memory = new WeakMap<CompactFabric | EndpointSet, (PlaneNetwork | undefined)[]>();

/**
 * The network of a plane (an index into `fabric.planes`) and all its endpoints, or those of a set
 * that the attachment rule puts in it; made once.
 */
export function planeNetwork(
  fabric: CompactFabric,
  plane: number,
  among: EndpointSet | null = null,
): PlaneNetwork {
  const known = memory.get(among ?? fabric) ?? [];
  memory.set(among ?? fabric, known);
  const all = fabric.planes[plane]!.endpoints;
  known[plane] ??= networkOf(fabric, plane, among ? all.filter((e) => among.has[e] === 1) : all);
  return known[plane];
}

const ENDPOINT_CABLE = 1;
const SWITCH_CABLE = 2;
const DIRECT_CABLE = 3;

/** The network of a plane and the endpoints that are given, wherever these are attached. */
export function networkOf(
  fabric: CompactFabric,
  plane: number,
  endpoints: Int32Array,
): PlaneNetwork {
  const { cables } = fabric.planes[plane]!;
  const { placeOf, vertexOf } = number(fabric, plane, endpoints);
  const { kinds, counts } = sortCables(fabric, cables, placeOf, endpoints);
  const { lower, upper, gbps } = fabric;
  const endpointCables = new Int32Array(counts[ENDPOINT_CABLE]!);
  const endpointCableAt = new Int32Array(endpointCables.length);
  const endpointOf = new Int32Array(endpointCables.length);
  const switchOf = new Int32Array(endpointCables.length);
  const switchCables = new Int32Array(counts[SWITCH_CABLE]!);
  const switchCableAt = new Int32Array(switchCables.length);
  const heads = new Int32Array(2 * switchCables.length);
  const directAt = new Int32Array(counts[DIRECT_CABLE]!);
  const directLower = new Int32Array(directAt.length);
  const directUpper = new Int32Array(directAt.length);
  const rates = new Float64Array(endpoints.length);
  let e = 0;
  let s = 0;
  let d = 0;
  for (let at = 0; at < cables.length; at++) {
    const cable = cables[at]!;
    const a = placeOf[lower[cable]!]!;
    const b = placeOf[upper[cable]!]!;
    if (kinds[at] === SWITCH_CABLE) {
      switchCables[s] = cable;
      switchCableAt[s] = at;
      heads[2 * s] = b;
      heads[2 * s + 1] = a;
      s++;
    } else if (kinds[at] === ENDPOINT_CABLE) {
      const up = endpoints[a] === lower[cable];
      endpointCables[e] = cable;
      endpointCableAt[e] = at;
      endpointOf[e] = up ? a : b;
      switchOf[e] = up ? b : a;
      rates[endpointOf[e]!]! += gbps[cable]!;
      e++;
    } else if (kinds[at] === DIRECT_CABLE) {
      directAt[d] = at;
      directLower[d] = a;
      directUpper[d] = b;
      rates[a]! += gbps[cable]!;
      rates[b]! += gbps[cable]!;
      d++;
    }
  }
  return {
    plane,
    endpoints,
    whole: endpoints === fabric.planes[plane]!.endpoints,
    switchCount: vertexOf.length,
    vertexOf,
    isLeaf: leavesAmong(fabric, plane, vertexOf),
    endpointCables,
    endpointCableAt,
    endpointOf,
    switchOf,
    switchCables,
    switchCableAt,
    heads,
    ...arcsLeaving(heads, vertexOf.length),
    directAt,
    directLower,
    directUpper,
    fullGbps: sumOfSmallest(rates, rates.length >> 1),
  };
}

/** By vertex: its place among the endpoints or switches of the network, −1 outside it. */
function number(fabric: CompactFabric, plane: number, endpoints: Int32Array) {
  const { cables, switches, relays } = fabric.planes[plane]!;
  const { lower, upper, endpointCount } = fabric;
  const placeOf = new Int32Array(fabric.vertexCount).fill(-1);
  for (let i = 0; i < endpoints.length; i++) placeOf[endpoints[i]!] = i;
  for (let i = 0; i < switches.length; i++) placeOf[switches[i]!] = i;
  const strangers: number[] = [];
  const passesOn = (v: number) => relays || v >= endpointCount;
  for (let i = 0; i < cables.length; i++) {
    const a = lower[cables[i]!]!;
    const b = upper[cables[i]!]!;
    if (passesOn(a) && placeOf[a]! < 0) placeOf[a] = switches.length + strangers.push(a) - 1;
    if (passesOn(b) && placeOf[b]! < 0) placeOf[b] = switches.length + strangers.push(b) - 1;
  }
  const vertexOf = new Int32Array(switches.length + strangers.length);
  vertexOf.set(switches);
  vertexOf.set(strangers, switches.length);
  return { placeOf, vertexOf };
}

/** By switch: 1 if a cable of the plane joins it to an endpoint of the plane. */
function leavesAmong(fabric: CompactFabric, plane: number, vertexOf: Int32Array): Uint8Array {
  const { cables, endpoints } = fabric.planes[plane]!;
  const ofPlane = new Uint8Array(fabric.endpointCount);
  for (let i = 0; i < endpoints.length; i++) ofPlane[endpoints[i]!] = 1;
  const onEndpoint = new Uint8Array(fabric.vertexCount);
  for (let i = 0; i < cables.length; i++) {
    const [a, b] = [fabric.lower[cables[i]!]!, fabric.upper[cables[i]!]!];
    if (ofPlane[a] === 1) onEndpoint[b] = 1;
    if (ofPlane[b] === 1) onEndpoint[a] = 1;
  }
  return Uint8Array.from(vertexOf, (v) => onEndpoint[v]!);
}

function sortCables(
  { lower, upper }: CompactFabric,
  cables: Int32Array,
  placeOf: Int32Array,
  endpoints: Int32Array,
) {
  const kinds = new Uint8Array(cables.length);
  const counts = new Int32Array(4);
  for (let at = 0; at < cables.length; at++) {
    const a = lower[cables[at]!]!;
    const b = upper[cables[at]!]!;
    // A cable from a vertex to itself, or to a stranger without a half, carries nothing.
    if (a === b || placeOf[a]! < 0 || placeOf[b]! < 0) continue;
    const ends = Number(endpoints[placeOf[a]!] === a) + Number(endpoints[placeOf[b]!] === b);
    kinds[at] = ends === 0 ? SWITCH_CABLE : ends === 1 ? ENDPOINT_CABLE : DIRECT_CABLE;
    counts[kinds[at]!]!++;
  }
  return { kinds, counts };
}

/** Arcs by the switch that they leave, where arcs 2k and 2k + 1 are each other's opposite. */
export function arcsLeaving(heads: Int32Array, switchCount: number) {
  const arcOffsets = new Int32Array(switchCount + 1);
  for (let arc = 0; arc < heads.length; arc++) arcOffsets[heads[arc ^ 1]! + 1]!++;
  for (let v = 0; v < switchCount; v++) arcOffsets[v + 1]! += arcOffsets[v]!;
  const next = arcOffsets.slice(0, switchCount);
  const arcs = new Int32Array(heads.length);
  for (let arc = 0; arc < heads.length; arc++) arcs[next[heads[arc ^ 1]!]!++] = arc;
  return { arcOffsets, arcs };
}
