import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import type { ThroughputCertificate } from '../flow/certify/throughput.js';
import type { LinearSolver } from '../flow/linear-program.js';
import { isExact } from '../flow/rates.js';
import { turnsOf } from '../flow/symmetry/turns.js';
import { turnsWithin } from '../flow/symmetry/turns-within.js';
import { certifiedThroughput } from '../flow/throughput/certificate.js';
import { type Demands, uniformDemands } from '../flow/throughput/demands.js';
import {
  type Throughput,
  throughputOf,
  throughputOfShortestWays,
} from '../flow/throughput/throughput.js';
import { type TrafficNetwork, trafficNetwork } from '../flow/throughput/traffic-network.js';

/** How much of uniform all-to-all fits a plane, and what it was found of. */
export interface UniformThroughput {
  /** Both ends, relative to what endpoints send: their rate. */
  readonly lower: number;
  readonly upper: number;
  /** Whether the ends meet. */
  readonly exact: boolean;
  readonly network: TrafficNetwork;
  readonly demands: Demands;
  readonly found: Throughput;
  /** Made and verified when somebody asks for it. */
  readonly certificate: () => ThroughputCertificate;
}

/**
 * @param among the endpoints that send to each other, the others being idle; null: all of the plane
 * @returns null if there are not two endpoints that are joined
 */
export function uniformThroughput(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null,
  solve: LinearSolver,
): UniformThroughput | null {
  const network = trafficNetwork(fabric, capacity, plane, among);
  if (network.endpoints.length < 2) return null;
  const demands = uniformDemands(network);
  const found = throughputOf(
    network,
    demands,
    solve,
    turnsWithin(network.vertexOf, turnsOf(fabric)),
  );
  const { lower, upper } = found;
  return {
    lower,
    upper,
    exact: isExact(lower, upper),
    network,
    demands,
    found,
    certificate: () =>
      certifiedThroughput(fabric, capacity, network, found, {
        traffic: 'uniform',
        ...(among ? { among: idsOf(fabric, plane, among) } : {}),
      }),
  };
}

/** Symmetries of so many switches are found in some tenths of a second. */
const mostQuickSwitches = 2000;

/** Its ends alone. */
export type QuickThroughput = Pick<UniformThroughput, 'lower' | 'upper' | 'exact'>;

/** The same on shortest ways only; null likewise, undefined: there are too many. */
export function quickUniformThroughput(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): QuickThroughput | null | undefined {
  if (fabric.planes[plane]!.switches.length > mostQuickSwitches) return undefined;
  const network = trafficNetwork(fabric, capacity, plane);
  if (network.endpoints.length < 2) return null;
  const turns = turnsWithin(network.vertexOf, turnsOf(fabric));
  const ends = throughputOfShortestWays(network, uniformDemands(network), turns);
  return ends ? { ...ends, exact: isExact(ends.lower, ends.upper) } : undefined;
}

/** Those of a set that are in a plane. */
const idsOf = (
  { planes, vertexIds }: CompactFabric,
  plane: number,
  { has }: EndpointSet,
): readonly string[] =>
  Array.from(planes[plane]!.endpoints)
    .filter((e) => has[e] === 1)
    .map((e) => vertexIds[e]!);
