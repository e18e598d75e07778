import type { Subject } from '../check/checker.js';
import type { CompactFabric } from '../fabric/compact.js';
import { endpointSet } from '../fabric/endpoint-set.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import type { ThroughputCertificate } from '../flow/certify/throughput.js';
import type { LinearSolver } from '../flow/linear-program.js';
import { isExact } from '../flow/rates.js';
import { turnsOf } from '../flow/symmetry/turns.js';
import { turnsWithin } from '../flow/symmetry/turns-within.js';
import { certifiedThroughput } from '../flow/throughput/certificate.js';
import { type Demands, givenDemands } from '../flow/throughput/demands.js';
import { type Limit, limitOf } from '../flow/throughput/limit.js';
import { longestMatching } from '../flow/throughput/longest-matching.js';
import { boundOf, type Throughput, throughputOf } from '../flow/throughput/throughput.js';
import { type TrafficNetwork, trafficNetwork } from '../flow/throughput/traffic-network.js';
import { identicalPlanes } from '../measure/identical-planes.js';
import { FabricState } from '../measure/state.js';
import type { HostDemand } from '../traffic/host-traffic.js';
import { inPlanes, type VertexDemand } from '../traffic/in-planes.js';
import type { Misunderstood, WhatIf } from './answer.js';
import { faultAnswer } from './fault-answer.js';
import { type Routings, routingsOf } from './routings.js';

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
  /** Fixed routings, of uniform all-to-all. */
  readonly routings?: Routings;
  /** There are too many switches for a longest matching. */
  readonly tooMany?: boolean;
  /** The first plane that is the same, cable by cable: it was measured instead. */
  readonly sameAs?: string;
}

export interface PlaneSetThroughput {
  /** The least of its planes, 0 if hosts are apart; null if nothing is sent in it. */
  readonly throughput: Fits | null;
  /** Pairs of hosts of which one sends to the other and that meet in no plane of the set. */
  readonly apart: readonly string[];
}

export interface ThroughputAnswer {
  readonly faults: WhatIf['faults'];
  readonly traffic: 'uniform' | 'longest-matching' | 'given';
  readonly planes: readonly PlaneThroughput[];
  readonly planeSets: Readonly<Record<string, PlaneSetThroughput>>;
  /** Of every plane that is not the same as another one; made and verified when they are asked for. */
  readonly certificates: () => readonly ThroughputCertificate[];
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
  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  // On its own: what stands in a certificate has to be true with the faults.
  const state = new FabricState(fabric, capacity, null, null, solve);
  const networks = fabric.planes.map((_, p) => trafficNetwork(fabric, capacity, p));
  const sets = fabric.planeSets.map(({ planes }) => {
    if (typeof traffic === 'string') return null;
    const attached = planes.map((p) => trafficNetwork(fabric, capacity, p, null, 'attached'));
    return inPlanes(fabric, attached, traffic);
  });
  const representatives = identicalPlanes(fabric, capacity);
  const planes: PlaneThroughput[] = [];
  const certificates: (() => ThroughputCertificate)[] = [];
  fabric.planes.forEach(({ id, planeSet }, p) => {
    const sameAs = typeof traffic === 'string' ? planes[representatives[p]!] : undefined;
    if (sameAs) {
      planes.push({ ...sameAs, plane: id, sameAs: sameAs.plane });
      return;
    }
    const network = networks[p]!;
    const given = sets[planeSet]?.demands[fabric.planeSets[planeSet]!.planes.indexOf(p)] ?? null;
    const pairs = traffic === 'longest-matching' ? matchingOf(network) : given;
    const found =
      traffic === 'uniform' ? state.throughput(p) : underPairs(fabric, capacity, p, pairs, solve);
    const answer = answerOf(fabric, network, found);
    const routings =
      traffic === 'uniform' && answer.throughput
        ? { routings: routingsOf(fabric, capacity, p, answer.throughput.upper) }
        : {};
    const tooMany = traffic === 'longest-matching' && pairs === null ? { tooMany: true } : {};
    planes.push({ ...answer, ...routings, ...tooMany });
    if (found) certificates.push(found.certificate);
  });
  const ofSet = (set: number): PlaneSetThroughput => {
    const apart = sets[set]?.apart ?? [];
    const members = fabric.planeSets[set]!.planes;
    return {
      throughput:
        apart.length > 0
          ? { lower: 0, upper: 0, exact: true }
          : least(members.flatMap((p) => planes[p]!.throughput ?? [])),
      apart: apart.map(({ from, to }) => `${fabric.hostIds[from]} to ${fabric.hostIds[to]}`),
    };
  };
  return {
    faults: faults.map(faultAnswer),
    traffic: typeof traffic === 'string' ? traffic : 'given',
    planes,
    planeSets: Object.fromEntries(fabric.planeSets.map(({ id }, set) => [id, ofSet(set)])),
    certificates: () => certificates.map((make) => make()),
  };
}

interface PlaneFound {
  readonly network: TrafficNetwork;
  readonly demands: Demands;
  readonly found: Throughput;
  readonly certificate: () => ThroughputCertificate;
}

/** The longest matching, by vertices of the fabric; null: there are too many switches. */
function matchingOf(network: TrafficNetwork): readonly VertexDemand[] | null {
  const { endpoints } = network;
  return (
    longestMatching(network)?.map(({ from, to, gbps }) => ({
      from: endpoints[from]!,
      to: endpoints[to]!,
      gbps,
    })) ?? null
  );
}

/** What is sent in a plane under other traffic than uniform: who sends or receives takes part. */
function underPairs(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  pairs: readonly VertexDemand[] | null,
  solve: LinearSolver,
): PlaneFound | null {
  if (!pairs || pairs.length === 0) return null;
  const among = endpointSet(
    pairs.flatMap(({ from, to }) => [from, to]),
    fabric.endpointCount,
  );
  const network = trafficNetwork(fabric, capacity, plane, among, 'attached');
  const placeOf = new Map(Array.from(network.endpoints, (e, place) => [e, place]));
  const demands = givenDemands(
    network,
    pairs.map(({ from, to, gbps }) => ({ from: placeOf.get(from)!, to: placeOf.get(to)!, gbps })),
  );
  const turns = turnsWithin(network.vertexOf, turnsOf(fabric));
  const found = throughputOf(network, demands, solve, turns);
  const id = (v: number) => fabric.vertexIds[v]!;
  const traffic = () => pairs.map(({ from, to, gbps }) => ({ from: id(from), to: id(to), gbps }));
  const certificate = () =>
    certifiedThroughput(fabric, capacity, network, found, { traffic: traffic() });
  return { network, demands, found, certificate };
}

function answerOf(
  fabric: CompactFabric,
  { plane, endpoints, leftOut }: TrafficNetwork,
  what: PlaneFound | null,
): PlaneThroughput {
  const answer = {
    plane: fabric.planes[plane]!.id,
    endpoints: endpoints.length,
    endpointsLeftOut: leftOut,
  };
  if (!what) return { ...answer, throughput: null, limit: null, byHops: null };
  const { network, demands, found } = what;
  const { lower, upper, classes } = found;
  const byHops = boundOf(
    network,
    demands,
    classes,
    classes.gbps.map(() => 1),
  );
  return {
    ...answer,
    throughput: { lower, upper, exact: isExact(lower, upper) },
    limit: limitOf(fabric, network, demands, found),
    byHops: Number.isFinite(byHops) ? byHops : null,
  };
}

function least(all: readonly Fits[]): Fits | null {
  if (all.length === 0) return null;
  const lower = Math.min(...all.map((one) => one.lower));
  const upper = Math.min(...all.map((one) => one.upper));
  return { lower, upper, exact: isExact(lower, upper) };
}
