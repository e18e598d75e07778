import type { CompactFabric } from '../../src/fabric/compact.js';
import { cutOff } from '../../src/measure/cut-off.js';
import { hostPairs } from '../../src/measure/host-pairs.js';
import { FabricState } from '../../src/measure/state.js';
import { bruteBisection } from '../flow/brute-force.js';
import { cablesAt, withoutCables } from './damage.js';

/**
 * All that is measured of a fabric under capacities, as one text: per plane (sorted, so that planes
 * may change places) and for all planes together. Two symmetric faults have the same text.
 */
export function outcome(fabric: CompactFabric, capacity: Float64Array): string {
  const state = new FabricState(fabric, capacity);
  const perPlane = fabric.planes.map(({ endpoints }, p) => {
    // An interval may be wider for one of two symmetric faults: then all halves are tried.
    const { upper, exact } = state.bisection(p);
    const bisection = exact ? upper : bruteBisection(fabric, capacity, p);
    const cut = Object.values(cutOff(state, [p]));
    return [endpoints.length, bisection.toFixed(6), ...cut, pairsCutOff(state, [p])].join(' ');
  });
  const all = fabric.planes.map((_, p) => p);
  const together = [...Object.values(cutOff(state, all)), pairsCutOff(state, all)];
  return [...perPlane.sort(), together.join(' ')].join('; ');
}

/** The same without what hangs on which of equal parts is the main one. */
export function outcomeWithoutTies(fabric: CompactFabric, capacity: Float64Array): string {
  const state = new FabricState(fabric, capacity);
  const perPlane = fabric.planes.map((_, p) =>
    [state.parts(p).cutOffCount, pairsCutOff(state, [p])].join(' '),
  );
  return [...perPlane.sort(), pairsCutOff(state, [...fabric.planes.keys()])].join('; ');
}

const pairsCutOff = (state: FabricState, planes: number[]) =>
  hostPairs(state, planes).hostPairsCutOff;

/** The capacities with one vertex (or one cable) dead. */
export const withoutVertex = (fabric: CompactFabric, vertex: number, base: Float64Array) =>
  withoutCables(fabric, cablesAt(fabric, vertex), base);
export const withoutCable = (fabric: CompactFabric, cable: number, base: Float64Array) =>
  withoutCables(fabric, [cable], base);
