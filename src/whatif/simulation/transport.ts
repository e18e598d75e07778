import type { CompactFabric } from '../../fabric/compact.js';
import { adaptiveNetwork, adaptiveOn } from '../../flow/adaptive/adaptive.js';
import { adaptiveWays } from '../../flow/adaptive/adaptive-ways.js';
import type { LinearSolver } from '../../flow/linear-program.js';
import { dModKTables } from '../../flow/routing/d-mod-k-tables.js';
import type { ForwardingTables } from '../../flow/routing/forwarding-tables.js';
import { hashedEcmp } from '../../flow/routing/hashed-ecmp.js';
import type { PlaneTraffic, Sends } from '../../flow/routing/plane-traffic.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { tableBytes } from '../../flow/routing/table-bytes.js';
import { TableWalks } from '../../flow/routing/table-walks.js';
import { mix, mixSeed } from '../../std/mix.js';
import { BYTES_PER_US } from '../../std/units.js';

/** What some traffic comes to in a plane, once. */
export interface Carried {
  /** By channel of the plane: entries 2i and 2i + 1 are of its cable i, up and down. */
  readonly bytes: Float64Array;
  /** µs in which all of it can be moved: both ends, proved. */
  readonly lowerUs: number;
  readonly upperUs: number;
  /** Pairs without a way. */
  readonly unrouted: number;
}

/** The channels of single flows in a plane, and which share of each takes them. */
export interface Taken {
  readonly offsets: Int32Array;
  readonly channels: Int32Array;
  /** By entry; null: all of the flow. */
  readonly shares: Float64Array | null;
  readonly unrouted: number;
}

/** How a routing carries what is sent in the planes of a fabric. */
export interface Transport {
  /** All of some traffic together; null: every flow goes its own way. */
  readonly carry: ((plane: number, traffic: PlaneTraffic) => Carried | NotRouted) | null;
  /** @param traffic all that the step sends in the plane, for who looks at it */
  readonly take: (plane: number, sends: Sends, traffic: () => PlaneTraffic) => Taken | NotRouted;
  /** By which of so many planes in which its NICs meet a flow goes; null: by all of them. */
  readonly choose: ((key: number, count: number) => number) | null;
  /** Whether what goes by several planes is spread by how fast these are with it. */
  readonly balances: boolean;
}

const perPlane = <T>(make: (plane: number) => T): ((plane: number) => T) => {
  const known = new Map<number, T>();
  return (plane) => {
    const made = known.get(plane) ?? make(plane);
    known.set(plane, made);
    return made;
  };
};

/** Each flow by a hash (`hashed-ecmp.ts`). */
export function ecmpTransport(
  fabric: CompactFabric,
  capacity: Float64Array,
  seed: number,
): Transport {
  const salt = mixSeed(seed);
  const routerOf = perPlane((plane) => hashedEcmp(fabric, capacity, plane));
  return {
    carry: null,
    take: (plane, sends) => {
      const router = routerOf(plane);
      return 'reason' in router ? router : { ...router.ways(sends, seed), shares: null };
    },
    choose: (key, count) => (mix(key ^ salt) >>> 0) % count,
    balances: false,
  };
}

/** The target alone decides: by tables that are given, or d-mod-k. */
export function staticTransport(
  fabric: CompactFabric,
  capacity: Float64Array,
  given: ((plane: number) => ForwardingTables | NotRouted) | null,
): Transport {
  const tablesOf = perPlane((plane) =>
    given ? given(plane) : dModKTables(fabric, capacity, plane),
  );
  const walksOf = perPlane((plane) => {
    const tables = tablesOf(plane);
    return 'reason' in tables ? tables : new TableWalks(fabric, capacity, plane, tables);
  });
  return {
    carry: (plane, traffic) => {
      const tables = tablesOf(plane);
      if ('reason' in tables) return tables;
      const { bytes, unrouted } = tableBytes(fabric, capacity, plane, tables, traffic);
      const us = slowest(fabric, capacity, plane, bytes);
      return { bytes, lowerUs: us, upperUs: us, unrouted };
    },
    take: (plane, sends) => {
      const walks = walksOf(plane);
      return 'reason' in walks ? walks : { ...walks.ways(sends), shares: null };
    },
    choose: null,
    balances: false,
  };
}

/** Any cable on a shortest way, by the best split for what a step sends. */
export function adaptiveTransport(
  fabric: CompactFabric,
  capacity: Float64Array,
  solve: LinearSolver | null,
): Transport {
  const networkOf = perPlane((plane) => adaptiveNetwork(fabric, capacity, plane));
  const split = (plane: number, traffic: PlaneTraffic) => {
    const network = networkOf(plane);
    return 'reason' in network ? network : adaptiveOn(network, traffic, solve);
  };
  return {
    carry: (plane, traffic) => {
      const found = split(plane, traffic);
      if ('reason' in found) return found;
      const { bytes, lower, upper, unrouted } = found;
      return { bytes, lowerUs: lower, upperUs: upper, unrouted };
    },
    take: (plane, sends, traffic) => {
      const found = split(plane, traffic());
      return 'reason' in found ? found : adaptiveWays(found, sends);
    },
    choose: null,
    balances: true,
  };
}

/** µs that the channel needs longest for what it has to carry. */
function slowest(
  { planes }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  bytes: Float64Array,
): number {
  const { cables } = planes[plane]!;
  let most = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! > 0) most = Math.max(most, bytes[i]! / capacity[cables[i >> 1]!]!);
  }
  return most / BYTES_PER_US;
}
