import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { type ListedTurn, orbitsUnder, type SeenBundles, seenBundles } from './bundles.js';
import { leastRates, type SeenPlane, seenPlane } from './plane.js';

/**
 * What proves a bound by two-phase routing: how long a cable between two groups is to the search for
 * shortest paths, others being 1, and symmetries of the plane, so that loads are known from a few
 * switches. Without any all of them are walked.
 */
export interface TwoPhaseProof {
  readonly by: 'two-phase';
  readonly betweenGroups: number;
  /** Maps of switches by id; those that are not named stay where they are. */
  readonly turns: readonly ListedTurn[];
}

/** Vertices × bundles that are walked, so that no certificate takes for ever. */
const MOST_STEPS = 1e9;
/** Nothing in a network is longer. */
const LONGEST = 100;

/**
 * The bisection, Gb/s, that uniform traffic over shortest paths guarantees. Loads are those when every
 * switch u sends R_u · R_v / ΣR to every other v, R being what its endpoints emit; they fit x times. The
 * part min(1, x / 2) of any traffic then fits by way of all switches (Valiant); and where all
 * endpoints that have a rate have the same one, what a pairs with b of them on the other side have
 * fits if a·b of these N² pairs of 1 / N of the rate do, x times, up to all that a emit. Adds a reason
 * per defect; then the number means nothing.
 */
export function verifyTwoPhase(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  { betweenGroups, turns }: TwoPhaseProof,
  reasons: string[],
): number {
  if (!(Number.isInteger(betweenGroups) && betweenGroups >= 1 && betweenGroups <= LONGEST)) {
    reasons.push(`${betweenGroups} is no length between groups`);
    return 0;
  }
  const seen = seenPlane(fabric, capacity, plane, among);
  const bundles = seenBundles(fabric, capacity, seen);
  const emits = new Float64Array(fabric.vertexCount);
  const rates = new Float64Array(fabric.vertexCount);
  const inPart = strongestPart(seen, bundles);
  seen.accessGbps.forEach((gbps, i) => {
    if (inPart[seen.accessAt[i]!] === 0) return;
    emits[seen.accessAt[i]!]! += gbps;
    rates[seen.accessEnd[i]!]! += gbps;
  });
  const { vertexOrbit, bundleOrbit } = orbitsUnder(fabric, bundles, emits, turns, reasons);
  const walked = [...vertexOrbit.keys()].filter((v) => vertexOrbit[v] === v && emits[v]! > 0);
  if (walked.length * bundles.heads.length > MOST_STEPS) {
    reasons.push(`${walked.length} switches that no turn joins are too many to be walked`);
  }
  if (reasons.length > 0) return 0;
  const sizes = new Int32Array(fabric.vertexCount);
  for (const first of vertexOrbit) sizes[first]!++;
  const total = emits.reduce((sum, gbps) => sum + gbps, 0);
  const loads = new Float64Array(bundles.heads.length);
  for (const v of walked) {
    const share = (sizes[v]! * emits[v]!) / total;
    addLoads(bundles, betweenGroups, v, emits, share, bundleOrbit, loads);
  }
  const alike = new Int32Array(bundles.heads.length);
  for (const first of bundleOrbit) alike[first]!++;
  let fits = Number.POSITIVE_INFINITY;
  for (let i = 0; i < loads.length; i++) {
    if (loads[i]! > 0) fits = Math.min(fits, (bundles.gbps[i]! * alike[i]!) / loads[i]!);
  }
  return crossing(seen.endpoints, rates, fits);
}

/** What crosses any halves of some endpoints if their uniform traffic fits so many times. */
function crossing(endpoints: Int32Array, rates: Float64Array, fits: number): number {
  const half = Math.floor(endpoints.length / 2);
  const byAll = Math.min(1, fits / 2) * leastRates(rates, endpoints, half);
  const alive = endpoints.filter((e) => rates[e]! > 0);
  const fewer = half - (endpoints.length - alive.length);
  const rate = rates[alive[0] ?? 0]!;
  if (fewer <= 0 || alive.some((e) => rates[e] !== rate)) return byAll;
  const others = alive.length - fewer;
  return Math.max(byAll, Math.min(rate * fewer, (fits * rate * fewer * others) / alive.length));
}

/** By vertex: 1 in the connected part whose endpoints have most Gb/s, the first of equal ones. */
function strongestPart(
  { accessAt, accessGbps }: SeenPlane,
  { offsets, heads }: SeenBundles,
): Uint8Array {
  const partOf = new Int32Array(offsets.length - 1).fill(-1);
  let parts = 0;
  for (const root of accessAt.slice().sort()) {
    if (partOf[root] !== -1) continue;
    const members = [root];
    partOf[root] = parts;
    for (const v of members) {
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (partOf[heads[i]!] !== -1) continue;
        partOf[heads[i]!] = parts;
        members.push(heads[i]!);
      }
    }
    parts++;
  }
  const gbps = new Float64Array(parts);
  accessGbps.forEach((more, i) => {
    gbps[partOf[accessAt[i]!]!]! += more;
  });
  const strongest = gbps.indexOf(gbps.reduce((a, b) => Math.max(a, b), 0));
  return Uint8Array.from(partOf, (part) => (part >= 0 && part === strongest ? 1 : 0));
}

/** Adds by orbit what every vertex sends to one of them, over the shortest paths by capacity. */
function addLoads(
  { offsets, heads, gbps, between }: SeenBundles,
  betweenGroups: number,
  target: number,
  emits: Float64Array,
  share: number,
  bundleOrbit: Int32Array,
  loads: Float64Array,
): void {
  const lengthOf = (bundle: number) => (between[bundle] === 1 ? betweenGroups : 1);
  const distance = new Float64Array(emits.length).fill(Number.POSITIVE_INFINITY);
  distance[target] = 0;
  const byDistance: number[][] = [[target]];
  for (let at = 0; at < byDistance.length; at++) {
    for (const v of byDistance[at] ?? []) {
      if (distance[v]! < at) continue;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const [head, farther] = [heads[i]!, at + lengthOf(i)];
        if (distance[head]! <= farther) continue;
        distance[head] = farther;
        const there = byDistance[farther];
        if (there) there.push(head);
        else byDistance[farther] = [head];
      }
    }
  }
  const passes = emits.map((each) => each * share);
  for (const [at, vertices] of [...byDistance.entries()].reverse()) {
    for (const v of at > 0 ? (vertices ?? []) : []) {
      if (distance[v]! < at || passes[v] === 0) continue;
      const nearer: number[] = [];
      let total = 0;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (distance[heads[i]!]! + lengthOf(i) !== at) continue;
        nearer.push(i);
        total += gbps[i]!;
      }
      for (const i of nearer) {
        const sent = (passes[v]! * gbps[i]!) / total;
        loads[bundleOrbit[i]!]! += sent;
        passes[heads[i]!]! += sent;
      }
    }
  }
}
