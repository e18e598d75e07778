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
  const planes: string[] = [];
  let best: Path | null = null;
  for (const [a, b, plane] of meetings(fabric, as, bs)) {
    const path = shortestPath(graph, fabric, capacity, fabric.vertexIds[a]!, fabric.vertexIds[b]!);
    if (!path) continue;
    if (!planes.includes(plane)) planes.push(plane);
    if (!best || path.hops < best.hops) best = path;
  }
  const relay = best ? null : findRelay(graph, fabric, capacity, as, bs);
  return { path: best, planes, relay };
}

/** Pairs of endpoints that share a plane: the first of each plane is enough for two hosts. */
function meetings(
  fabric: CompactFabric,
  as: readonly number[],
  bs: readonly number[],
): [a: number, b: number, plane: string][] {
  const met: [number, number, string][] = [];
  for (const a of as) {
    for (const b of bs) {
      if (a === b) continue;
      for (const plane of planesOf(fabric, a)) {
        if (planesOf(fabric, b).includes(plane)) met.push([a, b, fabric.planes[plane]!.id]);
      }
    }
  }
  return met;
}

function planesOf({ portOffsets, portPlanes }: CompactFabric, e: number): number[] {
  return [...new Set(portPlanes.subarray(portOffsets[e]!, portOffsets[e + 1]!))];
}

/** The fewest hand-overs win, then the fewest hops; at the source rather than at the target. */
function findRelay(
  graph: FabricGraph,
  fabric: CompactFabric,
  capacity: Float64Array,
  as: readonly number[],
  bs: readonly number[],
): Relay | null {
  const { vertexIds, hostIds, hostOf } = fabric;
  const [a, b] = [as[0]!, bs[0]!];
  if (hostOf[a] === hostOf[b]) return null;
  const siblings = (e: number) =>
    [...hostOf.keys()].filter((other) => hostOf[other] === hostOf[e] && other !== e);
  const handOver = (from: number, to: number): HandOver[] =>
    from === to
      ? []
      : [{ host: hostIds[hostOf[from]!]!, from: vertexIds[from]!, to: vertexIds[to]! }];
  // Two hosts have all their NICs in the lists: there is nothing left to hand over to.
  const [others, targets] = [as, bs].map((list) => (list.length > 1 ? [] : siblings(list[0]!)));
  const ways = [
    others!.map((x) => [x, b] as const),
    targets!.map((y) => [a, y] as const),
    others!.flatMap((x) => targets!.map((y) => [x, y] as const)),
  ];
  for (const pairs of ways) {
    let best: Relay | null = null;
    for (const [x, y] of pairs) {
      if (meetings(fabric, [x], [y]).length === 0) continue;
      const path = shortestPath(graph, fabric, capacity, vertexIds[x]!, vertexIds[y]!);
      if (!path || (best && path.hops >= best.path.hops)) continue;
      best = { handOvers: [...handOver(a, x), ...handOver(y, b)], path };
    }
    if (best) return best;
  }
  return null;
}
