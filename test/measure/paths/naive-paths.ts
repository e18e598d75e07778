import type { FabricGraph } from '../../../src/fabric/attributes.js';
import { endpointsOf, type Left } from '../naive.js';

/**
 * The definitions of paths taken literally, on the graph and by ids: nothing from src/measure and
 * nothing from the compact projection.
 */

/** What a path may use: cables of some planes that are in use, and switches that are not down. */
export interface Ground {
  readonly graph: FabricGraph;
  readonly planes: readonly string[];
  readonly left: Left;
  readonly down?: string;
  /** Endpoints pass traffic on, and those of a host are joined by links of one hop. */
  readonly viaHosts: boolean;
  /** Endpoints pass traffic on between their ports (BCube). */
  readonly relays?: boolean;
}

const isEndpoint = (graph: FabricGraph, id: string): boolean =>
  graph.getNodeAttribute(id, 'kind') === 'endpoint';

const passesOn = ({ viaHosts, relays = false }: Ground): boolean => viaHosts || relays;

export const endpointsIn = ({ graph, planes }: Ground): string[] => [
  ...new Set(planes.flatMap((plane) => endpointsOf(graph, plane))),
];

/** Neighbours of a vertex, one entry a cable. */
function waysFrom(ground: Ground): (id: string) => readonly string[] {
  const { graph, planes, left, down, viaHosts } = ground;
  const known = new Map<string, string[]>();
  const add = (a: string, b: string) => known.set(a, [...(known.get(a) ?? []), b]);
  graph.forEachEdge((cable, { plane }, a, b) => {
    if (!planes.includes(plane) || left(cable) <= 0 || a === down || b === down) return;
    add(a, b);
    add(b, a);
  });
  if (viaHosts) {
    const endpoints = endpointsIn(ground);
    const hostOf = (id: string) => graph.getNodeAttribute(id, 'host' as never) as string;
    for (const a of endpoints) {
      for (const b of endpoints) if (a !== b && hostOf(a) === hostOf(b)) add(a, b);
    }
  }
  return (id) => known.get(id) ?? [];
}

/** By vertex: hops from an endpoint, and on how many shortest paths. */
export function search(ground: Ground, from: string): Map<string, { hops: number; paths: number }> {
  const ways = waysFrom(ground);
  const found = new Map([[from, { hops: 0, paths: 1 }]]);
  for (const [id, { hops, paths }] of found) {
    if (id !== from && isEndpoint(ground.graph, id) && !passesOn(ground)) continue;
    for (const next of ways(id)) {
      const known = found.get(next);
      if (!known) found.set(next, { hops: hops + 1, paths });
      else if (known.hops === hops + 1) known.paths += paths;
    }
  }
  return found;
}

export interface NaiveLengths {
  readonly pairs: number;
  readonly joined: number;
  readonly averageHops: number | null;
  readonly diameterHops: number | null;
}

export function naiveLengths(ground: Ground): NaiveLengths {
  const endpoints = endpointsIn(ground);
  const lengths = endpoints.flatMap((a) => {
    const found = search(ground, a);
    return endpoints.flatMap((b) => (a !== b && found.has(b) ? [found.get(b)!.hops] : []));
  });
  const joined = lengths.length;
  return {
    pairs: endpoints.length * (endpoints.length - 1),
    joined,
    averageHops: joined === 0 ? null : lengths.reduce((x, y) => x + y, 0) / joined,
    diameterHops: joined === 0 ? null : Math.max(...lengths),
  };
}

/** Fewest and most shortest paths of pairs of endpoints that share no switch. */
export function naiveCounts(ground: Ground): { min: number; max: number } | null {
  const endpoints = endpointsIn(ground);
  const ways = waysFrom(ground);
  const counts = endpoints.flatMap((a) => {
    const found = search(ground, a);
    return endpoints.flatMap((b) =>
      a !== b && found.has(b) && !ways(a).some((s) => ways(b).includes(s))
        ? [found.get(b)!.paths]
        : [],
    );
  });
  return counts.length === 0 ? null : { min: Math.min(...counts), max: Math.max(...counts) };
}

/** Paths from a to b without a common cable: each cable is an arc of one unit in both directions. */
export function naiveDisjoint(ground: Ground, a: string, b: string): number {
  const { graph } = ground;
  const ways = waysFrom(ground);
  const used = new Map<string, number>();
  const free = (u: string, v: string) =>
    ways(u).filter((next) => next === v).length - (used.get(`${u} ${v}`) ?? 0);
  for (let flow = 0; ; flow++) {
    const cameFrom = new Map<string, string>([[a, a]]);
    for (const [u] of cameFrom) {
      if (u !== a && isEndpoint(graph, u) && !passesOn(ground)) continue;
      for (const v of ways(u)) if (!cameFrom.has(v) && free(u, v) > 0) cameFrom.set(v, u);
    }
    if (!cameFrom.has(b)) return flow;
    for (let v = b; v !== a; ) {
      const u = cameFrom.get(v)!;
      used.set(`${u} ${v}`, (used.get(`${u} ${v}`) ?? 0) + 1);
      used.set(`${v} ${u}`, (used.get(`${v} ${u}`) ?? 0) - 1);
      v = u;
    }
  }
}

/** The fewest of any pair that a path joins; null: no pair is. */
export function naiveFewestDisjoint(ground: Ground, vertices: readonly string[]): number | null {
  const found = vertices.flatMap((a, i) =>
    vertices
      .slice(i + 1)
      .map((b) => naiveDisjoint(ground, a, b))
      .filter((n) => n > 0),
  );
  return found.length === 0 ? null : Math.min(...found);
}
