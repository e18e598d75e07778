import type { CompactFabric } from '../../fabric/compact.js';
import { BYTES_PER_US } from '../../std/units.js';
import type { LinearSolver } from '../linear-program.js';
import { hasDirectCable } from '../routing/ecmp.js';
import type { ChannelBytes, PlaneTraffic } from '../routing/plane-traffic.js';
import { directCable, type NotRouted } from '../routing/routed.js';
import { bestSplit } from './best-split.js';
import { GroupSteps } from './even-split.js';
import { ownCables } from './own-cables.js';
import type { ShortestSteps } from './shortest-steps.js';
import { sprayGroups } from './spray-groups.js';
import { type SprayNetwork, sprayNetwork } from './spray-network.js';
import { startDemands } from './start-demands.js';

/** Arcs that may be looked at for one plane, as for ECMP; pairs of starts, whose bytes are kept. */
const MOST_LOOKS = 4e9;
const MOST_PAIRS = 5e7;

/**
 * Packets that may take any cable in use on a shortest way, in hops, to their target, split as is best for the
 * traffic at hand: what adaptive routing and packet spraying come to if they balance perfectly.
 */
export interface Adaptive extends ChannelBytes {
  /**
   * All of the traffic can be moved in `upper` µs, by these bytes on every channel, and on shortest ways not in
   * less than `lower` µs, which `prices` prove, or the cables of an endpoint.
   */
  readonly lower: number;
  readonly upper: number;
  /**
   * By channel, as `bytes`, a price for each byte: what all that is sent has to pay at least, over Σ Gb/s × price, is
   * a time. Those of endpoints on one switch have none.
   */
  readonly prices: Float64Array;
  readonly splits: Splits;
}

/** Who shares out what how. */
export interface Splits {
  readonly network: SprayNetwork;
  /** By group of targets (spray-groups.ts): its starts. */
  readonly groups: readonly (readonly number[])[];
  /** By group; null: everything in proportion to capacity. */
  readonly flows: readonly GroupSplit[] | null;
}

export interface GroupSplit {
  readonly steps: ShortestSteps;
  /** Bytes by step. */
  readonly flow: Float64Array;
}

/**
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 * @param solve for small programs that are not settled otherwise; null: ends may then stay apart
 */
export function adaptiveBytes(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  traffic: PlaneTraffic,
  solve: LinearSolver | null,
): Adaptive | NotRouted {
  const network = adaptiveNetwork(fabric, capacity, plane);
  return 'reason' in network ? network : adaptiveOn(network, traffic, solve);
}

/** What does not depend on the traffic, for many questions about one plane. */
export function adaptiveNetwork(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): SprayNetwork | NotRouted {
  if (!fabric.planes[plane]!.relays && hasDirectCable(fabric, capacity, plane)) return directCable;
  const network = sprayNetwork(fabric, capacity, plane);
  return network.sends.length ** 2 > MOST_PAIRS ? { reason: 'it has too many targets' } : network;
}

/** The same as `adaptiveBytes`, on a network that is known. */
export function adaptiveOn(
  network: SprayNetwork,
  traffic: PlaneTraffic,
  solve: LinearSolver | null,
): Adaptive | NotRouted {
  const { capacity } = network;
  const demands = startDemands(network, traffic);
  const groups = sprayGroups(network, demands);
  if (groups.length * network.tails.length > MOST_LOOKS) {
    return { reason: 'it has too many targets' };
  }
  const own = ownCables(network, demands);
  const steps = new GroupSteps(network, demands, groups);
  const { load, prices: ofArcs, lower, upper, flows } = bestSplit(steps, own.time, solve);
  const { bytes } = own;
  const prices = new Float64Array(bytes.length);
  for (let arc = 0; arc < load.length; arc++) {
    for (let i = network.cableStart[arc]!; i < network.cableStart[arc + 1]!; i++) {
      const channel = network.channels[i]!;
      const at = 2 * network.placeOfCable[channel >> 1]! + (channel & 1);
      bytes[at] = load[arc]! * (capacity[channel >> 1]! / network.gbps[arc]!);
      prices[at] = ofArcs[arc]!;
    }
  }
  return {
    bytes,
    unrouted: demands.unrouted,
    lower: lower / BYTES_PER_US,
    upper: upper / BYTES_PER_US,
    prices,
    splits: { network, groups, flows },
  };
}
