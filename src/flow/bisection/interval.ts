import type { CompactFabric } from '../../fabric/compact.js';
import { maxFlow } from '../max-flow.js';
import type { PlaneNetwork } from '../plane-network.js';
import { isExact } from '../rates.js';
import { turnsOf } from '../symmetry/turns.js';
import { concurrentBound } from './concurrent.js';
import type { Guarantee, Proof } from './guarantee.js';
import { searchFurther, searchHalves } from './halves-search.js';
import { searchLeaves, searchSteps } from './leaf-search.js';
import type { LeafCapacities, LeafSpine } from './leaf-spine.js';
import { obliviousBound } from './oblivious.js';
import { spectralBound } from './spectral.js';
import { trySwitchClasses } from './switch-classes.js';
import { twoPhaseBound } from './two-phase.js';
import { upDownBound } from './up-down.js';

/** Both ends of what is known about a bisection, Gb/s, and the halves behind the upper one. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
  /** By place of the endpoints: 0 = A, 1 = B. */
  readonly sideOf: Uint8Array;
  /** What proves the lower one. */
  readonly prove: () => Proof;
}

/** A lower end that is known beforehand. */
export interface Floor {
  readonly gbps: number;
  /** Whether it is so near what was before that it may settle the figure. */
  readonly near: boolean;
  /** Whether what it does not settle is worth as much time as a healthy plane. */
  readonly thorough: boolean;
  readonly prove: () => Proof;
  /** Halves that were good under other capacities, by place of the endpoints. */
  readonly sideOf: Uint8Array;
}

/** Above this a search leaf by leaf would not get through the plane once. */
const MOST_STEPS = 1e7;

/** Choices of switches × what is cut in each that are tried: in a plane, and for every fault. */
const MOST_CHOICES = 1e7;
const FEW_CHOICES = 5e5;

/** A matrix of more rows is not factorised for every fault. */
const FEW_ROWS = 256;

/** A lower end so near the upper one that a long walk for a better one is not worth its time. */
const GOOD = 0.99;

/**
 * The bisection of a plane that cannot be enumerated: the upper end is the best cut found, the lower
 * end the best guarantee.
 *
 * @param leaves the plane as leaves and spines, where it is one under this capacity
 * @param floor a lower end that is known
 */
export function interval(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  leaves: { readonly shape: LeafSpine; readonly gbps: LeafCapacities } | null,
  floor: Floor | null,
): Interval {
  const quick = floor !== null && !floor.thorough;
  let lower = floor?.gbps ?? 0;
  let prove = floor && lower > 0 ? floor.prove : nothing;
  const improve = (found: Guarantee | null) => {
    if (!found || found.gbps <= lower) return;
    lower = found.gbps;
    prove = () => found.proof;
  };
  const closed = (upper: number, sideOf: Uint8Array): Interval => ({
    // A proof and a cut that meet may miss each other by rounding.
    lower: Math.min(lower, upper),
    upper,
    sideOf,
    prove,
  });
  if (floor?.near) {
    // Most faults take from the halves that were best before just what they can take at most.
    const { value } = maxFlow(fabric, capacity, network, floor.sideOf);
    if (isExact(lower, value)) return closed(value, floor.sideOf);
  }
  improve(upDownBound(fabric, capacity, network));
  let sideOf: Uint8Array;
  let cost: number;
  if (leaves && searchSteps(leaves.shape) <= MOST_STEPS) {
    sideOf = searchLeaves(leaves.shape, leaves.gbps).sideOf;
    // The search places leaves; between its halves there may be a better cut.
    cost = maxFlow(fabric, capacity, network, sideOf).value;
  } else {
    ({ cost, sideOf } = searchHalves(fabric, capacity, network, lower));
  }
  const tried = isExact(lower, cost)
    ? null
    : trySwitchClasses(fabric, capacity, network, quick ? FEW_CHOICES : MOST_CHOICES);
  if (tried) {
    improve(tried.guarantee);
    const { value } = maxFlow(fabric, capacity, network, tried.sideOf);
    if (value < cost) [cost, sideOf] = [value, tried.sideOf];
  }
  const further: readonly (() => Guarantee | null)[] = [
    () => obliviousBound(fabric, capacity, network),
    () => concurrentBound(fabric, capacity, network),
    () => spectralBound(fabric, capacity, network, quick ? FEW_ROWS : undefined),
    // Under a fault few symmetries are left.
    () =>
      lower >= GOOD * cost
        ? null
        : twoPhaseBound(fabric, capacity, network, quick ? [] : turnsOf(fabric)),
  ];
  for (const bound of further) {
    if ((quick && floor?.near) || isExact(lower, cost)) break;
    improve(bound());
  }
  if (!quick && !isExact(lower, cost)) {
    ({ cost, sideOf } = searchFurther(fabric, capacity, network, lower, { cost, sideOf }));
  }
  return closed(cost, sideOf);
}

const nothing = (): Proof => ({ by: 'nothing' });
