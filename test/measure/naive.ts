import type { FabricGraph } from '../../src/fabric/attributes.js';

/**
 * The definitions of LANGUAGE section 5 taken literally, on the graph and by ids: nothing from
 * src/measure and nothing from the compact projection.
 */

/** Gb/s that a cable is left with. */
export type Left = (cable: string) => number;

/** By plane: the parts in order of their first endpoint, each the ids of its endpoints. */
export function naiveParts(graph: FabricGraph, plane: string, left: Left): string[][] {
  const relays = relaysIn(graph, plane);
  const usable = graph.filterEdges(
    (cable, attributes) => attributes.plane === plane && left(cable) > 0,
  );
  const joined = new Map<string, Set<string>>();
  const atEndpoint = new Map<string, string[]>();
  for (const cable of usable) {
    const [a, b] = [graph.source(cable), graph.target(cable)];
    if (isEndpoint(graph, a)) atEndpoint.set(a, [...(atEndpoint.get(a) ?? []), b]);
    if (relays || !isEndpoint(graph, a)) {
      joined.set(a, (joined.get(a) ?? new Set()).add(b));
      joined.set(b, (joined.get(b) ?? new Set()).add(a));
    }
  }
  const parts: { switches: Set<string>; endpoints: string[] }[] = [];
  for (const endpoint of endpointsOf(graph, plane)) {
    for (const leaf of atEndpoint.get(endpoint) ?? []) {
      let part = parts.find(({ switches }) => switches.has(leaf));
      if (!part) {
        part = { switches: flood(leaf, joined), endpoints: [] };
        parts.push(part);
      }
      if (!part.endpoints.includes(endpoint)) part.endpoints.push(endpoint);
    }
  }
  return parts.map(({ endpoints }) => endpoints);
}

/** Whether endpoints pass on what comes by one cable of a plane by another one. */
export const relaysIn = (graph: FabricGraph, plane: string): boolean =>
  graph.getAttribute('planeSets').some(({ planes, relays }) => relays && planes.includes(plane));

/** Endpoints that the attachment rule puts in a plane, in order of expansion. */
export function endpointsOf(graph: FabricGraph, plane: string): string[] {
  return graph.filterNodes(
    (_, attributes) => attributes.kind === 'endpoint' && attributes.portPlanes.includes(plane),
  );
}

export interface NaiveFacts {
  readonly endpointsCutOff: number;
  readonly endpointsCutOffPerHost: number;
  readonly hostsCutOff: number;
  readonly hostPairsCutOff: number;
}

/** What is cut off in a scope of planes; of some endpoints only, if these are given. */
export function naiveCutOff(
  graph: FabricGraph,
  planes: readonly string[],
  left: Left,
  among: (endpoint: string) => boolean = () => true,
): NaiveFacts {
  const inPlane = planes.map((plane) => {
    const parts = naiveParts(graph, plane, left);
    return { endpoints: endpointsOf(graph, plane), parts, main: mainPart(parts) };
  });
  const byHost = new Map<string, string[]>();
  for (const endpoint of new Set(inPlane.flatMap(({ endpoints }) => endpoints).filter(among))) {
    const host = hostOf(graph, endpoint);
    byHost.set(host, [...(byHost.get(host) ?? []), endpoint]);
  }
  const isCutOff = (endpoint: string) =>
    inPlane.every(
      ({ endpoints, main }) => !endpoints.includes(endpoint) || !main.includes(endpoint),
    );
  const cut = [...byHost.values()].map((endpoints) => endpoints.filter(isCutOff).length);
  const sizes = [...byHost.values()].map((endpoints) => endpoints.length);
  const hosts = [...byHost.keys()];
  const meet = (a: string, b: string) =>
    inPlane.some(({ parts }) =>
      parts.some((part) =>
        [a, b].every((host) => byHost.get(host)!.some((endpoint) => part.includes(endpoint))),
      ),
    );
  let hostPairsCutOff = 0;
  for (let i = 0; i < hosts.length; i++) {
    for (let j = 0; j < i; j++) if (!meet(hosts[i]!, hosts[j]!)) hostPairsCutOff++;
  }
  return {
    endpointsCutOff: cut.reduce((sum, n) => sum + n, 0),
    endpointsCutOffPerHost: Math.max(0, ...cut),
    hostsCutOff: cut.filter((n, h) => n === sizes[h]).length,
    hostPairsCutOff,
  };
}

/** The part with the most endpoints, at least two; the first of equals. */
export function mainPart(parts: readonly (readonly string[])[]): readonly string[] {
  const most = Math.max(2, ...parts.map((part) => part.length));
  return parts.find((part) => part.length === most) ?? [];
}

export const isEndpoint = (graph: FabricGraph, vertex: string): boolean =>
  graph.getNodeAttribute(vertex, 'kind') === 'endpoint';

function hostOf(graph: FabricGraph, endpoint: string): string {
  const attributes = graph.getNodeAttributes(endpoint);
  if (attributes.kind !== 'endpoint') throw new Error(`${endpoint} is no endpoint`);
  return attributes.host;
}

function flood(start: string, joined: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set([start]);
  for (const vertex of seen) for (const next of joined.get(vertex) ?? []) seen.add(next);
  return seen;
}

/** Hops in a plane from one vertex to all others; endpoints on the way pass on where they relay. */
export function naiveHops(
  graph: FabricGraph,
  plane: string,
  from: string,
  left: Left,
): Map<string, number> {
  const hops = new Map([[from, 0]]);
  for (const [vertex, depth] of hops) {
    if (vertex !== from && isEndpoint(graph, vertex) && !relaysIn(graph, plane)) continue;
    graph.forEachEdge(vertex, (cable, attributes, a, b) => {
      const next = a === vertex ? b : a;
      if (attributes.plane === plane && left(cable) > 0 && !hops.has(next))
        hops.set(next, depth + 1);
    });
  }
  return hops;
}
