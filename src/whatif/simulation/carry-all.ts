import type { PlaneTraffic } from '../../flow/routing/plane-traffic.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { present } from '../../std/assert.js';
import { bySpeed, type PlaneShares, weighted } from '../../traffic/plane-shares.js';
import type { Site } from './site.js';
import type { Carried } from './transport.js';

export interface CarriedAll {
  readonly lowerUs: number;
  readonly upperUs: number;
  readonly unrouted: number;
}

type ByPlane = ReadonlyMap<number, Carried>;

/** Looks for better shares of planes are worth it twice: the second one corrects what is not proportional. */
const rounds = 2;

/**
 * What all planes have to carry, added to `bytes` by channel. A routing that balances spreads what several
 * planes can carry so that these need as long: if each takes a share of everything, the best shares
 * are in proportion to 1 ÷ (time with all of it).
 */
export function carryAll(
  site: Site,
  trafficOf: (shares: PlaneShares) => ReadonlyMap<number, PlaneTraffic>,
  bytes: Float64Array,
): CarriedAll | NotRouted {
  let best = carryBy(site, trafficOf(bySpeed));
  if ('reason' in best) return best;
  if (site.transport.balances && sharesPlanes(site)) {
    const weights = new Map<number, number>();
    let last = best;
    for (let round = 0; round < rounds && !isLevel(last); round++) {
      for (const [plane, { upperUs }] of last) {
        if (upperUs > 0) weights.set(plane, (weights.get(plane) ?? 1) / upperUs);
      }
      const next = carryBy(site, trafficOf(weighted(new Map(weights))));
      if ('reason' in next) return next;
      last = next;
      if (upperOf(next) < upperOf(best)) best = next;
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
  return { lowerUs: lowerOf(site, best), upperUs: upperOf(best), unrouted };
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

/**
 * Where planes share, any other shares that are alike for all NICs give one of the planes at least as much as
 * now, which then needs at least as long: the least of their lower ends holds for all of them.
 */
function lowerOf(site: Site, carried: ByPlane): number {
  const ends = Array.from(carried.values(), ({ lowerUs }) => lowerUs);
  const isShared = site.transport.balances && sharesPlanes(site) && !isLevel(carried);
  return isShared ? Math.min(...ends) : Math.max(0, ...ends);
}

const isLevel = (carried: ByPlane): boolean => {
  const all = Array.from(carried.values(), ({ upperUs }) => upperUs).filter((us) => us > 0);
  return Math.max(...all) <= Math.min(...all) * (1 + 1e-9);
};

/** Whether some NIC has ports in several planes. */
function sharesPlanes({ gpus, fabric }: Site): boolean {
  const { portOffsets } = fabric;
  return gpus.nics.some((list) =>
    list.some((nic) => portOffsets[nic + 1]! - portOffsets[nic]! > 1),
  );
}
