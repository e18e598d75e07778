import type { CompactFabric } from '../fabric/compact.js';
import type { Bisection } from '../flow/bisection/bisection.js';
import type { Proof } from '../flow/bisection/guarantee.js';
import type { Floor } from '../flow/bisection/interval.js';
import { mostLost } from './most-lost.js';

/** A fault that takes so much of a bisection, at most, leaves its proof good enough. */
const littleLost = 0.05;

/**
 * What is left for certain of a bisection when capacities have changed.
 *
 * @param found what was measured before
 * @param changed cables of the plane whose capacity is another one
 */
export function floorAfter(
  fabric: CompactFabric,
  before: Float64Array,
  after: Float64Array,
  { lower, upper, exact, sideOf, prove }: Bisection,
  changed: readonly number[] | Int32Array,
): Omit<Floor, 'thorough'> {
  const lostGbps = mostLost(fabric, before, after, changed);
  return {
    gbps: Math.max(0, lower - lostGbps),
    near: lostGbps <= littleLost * (exact ? lower : upper),
    prove: (): Proof => ({ by: 'less-lost', lostGbps, before: prove() }),
    sideOf,
  };
}
