import type { Subject } from '../check/checker.js';
import type { CompactFabric } from '../fabric/compact.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import type { ThroughputCertificate } from '../flow/certify-throughput.js';
import type { LinearSolver } from '../flow/linear-program.js';
import { isExact } from '../flow/rates.js';
import { throughputCertificate } from '../flow/throughput/certificate.js';
import {
  type Demands,
  type EndpointDemand,
  givenDemands,
  uniformDemands,
} from '../flow/throughput/demands.js';
import { type Limit, limitOf } from '../flow/throughput/limit.js';
import { longestMatching } from '../flow/throughput/longest-matching.js';
import { boundOf, throughputOf } from '../flow/throughput/throughput.js';
import { type TrafficNetwork, trafficNetwork } from '../flow/throughput/traffic-network.js';
import { FabricState } from '../measure/state.js';
import { present } from '../std/assert.js';
import type { HostDemand } from '../traffic/host-traffic.js';
import { inPlanes } from '../traffic/in-planes.js';
import type { Misunderstood, WhatIf } from './whatif.js';

/** Each endpoint to all others of its plane, to the one farthest away, or what hosts are said to send. */
export type TrafficQuestion = 'uniform' | 'longest-matching' | readonly HostDemand[];

/** Both ends proved; `exact` when they meet. 1: everything that is asked for fits. */
export interface Fits {
  readonly lower: number;
  readonly upper: number;
  readonly exact: boolean;
}

export interface PlaneThroughput {
  readonly plane: string;
  /** Endpoints that take part, and those that nothing joins with them. */
  readonly endpoints: number;
  readonly endpointsLeftOut: number;
  /** Null if nothing is sent in the plane. */
  readonly throughput: Fits | null;
  readonly limit: Limit | null;
  /**
   * What all cables together allow if everything goes the fewest hops: of the longest matching, the
   * bound of P. Namyar et al. ("A throughput-centric view of the performance of datacenter topologies",
   * 2021), for any traffic of that much per endpoint. Null if nothing is sent between switches.
   */
  readonly byHops: number | null;
  /** The first plane that is the same, cable by cable: it was measured instead. */
  readonly sameAs?: string;
}

export interface ThroughputAnswer {
  readonly faults: WhatIf['faults'];
  readonly traffic: 'uniform' | 'longest-matching' | 'given';
  readonly planes: readonly PlaneThroughput[];
  /** The least of the planes of each set; null if nothing is sent in it. */
  readonly planeSets: Readonly<Record<string, Fits | null>>;
  /** Pairs of hosts that send to each other and meet in no plane of a set. */
  readonly apart: readonly string[];
  readonly certificates: readonly ThroughputCertificate[];
}

/**
 * How much of some traffic fits a fabric under faults at once: the largest t such that t times all of it
 * can flow. In each plane set by itself, as if all of it went there.
 */
export function throughput(
  { fabric, healthy }: Subject,
  solve: LinearSolver,
  { fail, traffic }: { readonly fail: readonly string[]; readonly traffic: TrafficQuestion },
): ThroughputAnswer | readonly Misunderstood[] {
  const { faults, wrong } = readFaults(fabric, fail);
  if (wrong.length > 0) return wrong;
  const capacity =
    faults.length === 0 ? healthy.capacity : capacityAfter(fabric, faults, healthy.capacity);
  const state = new FabricState(fabric, capacity);
  const networks = fabric.planes.map((_, p) => trafficNetwork(fabric, capacity, p));
  const sets = fabric.planeSets.map(({ planes }) =>
    typeof traffic === 'string'
      ? null
      : inPlanes(
          fabric,
          planes.map((p) => networks[p]!),
          traffic,
        ),
  );
  const planes: PlaneThroughput[] = [];
  const certificates: ThroughputCertificate[] = [];
  fabric.planes.forEach(({ id, planeSet }, p) => {
    const twin = typeof traffic === 'string' ? state.representative(p) : p;
    const sameAs = planes[twin];
    if (sameAs) {
      planes.push({ ...sameAs, plane: id, sameAs: sameAs.plane });
      return;
    }
    const given = sets[planeSet]?.demands[fabric.planeSets[planeSet]!.planes.indexOf(p)];
    const asked = typeof traffic === 'string' ? traffic : present(given, 'traffic of a plane');
    const { answer, certificate } = ofPlane(fabric, networks[p]!, solve, asked);
    planes.push(answer);
    if (certificate) certificates.push(certificate);
  });
  const apart = sets.map((set) => set?.apart ?? []);
  return {
    faults: faults.map(({ text, parts }) => ({
      fault: text,
      parts: parts.length,
      first: parts[0]!.id,
    })),
    traffic: typeof traffic === 'string' ? traffic : 'given',
    planes,
    planeSets: Object.fromEntries(
      fabric.planeSets.map(({ id, planes: members }, set) => [
        id,
        apart[set]!.length > 0
          ? { lower: 0, upper: 0, exact: true }
          : least(members.flatMap((p) => planes[p]!.throughput ?? [])),
      ]),
    ),
    apart: apart.flat().map(({ from, to }) => `${fabric.hostIds[from]} to ${fabric.hostIds[to]}`),
    certificates,
  };
}

type PlaneTraffic = 'uniform' | 'longest-matching' | readonly EndpointDemand[];

function ofPlane(
  fabric: CompactFabric,
  network: TrafficNetwork,
  solve: LinearSolver,
  traffic: PlaneTraffic,
): { readonly answer: PlaneThroughput; readonly certificate: ThroughputCertificate | null } {
  const { endpoints, leftOut, plane } = network;
  const answer = {
    plane: fabric.planes[plane]!.id,
    endpoints: endpoints.length,
    endpointsLeftOut: leftOut,
    throughput: null,
    limit: null,
    byHops: null,
  };
  const demands = demandsOf(network, traffic);
  if (!demands || !Number.isFinite(demands.of.most)) return { answer, certificate: null };
  const found = throughputOf(network, demands.of, solve);
  const { lower, upper, classes } = found;
  const byHops = boundOf(
    network,
    demands.of,
    classes,
    classes.gbps.map(() => 1),
  );
  const pairs = demands.pairs?.map(({ from, to, gbps }) => ({
    from: fabric.vertexIds[endpoints[from]!]!,
    to: fabric.vertexIds[endpoints[to]!]!,
    gbps,
  }));
  return {
    answer: {
      ...answer,
      throughput: { lower, upper, exact: isExact(lower, upper) },
      limit: limitOf(fabric, network, demands.of, found),
      byHops: Number.isFinite(byHops) ? byHops : null,
    },
    certificate: throughputCertificate(fabric, network, found, { traffic: pairs ?? 'uniform' }),
  };
}

function demandsOf(
  network: TrafficNetwork,
  traffic: PlaneTraffic,
): { readonly of: Demands; readonly pairs?: readonly EndpointDemand[] } | null {
  if (network.endpoints.length < 2) return null;
  if (traffic === 'uniform') return { of: uniformDemands(network) };
  const pairs = traffic === 'longest-matching' ? longestMatching(network) : traffic;
  return pairs && { of: givenDemands(network, pairs), pairs };
}

function least(all: readonly Fits[]): Fits | null {
  if (all.length === 0) return null;
  const lower = Math.min(...all.map((one) => one.lower));
  const upper = Math.min(...all.map((one) => one.upper));
  return { lower, upper, exact: isExact(lower, upper) };
}
