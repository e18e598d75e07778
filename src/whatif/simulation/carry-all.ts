import type { PlaneTraffic } from '../../flow/routing/plane-traffic.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { present } from '../../std/assert.js';
import { groupBy } from '../../std/group.js';
import { UnionFind } from '../../std/union-find.js';
import type { Flights } from '../../traffic/flights.js';
import type { Meeting } from '../../traffic/meeting.js';
import { bySpeed, type PlaneShares, pairsByPlane, weighted } from '../../traffic/plane-shares.js';
import type { Site } from './site.js';
import type { Carried } from './transport.js';

export interface CarriedAll {
  readonly lowerUs: number;
  readonly upperUs: number;
  readonly unrouted: number;
  /** How planes share it. */
  readonly shares: PlaneShares;
}

/** What is sent, by how planes share it, and in which planes the NICs of its messages meet. */
export interface Shared {
  readonly trafficOf: (shares: PlaneShares) => ReadonlyMap<number, PlaneTraffic>;
  readonly meetings: readonly (readonly Meeting[])[];
}

export const sharedFlights = ({ domains }: Site, flights: Flights): Shared => ({
  trafficOf: (shares) => pairsByPlane(flights, shares, domains.domainOfNic),
  meetings: flights.meetings,
});

type ByPlane = ReadonlyMap<number, Carried>;

/** One round levels planes that all messages can take; where messages differ in that, a few come near. */
const mostRounds = 8;

/**
 * What all planes have to carry, added to `bytes` by channel. A routing that balances spreads what several
 * planes can carry so that these need as long: if each takes a share of everything, the best shares
 * are in proportion to 1 ÷ (time with all of it), since some plane gets more than that under any others.
 */
export function carryAll(
  site: Site,
  { trafficOf, meetings }: Shared,
  bytes: Float64Array,
): CarriedAll | NotRouted {
  let shares = bySpeed;
  let best = carryBy(site, trafficOf(shares));
  if ('reason' in best) return best;
  const parts = partsOf(site, meetings);
  if (parts.length > 0) {
    const weights = new Map<number, number>();
    let last = best;
    for (
      let round = 0;
      round < mostRounds && !parts.every((part) => isLevel(last, part));
      round++
    ) {
      for (const [plane, { upperUs }] of last) {
        if (upperUs > 0) weights.set(plane, (weights.get(plane) ?? 1) / upperUs);
      }
      const tried = weighted(new Map(weights));
      const next = carryBy(site, trafficOf(tried));
      if ('reason' in next) return next;
      last = next;
      if (upperOf(next) >= upperOf(best) * (1 - 1e-12)) break;
      [best, shares] = [next, tried];
    }
  }
  let unrouted = 0;
  for (const [plane, one] of best) {
    unrouted += one.unrouted;
    const { cables } = site.fabric.planes[plane]!;
    for (let i = 0; i < one.bytes.length; i++) {
      bytes[2 * cables[i >> 1]! + (i & 1)]! += one.bytes[i]!;
    }
  }
  return { lowerUs: lowerOf(best, parts), upperUs: upperOf(best), unrouted, shares };
}

function carryBy(
  { transport, fabric }: Site,
  traffic: ReadonlyMap<number, PlaneTraffic>,
): Map<number, Carried> | NotRouted {
  const carried = new Map<number, Carried>();
  const carry = present(transport.carry, 'a routing of all flows together');
  for (const [plane, one] of traffic) {
    const found = carry(plane, one);
    if ('reason' in found) return { reason: `${fabric.planes[plane]!.id}: ${found.reason}` };
    carried.set(plane, found);
  }
  return carried;
}

const upperOf = (carried: ByPlane): number =>
  Math.max(0, ...Array.from(carried.values(), ({ upperUs }) => upperUs));

/** Planes between which messages can choose, directly or by way of others; none where a routing does not balance. */
function partsOf(
  { transport, fabric }: Site,
  meetings: readonly (readonly Meeting[])[],
): readonly (readonly number[])[] {
  if (!transport.balances) return [];
  const joined = new UnionFind(fabric.planes.length);
  for (const [first, ...others] of meetings) {
    for (const { plane } of others) joined.union(first!.plane, plane);
  }
  const roots = joined.representatives();
  const parts = groupBy(roots.keys(), (plane) => roots[plane]);
  return [...parts.values()].filter(({ length }) => length > 1);
}

/**
 * Whatever weights are put on planes that share, one of them has the largest relative to those of now: of all that
 * can take it, it then carries at least as much as now, and needs at least as long. So the least of the lower ends of a
 * part holds for all splits that are alike for all NICs; and where planes end together, theirs.
 */
function lowerOf(carried: ByPlane, parts: readonly (readonly number[])[]): number {
  const shared = new Set(parts.flat());
  const ends = Array.from(carried, ([plane, { lowerUs }]) => (shared.has(plane) ? 0 : lowerUs));
  const ofParts = parts.map((part) => {
    const lowers = part.map((plane) => carried.get(plane)?.lowerUs ?? 0);
    return isLevel(carried, part) ? Math.max(...lowers) : Math.min(...lowers);
  });
  return Math.max(0, ...ends, ...ofParts);
}

const isLevel = (carried: ByPlane, part: readonly number[]): boolean => {
  const all = part.map((plane) => carried.get(plane)?.upperUs ?? 0);
  return Math.max(...all) <= Math.min(...all) * (1 + 1e-9);
};
