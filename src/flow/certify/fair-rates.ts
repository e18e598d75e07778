import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { Flows } from '../fluid/flows.js';
import { verifyMaxMin } from './max-min.js';
import { differ, ROUNDING } from './number.js';

/**
 * Evidence that flows of a plane on fixed routes have these max-min fair rates, the lowest of which is the
 * value. `verifyFairRates` imports nothing of the code that found them.
 */
export interface MaxMinCertificate {
  readonly kind: 'max-min';
  /** Id of the plane. */
  readonly subject: string;
  readonly value: number;
  readonly unit: 'Gb/s';
  readonly flows: readonly RatedFlow[];
}

export interface RatedFlow {
  /** Ids of endpoints. */
  readonly from: string;
  readonly to: string;
  readonly gbps: number;
  readonly route: readonly RouteCable[];
  /** The place in the route of a full cable on which no flow is faster. */
  readonly bottleneck: number;
}

export interface RouteCable {
  readonly cable: string;
  /** From its lower end to its upper one. */
  readonly up: boolean;
  /** Which share of the flow goes this way; absent: all of it. */
  readonly share?: number;
}

/**
 * Why a certificate does not hold, one reason per defect; empty = it holds.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead: the one that the certificate is about
 */
export function verifyFairRates(
  fabric: CompactFabric,
  capacity: Float64Array,
  certificate: MaxMinCertificate,
): readonly string[] {
  const { kind, unit, subject, value, flows } = certificate;
  const reasons: string[] = [];
  if (kind !== 'max-min') reasons.push(`the kind is ${kind}, not max-min`);
  if (unit !== 'Gb/s') reasons.push(`the unit is ${unit}, not Gb/s`);
  const plane = fabric.planes.find(({ id }) => id === subject);
  if (!plane) return [...reasons, `there is no plane ${subject}`];
  if (flows.length === 0) return [...reasons, 'there are no flows'];
  const cables = new Map(Array.from(plane.cables, (cable) => [fabric.cableId(cable), cable]));
  const found = channelsOf(flows, cables, capacity, reasons);
  // Without its cables nothing else can be said of a route.
  if (reasons.length > 0) return reasons;
  for (const [f, flow] of flows.entries()) checkRoute(fabric, plane, flow, f, found, reasons);
  const gbps = Float64Array.from({ length: 2 * fabric.cableCount }, (_, c) => capacity[c >> 1]!);
  const rates = Float64Array.from(flows, (flow) => flow.gbps);
  const bottleneck = Int32Array.from(flows, (flow, f) =>
    flow.bottleneck < flow.route.length
      ? found.channels[found.offsets[f]! + flow.bottleneck]!
      : 2 * fabric.cableCount,
  );
  const names = {
    flow: (f: number) => `the flow from ${flows[f]!.from} to ${flows[f]!.to}`,
    channel: (c: number) => `${fabric.cableId(c >> 1)} ${c & 1 ? 'down' : 'up'}`,
  };
  reasons.push(...verifyMaxMin(found, gbps, rates, bottleneck, names));
  const lowest = rates.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (differ(lowest, value)) reasons.push(`the lowest rate is ${lowest} Gb/s, not ${value}`);
  return reasons;
}

function channelsOf(
  flows: readonly RatedFlow[],
  cables: ReadonlyMap<string, number>,
  capacity: Float64Array,
  reasons: string[],
): Flows {
  const offsets = new Int32Array(flows.length + 1);
  const channels: number[] = [];
  const shares: number[] = [];
  for (const [f, { from, to, route }] of flows.entries()) {
    if (route.length === 0) reasons.push(`the flow from ${from} to ${to} has no cables`);
    for (const { cable: id, up, share = 1 } of route) {
      const cable = cables.get(id) ?? -1;
      if (!(capacity[cable]! > 0)) reasons.push(`${id} is no cable of the plane in use`);
      if (!(share > 0 && share <= 1)) reasons.push(`${id} has the share ${share}`);
      channels.push(2 * cable + (up ? 0 : 1));
      shares.push(share);
    }
    offsets[f + 1] = channels.length;
  }
  return {
    count: flows.length,
    offsets,
    channels: Int32Array.from(channels),
    shares: Float64Array.from(shares),
  };
}

/** All of a flow leaves its source and reaches its target, nothing gets lost, and no part goes round by itself. */
function checkRoute(
  { indexOfVertex, lower, upper, vertexIds, endpointCount }: CompactFabric,
  { relays }: CompactPlane,
  { from, to }: RatedFlow,
  flow: number,
  { offsets, channels, shares }: Flows,
  reasons: string[],
): void {
  const name = `the flow from ${from} to ${to}`;
  const ends = [from, to].map((id) => indexOfVertex.get(id) ?? -1);
  const [source, target] = ends as [number, number];
  if (ends.some((v) => v < 0 || v >= endpointCount) || source === target) {
    reasons.push(`${name} is not between two endpoints`);
    return;
  }
  /** By vertex: the share that leaves, less the one that comes in. */
  const leaves = new Map<number, number>();
  const heads = new Map<number, number[]>();
  for (let i = offsets[flow]!; i < offsets[flow + 1]!; i++) {
    const cable = channels[i]! >> 1;
    const isDown = (channels[i]! & 1) === 1;
    const tail = isDown ? upper[cable]! : lower[cable]!;
    const head = isDown ? lower[cable]! : upper[cable]!;
    leaves.set(tail, (leaves.get(tail) ?? 0) + shares![i]!);
    leaves.set(head, (leaves.get(head) ?? 0) - shares![i]!);
    const list = heads.get(tail) ?? [];
    heads.set(tail, list);
    list.push(head);
  }
  for (const [v, share] of leaves) {
    const right = v === source ? 1 : v === target ? -1 : 0;
    if (Math.abs(share - right) > ROUNDING) {
      reasons.push(`${name}: ${share} of it leaves ${vertexIds[v]}, not ${right}`);
    }
    const passes = v === source || v === target || v >= endpointCount || relays;
    if (!passes) reasons.push(`${name} goes by ${vertexIds[v]}, which passes nothing on`);
  }
  const reached = new Set([source]);
  for (const v of reached) for (const head of heads.get(v) ?? []) reached.add(head);
  for (const v of heads.keys()) {
    if (!reached.has(v)) reasons.push(`${name} does not come to ${vertexIds[v]}`);
  }
}
