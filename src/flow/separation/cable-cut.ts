import type { CompactFabric } from '../../fabric/compact.js';
import { type Ends, flowBetween } from '../between.js';
import type { PlaneCut } from './plane-cut.js';
import { type Step, walks } from './walks.js';

/** By cable: 1 if it is in use. A cable is lost whole, however fast it is. */
export const cablesInUse = (capacity: Float64Array): Float64Array =>
  capacity.map((gbps) => (gbps > 0 ? 1 : 0));

/**
 * The fewest cables of a plane whose loss separates A from B, those nearest to A, with as many paths
 * that have no cable in common (K. Menger, 1927): a maximum flow in which every cable carries one.
 *
 * @param inUse by cable: 1, or 0 = dead
 */
export function cableCut(
  fabric: CompactFabric,
  inUse: Float64Array,
  plane: number,
  ends: Ends,
): PlaneCut {
  const { network, flow, sourceSide } = flowBetween(fabric, inUse, plane, ends);
  const { lower, upper, endpointCount } = fabric;
  const { cables, relays } = fabric.planes[plane]!;
  const isEnd = new Set(network.endpoints);
  // An endpoint of neither end passes nothing on, unless it relays.
  const idle = (v: number) => v < endpointCount && !relays && !isEnd.has(v);
  const steps = new Map<number, Step[]>();
  const lost: number[] = [];
  for (let at = 0; at < cables.length; at++) {
    const cable = cables[at]!;
    const [v, w] = [lower[cable]!, upper[cable]!];
    if (flow[at] !== 0) {
      const [from, to] = flow[at]! > 0 ? [v, w] : [w, v];
      const leaving = steps.get(from);
      if (leaving) leaving.push({ cable, to });
      else steps.set(from, [{ cable, to }]);
    }
    if (sourceSide[v] === sourceSide[w] || inUse[cable] === 0) continue;
    if (!idle(v) && !idle(w)) lost.push(cable);
  }
  const [inA, inB] = [new Set(ends.a), new Set(ends.b)];
  const role = (v: number) => (inA.has(v) ? 1 : inB.has(v) ? 2 : 0);
  return { lost, paths: walks(ends.a, steps, role) };
}
