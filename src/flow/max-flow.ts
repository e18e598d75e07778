import type { CompactFabric } from '../fabric/compact.js';
import { dinic } from './dinic.js';
import { type PlaneNetwork, planeNetwork } from './plane-network.js';

/** A maximum flow inside one plane, and the minimum cut that proves that it is one. */
export interface MaxFlow {
  /** Gb/s that flow from side A to side B. */
  readonly value: number;
  /** By position in plane.cables: Gb/s, positive from the lower to the upper end. */
  readonly flow: Float64Array;
  /**
   * By vertex of the fabric: 1 if it stands on the source side of the minimum cut (only vertices of
   * the plane are meaningful). Endpoints on side A always do, those on side B never.
   */
  readonly sourceSide: Uint8Array;
}

/**
 * Maximum flow inside one plane from the endpoints on side A to those on side B. Endpoints pass
 * nothing on: an A endpoint only emits, a B endpoint only absorbs.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 * @param sideOf by position in the endpoints of the plane: 0 = A, 1 = B
 */
export function maxFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  sideOf: Uint8Array,
): MaxFlow {
  const network = planeNetwork(fabric, plane);
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
  const reached = dinic(network, { residual, supply, demand });
  for (let v = 0; v < switchCount; v++) {
    emitted[v]! -= supply[v]!;
    absorbed[v]! -= demand[v]!;
  }

  const { cables, endpoints } = fabric.planes[plane]!;
  const flow = new Float64Array(cables.length);
  for (let k = 0; k < switchCables.length; k++) {
    const gbps = capacity[switchCables[k]!]!;
    const net = (residual[2 * k + 1]! - residual[2 * k]!) / 2;
    flow[network.switchCableAt[k]!] = Math.max(-gbps, Math.min(gbps, net));
  }
  const value =
    share(fabric, capacity, network, sideOf, emitted, absorbed, flow) +
    acrossDirect(capacity, cables, network, sideOf, flow);

  const sourceSide = new Uint8Array(fabric.vertexCount);
  for (let v = 0; v < switchCount; v++) sourceSide[vertexOf[v]!] = reached[v]!;
  for (let i = 0; i < endpoints.length; i++) sourceSide[endpoints[i]!] = sideOf[i] === 0 ? 1 : 0;
  return { value, flow, sourceSide };
}

/** Shares what each switch took in and gave out among its endpoint cables; returns the total. */
function share(
  { lower, endpointCount }: CompactFabric,
  capacity: Float64Array,
  { endpointCables, endpointCableAt, endpointOf, switchOf }: PlaneNetwork,
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
    flow[endpointCableAt[k]!] = isA === lower[cable]! < endpointCount ? gbps : -gbps;
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
