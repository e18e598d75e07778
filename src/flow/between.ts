import type { CompactFabric } from '../fabric/compact.js';
import { ABSORBS, EMITS, type MaxFlow, maxFlow } from './max-flow.js';
import { networkOf, type PlaneNetwork } from './plane-network.js';

/** Two sets of vertices (ascending) without a common one; made once, remembered by identity. */
export interface Ends {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

/** A plane as it is looked at between two ends: those of its endpoints that are in them, and its switches. */
export interface Question {
  readonly network: PlaneNetwork;
  /** By place of the endpoints: 0 in A, 1 in B. */
  readonly sideOf: Uint8Array;
  /** By switch: `EMITS` in A, `ABSORBS` in B, otherwise 0. */
  readonly switches: Uint8Array;
}

const memory = new WeakMap<Ends, (Question | undefined)[]>();

/**
 * The most that can flow inside one plane from all vertices of A together to all of B. Endpoints
 * pass nothing on, neither those of A and B nor any other; switches that are in neither do, and so do
 * such endpoints of a plane whose endpoints relay.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function flowBetween(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  ends: Ends,
): MaxFlow & { readonly network: PlaneNetwork } {
  const { network, sideOf, switches } = questionBetween(fabric, plane, ends);
  return { network, ...maxFlow(fabric, capacity, network, sideOf, switches) };
}

/** Planes (indices) in which both ends have cables: nothing flows in any other. */
export function planesBetween(fabric: CompactFabric, { a, b }: Ends): number[] {
  const touched = (vertices: Int32Array) => {
    const planes = new Uint8Array(fabric.planes.length);
    for (const v of vertices) {
      for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
        planes[fabric.cablePlane[fabric.incident[i]!]!] = 1;
      }
    }
    return planes;
  };
  const [ofA, ofB] = [touched(a), touched(b)];
  return [...fabric.planes.keys()].filter((p) => ofA[p] === 1 && ofB[p] === 1);
}

/** A plane between two ends, intact; made once. */
export function questionBetween(fabric: CompactFabric, plane: number, ends: Ends): Question {
  const known = memory.get(ends) ?? [];
  memory.set(ends, known);
  known[plane] ??= questionOf(fabric, plane, ends);
  return known[plane];
}

function questionOf(fabric: CompactFabric, plane: number, { a, b }: Ends): Question {
  const end = new Uint8Array(fabric.vertexCount);
  for (const v of a) end[v] = EMITS;
  for (const v of b) end[v] = ABSORBS;
  const endpoints = new Set<number>();
  for (const cable of fabric.planes[plane]!.cables) {
    for (const v of [fabric.lower[cable]!, fabric.upper[cable]!]) {
      if (v < fabric.endpointCount && end[v] !== 0) endpoints.add(v);
    }
  }
  const network = networkOf(fabric, plane, Int32Array.from(endpoints).sort());
  return {
    network,
    sideOf: Uint8Array.from(network.endpoints, (e) => (end[e] === EMITS ? 0 : 1)),
    switches: Uint8Array.from(network.vertexOf, (v) => end[v]!),
  };
}
