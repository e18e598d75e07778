import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';

/**
 * A plane as those see it who prove its lower ends: what sends and receives, what passes on, and by
 * which live cables. Everything is by vertex or cable of the fabric. Switches pass on, and so do
 * endpoints that relay and are not halved; cables between two endpoints are left out, which takes
 * from a cut at most.
 */
export interface SeenPlane {
  /** Endpoints that are halved (N). */
  readonly endpoints: Int32Array;
  /** Live cables between two that pass on. */
  readonly links: Int32Array;
  /** Entries `offsets[v]` … of `ways` and `heads`: the links of v, and their other ends. */
  readonly offsets: Int32Array;
  readonly ways: Int32Array;
  readonly heads: Int32Array;
  /** By live cable between a halved endpoint and one that passes on: these two, and its Gb/s. */
  readonly accessEnd: Int32Array;
  readonly accessAt: Int32Array;
  readonly accessGbps: Float64Array;
}

/** @param among the endpoints that are halved, null: all of the plane */
export function seenPlane(
  { lower, upper, endpointCount, vertexCount }: CompactFabric,
  capacity: Float64Array,
  { endpoints: ofPlane, cables, relays }: CompactPlane,
  among: EndpointSet | null,
): SeenPlane {
  const passesOn = new Uint8Array(vertexCount).fill(relays ? 1 : 0);
  passesOn.fill(1, endpointCount);
  const endpoints = ofPlane.filter((e) => !among || among.has[e] === 1);
  const halved = new Uint8Array(vertexCount);
  for (const e of endpoints) {
    halved[e] = 1;
    passesOn[e] = 0;
  }
  const links = new Int32Array(cables.length);
  const access = new Int32Array(cables.length);
  let [linkCount, accessCount] = [0, 0];
  for (let i = 0; i < cables.length; i++) {
    const cable = cables[i]!;
    const [a, b] = [lower[cable]!, upper[cable]!];
    if (!(capacity[cable]! > 0) || a === b) continue;
    const carriers = passesOn[a]! + passesOn[b]!;
    if (carriers === 2) links[linkCount++] = cable;
    else if (carriers === 1 && halved[a]! + halved[b]! === 1) access[accessCount++] = cable;
  }
  const accessEnd = access.slice(0, accessCount);
  const accessAt = new Int32Array(accessCount);
  const accessGbps = new Float64Array(accessCount);
  for (let i = 0; i < accessCount; i++) {
    const cable = accessEnd[i]!;
    const [a, b] = [lower[cable]!, upper[cable]!];
    accessEnd[i] = halved[a] === 1 ? a : b;
    accessAt[i] = halved[a] === 1 ? b : a;
    accessGbps[i] = capacity[cable]!;
  }
  const live = links.slice(0, linkCount);
  const found = incidence(lower, upper, vertexCount, live);
  return { endpoints, links: live, ...found, accessEnd, accessAt, accessGbps };
}

function incidence(lower: Int32Array, upper: Int32Array, vertexCount: number, links: Int32Array) {
  const offsets = new Int32Array(vertexCount + 1);
  for (const cable of links) {
    offsets[lower[cable]! + 1]!++;
    offsets[upper[cable]! + 1]!++;
  }
  for (let v = 0; v < vertexCount; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice(0, vertexCount);
  const ways = new Int32Array(2 * links.length);
  const heads = new Int32Array(2 * links.length);
  for (const cable of links) {
    const [a, b] = [lower[cable]!, upper[cable]!];
    ways[next[a]!] = cable;
    heads[next[a]!++] = b;
    ways[next[b]!] = cable;
    heads[next[b]!++] = a;
  }
  return { offsets, ways, heads };
}

/** The sum of so many of the smallest rates of some endpoints, Gb/s; `rates` is by vertex. */
export function leastRates(rates: Float64Array, endpoints: Int32Array, count: number): number {
  const sorted = Float64Array.from(endpoints, (e) => rates[e]!).sort();
  let sum = 0;
  for (let i = 0; i < count; i++) sum += sorted[i]!;
  return sum;
}
