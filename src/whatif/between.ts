import type { FabricGraph } from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';
import { type Path, shortestPath } from '../measure/shortest-path.js';
import { nearest } from '../std/suggest.js';

/** How two NICs, or two hosts, reach each other. */
export interface Reach {
  /** A shortest path through switches; null if there is none. */
  readonly path: Path | null;
  /** Planes in which such a path exists. */
  readonly planes: readonly string[];
  /** If there is no path: where a host can hand over between two of its NICs. */
  readonly relay: Relay | null;
}

/** Inside a host traffic changes from one NIC to another (scale-up domain or PCIe). */
export interface HandOver {
  readonly host: string;
  readonly from: string;
  readonly to: string;
}

/** A way that needs hand-overs: in the host of A before the path, in that of B behind it. */
export interface Relay {
  readonly handOvers: readonly HandOver[];
  /** The path through switches. */
  readonly path: Path;
}

export interface Between {
  readonly a: string;
  readonly b: string;
  readonly healthy: Reach;
  readonly failed: Reach;
}

/** Endpoints that an id of a NIC or host names, or what is wrong with it. */
export function endpointsOf(
  fabric: CompactFabric,
  id: string,
): number[] | { readonly problem: string } {
  const vertex = fabric.indexOfVertex.get(id);
  if (vertex !== undefined && vertex < fabric.endpointCount) return [vertex];
  const host = fabric.hostIds.indexOf(id);
  if (host >= 0) return [...fabric.hostOf.keys()].filter((e) => fabric.hostOf[e] === host);
  const candidates = fabric.hostIds.concat(fabric.vertexIds.slice(0, fabric.endpointCount));
  const suggestion = nearest(id, candidates);
  const hint = suggestion === null ? '' : `; did you mean "${suggestion}"?`;
  return { problem: `no host or NIC "${id}"${hint}` };
}

/** How the endpoints of A reach those of B under capacities. */
export function reach(
  graph: FabricGraph,
  fabric: CompactFabric,
  capacity: Float64Array,
  as: readonly number[],
  bs: readonly number[],
): Reach {
  const paths = new Paths(graph, fabric, capacity);
  const planes: string[] = [];
  let best: Path | null = null;
  for (const [a, b, plane] of meetings(fabric, as, bs)) {
    const path = paths.between(a, b, plane);
    const { id } = fabric.planes[plane]!;
    if (path && !planes.includes(id)) planes.push(id);
    if (path && (!best || path.hops < best.hops)) best = path;
  }
  const relay = best ? null : findRelay(paths, as, bs);
  return { path: best, planes, relay };
}

/** Shortest paths that stay in one plane. */
class Paths {
  readonly #ofPlane = new Map<number, Float64Array>();

  constructor(
    readonly graph: FabricGraph,
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
  ) {}

  between(a: number, b: number, plane: number): Path | null {
    const { graph, fabric, capacity } = this;
    const own =
      this.#ofPlane.get(plane) ??
      capacity.map((gbps, c) => (fabric.cablePlane[c] === plane ? gbps : 0));
    this.#ofPlane.set(plane, own);
    return shortestPath(graph, fabric, own, fabric.vertexIds[a]!, fabric.vertexIds[b]!);
  }
}

/** Pairs of different endpoints, and each plane in which both have a port. */
function meetings(
  fabric: CompactFabric,
  as: readonly number[],
  bs: readonly number[],
): [a: number, b: number, plane: number][] {
  const met: [number, number, number][] = [];
  for (const a of as) {
    for (const b of bs) {
      if (a === b) continue;
      const there = planesOf(fabric, b);
      for (const plane of planesOf(fabric, a)) if (there.has(plane)) met.push([a, b, plane]);
    }
  }
  return met;
}

function planesOf({ portOffsets, portPlanes }: CompactFabric, e: number): Set<number> {
  return new Set(portPlanes.subarray(portOffsets[e]!, portOffsets[e + 1]!).filter((p) => p >= 0));
}

/** The fewest hand-overs win, then the fewest hops; at the source rather than at the target. */
function findRelay(paths: Paths, as: readonly number[], bs: readonly number[]): Relay | null {
  const { fabric } = paths;
  const { vertexIds, hostIds, hostOf } = fabric;
  const [a, b] = [as[0]!, bs[0]!];
  // Two hosts have all their NICs in the lists: there is nothing left to hand over to.
  if (hostOf[a] === hostOf[b] || as.length > 1 || bs.length > 1) return null;
  const siblings = (e: number) =>
    [...hostOf.keys()].filter((other) => hostOf[other] === hostOf[e] && other !== e);
  const handOver = (from: number, to: number): HandOver[] =>
    from === to
      ? []
      : [{ host: hostIds[hostOf[from]!]!, from: vertexIds[from]!, to: vertexIds[to]! }];
  const [others, targets] = [siblings(a), siblings(b)];
  const ways = [
    meetings(fabric, others, [b]),
    meetings(fabric, [a], targets),
    meetings(fabric, others, targets),
  ];
  for (const pairs of ways) {
    let best: Relay | null = null;
    for (const [x, y, plane] of pairs) {
      const path = paths.between(x, y, plane);
      if (!path || (best && path.hops >= best.path.hops)) continue;
      best = { handOvers: [...handOver(a, x), ...handOver(y, b)], path };
    }
    if (best) return best;
  }
  return null;
}
