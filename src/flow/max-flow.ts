import type { CompactFabric } from '../fabric/compact.js';
import { dinic } from './dinic.js';
import type { PlaneNetwork } from './plane-network.js';

/** Switches between which a flow is, beside its endpoints. */
export const EMITS = 1;
export const ABSORBS = 2;

/** A maximum flow inside one plane, and the minimum cut that proves that it is one. */
export interface MaxFlow {
  /** Gb/s that flow from side A to side B. */
  readonly value: number;
  /** By position in plane.cables: Gb/s, positive from the lower to the upper end. */
  readonly flow: Float64Array;
  /**
   * By vertex of the fabric: 1 if it stands on the source side of the minimum cut (only vertices of
   * the network are meaningful). Endpoints on side A always do, those on side B never.
   */
  readonly sourceSide: Uint8Array;
}

/**
 * Maximum flow inside one plane from the endpoints on side A to those on side B. Endpoints pass
 * nothing on: an A endpoint only emits, a B endpoint only absorbs. (Those that relay and are on
 * neither side are switches of the network.)
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param sideOf by place of the endpoints: 0 = A, 1 = B
 * @param ends by switch: `EMITS` or `ABSORBS` all that comes, or 0; null: no switch does
 */
export function maxFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  sideOf: Uint8Array,
  ends: Uint8Array | null = null,
): MaxFlow {
  const { switchCables, endpointCables, endpointOf, switchOf, switchCount, vertexOf } = network;
  const residual = new Float64Array(2 * switchCables.length);
  for (let k = 0; k < switchCables.length; k++) {
    const gbps = capacity[switchCables[k]!]!;
    residual[2 * k] = gbps;
    residual[2 * k + 1] = gbps;
  }
  const supply = new Float64Array(switchCount);
  const demand = new Float64Array(switchCount);
  for (let k = 0; k < endpointCables.length; k++) {
    const side = sideOf[endpointOf[k]!] === 0 ? supply : demand;
    side[switchOf[k]!]! += capacity[endpointCables[k]!]!;
  }
  const emitted = supply.slice();
  const absorbed = demand.slice();
  for (let v = 0; ends && v < switchCount; v++) {
    if (ends[v] === EMITS) supply[v] = Number.POSITIVE_INFINITY;
    if (ends[v] === ABSORBS) demand[v] = Number.POSITIVE_INFINITY;
  }
  const reached = dinic(network, { residual, supply, demand });
  // What an end takes in or gives out itself, its endpoints on the same side need not.
  for (let v = 0; v < switchCount; v++) {
    emitted[v] = ends?.[v] === EMITS ? 0 : emitted[v]! - supply[v]!;
    absorbed[v] = ends?.[v] === ABSORBS ? 0 : absorbed[v]! - demand[v]!;
  }

  const { endpoints } = network;
  const { cables } = fabric.planes[network.plane]!;
  const flow = new Float64Array(cables.length);
  for (let k = 0; k < switchCables.length; k++) {
    const gbps = capacity[switchCables[k]!]!;
    const net = (residual[2 * k + 1]! - residual[2 * k]!) / 2;
    flow[network.switchCableAt[k]!] = Math.max(-gbps, Math.min(gbps, net));
  }
  const value =
    share(fabric, capacity, network, sideOf, emitted, absorbed, flow) +
    acrossDirect(capacity, cables, network, sideOf, flow) +
    (ends ? emittedBySwitches(fabric, network, ends, flow) : 0);

  const sourceSide = new Uint8Array(fabric.vertexCount);
  for (let v = 0; v < switchCount; v++) sourceSide[vertexOf[v]!] = reached[v]!;
  for (let i = 0; i < endpoints.length; i++) sourceSide[endpoints[i]!] = sideOf[i] === 0 ? 1 : 0;
  return { value, flow, sourceSide };
}

/** Shares what each switch took in and gave out among its endpoint cables; returns the total. */
function share(
  { lower }: CompactFabric,
  capacity: Float64Array,
  { endpoints, endpointCables, endpointCableAt, endpointOf, switchOf }: PlaneNetwork,
  sideOf: Uint8Array,
  emitted: Float64Array,
  absorbed: Float64Array,
  flow: Float64Array,
): number {
  let value = 0;
  for (let k = 0; k < endpointCables.length; k++) {
    const cable = endpointCables[k]!;
    const isA = sideOf[endpointOf[k]!] === 0;
    const open = isA ? emitted : absorbed;
    const gbps = Math.min(capacity[cable]!, open[switchOf[k]!]!);
    if (!(gbps > 0)) continue;
    open[switchOf[k]!]! -= gbps;
    if (isA) value += gbps;
    const up = lower[cable] === endpoints[endpointOf[k]!];
    flow[endpointCableAt[k]!] = isA === up ? gbps : -gbps;
  }
  return value;
}

/** Fills the cables that join an A and a B endpoint without a switch. */
function acrossDirect(
  capacity: Float64Array,
  cables: Int32Array,
  { directAt, directLower, directUpper }: PlaneNetwork,
  sideOf: Uint8Array,
  flow: Float64Array,
): number {
  let value = 0;
  for (let k = 0; k < directAt.length; k++) {
    const from = sideOf[directLower[k]!]!;
    if (from === sideOf[directUpper[k]!]!) continue;
    const gbps = capacity[cables[directAt[k]!]!]!;
    flow[directAt[k]!] = from === 0 ? gbps : -gbps;
    value += gbps;
  }
  return value;
}

/** What switches give out more than they take in. */
function emittedBySwitches(
  { lower, upper, planes, vertexCount }: CompactFabric,
  { plane, vertexOf }: PlaneNetwork,
  ends: Uint8Array,
  flow: Float64Array,
): number {
  const emits = new Uint8Array(vertexCount);
  for (let v = 0; v < vertexOf.length; v++) if (ends[v] === EMITS) emits[vertexOf[v]!] = 1;
  let value = 0;
  const { cables } = planes[plane]!;
  for (let at = 0; at < cables.length; at++) {
    value += (emits[lower[cables[at]!]!]! - emits[upper[cables[at]!]!]!) * flow[at]!;
  }
  return value;
}
