import { degrade } from '../../../src/failure/capacity.js';
import type { RatedPart } from '../../../src/failure/rates.js';
import { cutOff } from '../../../src/measure/cut-off.js';
import { FabricState } from '../../../src/measure/state.js';
import { bruteBisection } from '../../flow/brute-force.js';

/** What the definitions say of a plane set, state by state. */
export interface ByForce {
  readonly states: number;
  readonly lostGbps: number;
  /** By share to be kept: how often less is there. */
  readonly below: readonly number[];
  readonly cutOff: number;
  readonly anyCutOff: number;
}

/**
 * All 2ⁿ states of n parts, each with the product of what its parts are up or down: nothing is left
 * out, joined or convolved. Where a bisection is an open interval all halves are tried.
 */
export function byForce(
  healthy: FabricState,
  planes: readonly number[],
  parts: readonly RatedPart[],
  keep: readonly number[],
): ByForce {
  const { fabric } = healthy;
  const bisection = (state: FabricState) =>
    planes.reduce((sum, p) => {
      const { upper, exact } = state.bisection(p);
      return sum + (exact ? upper : bruteBisection(fabric, state.capacity, p));
    }, 0);
  const whole = bisection(healthy);
  const states = 2 ** parts.length;
  const below = keep.map(() => 0);
  let [lostGbps, cut, anyCutOff] = [0, 0, 0];
  const known = new Map<string, { left: number; out: number }>();
  for (let down = 0; down < states; down++) {
    const capacity = healthy.capacity.slice();
    let probability = 1;
    parts.forEach(({ part, unavailability }, i) => {
      const isDown = (down >> i) & 1;
      probability *= isDown ? unavailability : 1 - unavailability;
      if (isDown) degrade(fabric, capacity, part, 0);
    });
    // Of parts that take the same cables it does not matter which is down.
    const key = capacity.join();
    if (!known.has(key)) {
      const state = new FabricState(fabric, capacity);
      known.set(key, { left: bisection(state), out: cutOff(state, planes).endpointsCutOff });
    }
    const { left, out } = known.get(key)!;
    lostGbps += probability * (whole - left);
    keep.forEach((share, i) => {
      if (left < share * whole - 1e-9 * whole) below[i]! += probability;
    });
    cut += probability * out;
    anyCutOff += out > 0 ? probability : 0;
  }
  return { states, lostGbps, below, cutOff: cut, anyCutOff };
}
