import type { CompactFabric } from '../fabric/compact.js';
import { dModKAllToAll } from '../flow/routing/d-mod-k.js';
import { ecmpAllToAll } from '../flow/routing/ecmp.js';
import type { NotRouted, RoutedAllToAll } from '../flow/routing/routed.js';
import { assert } from '../std/assert.js';

/** What a fixed routing makes of uniform all-to-all in a plane. */
export type RoutedThroughput =
  | {
      readonly throughput: number;
      /** Relative to what fits at most: 1 if no routing does better. */
      readonly ofOptimum: number;
      /** Ordered pairs of endpoints without a route. */
      readonly unrouted: number;
      /** The fullest cable, in which direction, how many directions are as full, and Gb/s at t = 1. */
      readonly worst: {
        readonly cable: string;
        readonly up: boolean;
        readonly count: number;
        readonly gbps: number;
        readonly capacityGbps: number;
      };
    }
  | NotRouted;

export interface Routings {
  /** Every switch spreads evenly over its cables on shortest paths (equal-cost multi-path). */
  readonly ecmp: RoutedThroughput;
  /** The target alone decides the way up (static routing of InfiniBand fat-trees). */
  readonly dModK: RoutedThroughput;
}

/** @param optimum what fits at most */
export const routingsOf = (
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  optimum: number,
): Routings => ({
  ecmp: of(ecmpAllToAll(fabric, capacity, plane), optimum),
  dModK: of(dModKAllToAll(fabric, capacity, plane), optimum),
});

function of(routed: RoutedAllToAll | NotRouted, optimum: number): RoutedThroughput {
  if ('reason' in routed) return routed;
  const { throughput, unrouted, worst } = routed;
  assert(throughput <= optimum * (1 + 1e-9), `${routed.routing} carries more than fits`);
  const [first] = worst.cables;
  return {
    throughput,
    ofOptimum: Math.min(1, throughput / optimum),
    unrouted,
    worst: {
      cable: first?.cable ?? '',
      up: first?.up ?? true,
      count: worst.count,
      gbps: worst.gbps,
      capacityGbps: worst.capacityGbps,
    },
  };
}
