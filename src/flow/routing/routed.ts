/**
 * Uniform all-to-all traffic of one plane under a fixed routing: each endpoint sends t times its rate
 * (Gb/s of its cables in use in the plane), spread evenly over the other endpoints of the largest part of
 * the plane (ties: that of the first endpoint). Loads are those of t = 1.
 */
export interface RoutedAllToAll {
  readonly routing: 'ecmp' | 'd-mod-k';
  /** Id of the plane. */
  readonly plane: string;
  /** Endpoints that send and receive. */
  readonly endpoints: number;
  /** Endpoints outside the largest part of the plane. */
  readonly leftOut: number;
  /**
   * The largest t at which no direction of a cable carries more than it can; at most 1, since nobody
   * sends more than its rate, and 0 if some pair has no route.
   */
  readonly throughput: number;
  /** Ordered pairs of endpoints between which the routing has no route. */
  readonly unrouted: number;
  /** The directions of cables with the most load relative to their speed. */
  readonly worst: WorstLoad;
  /** By pair of tiers and direction, in order of the tiers. */
  readonly tiers: readonly TierLoad[];
  /** Gb/s: entries 2i and 2i + 1 are of cable i of the plane, from its lower end up and down to it. */
  readonly loads: Float64Array;
}

export interface WorstLoad {
  readonly gbps: number;
  readonly capacityGbps: number;
  /** Ids of the first few such cables, and how many directions there are. */
  readonly cables: readonly { readonly cable: string; readonly up: boolean }[];
  readonly count: number;
}

/** Cables in use from one tier to another. */
export interface TierLoad {
  readonly from: string;
  readonly to: string;
  readonly cables: number;
  readonly meanGbps: number;
  readonly mostGbps: number;
}

/** Why a routing is not there for a plane, as the end of a sentence. */
export interface NotRouted {
  readonly reason: string;
}

/** Of planes in which nothing but switches passes traffic on: no routing counts with such a cable. */
export const directCable: NotRouted = {
  reason: 'a cable joins two endpoints without a switch',
};
