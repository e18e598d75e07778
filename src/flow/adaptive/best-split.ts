import { assert } from '../../std/assert.js';
import type { LinearSolver } from '../linear-program.js';
import { isExact, RELATIVE_GAP } from '../rates.js';
import type { GroupSplit } from './adaptive.js';
import { balance } from './balance.js';
import {
  evenLoad,
  type GroupSteps,
  narrowest,
  type Priced,
  priced,
  pricesOfFullest,
  worstOf,
} from './even-split.js';
import type { ShortestSteps } from './shortest-steps.js';
import { solveSpray } from './spray-program.js';
import { addLoad, shareOut } from './step-flow.js';

export interface BestSplit {
  /** By arc: bytes, and a price. */
  readonly load: Float64Array;
  readonly prices: Float64Array;
  /** Bytes for each Gb/s. */
  readonly lower: number;
  readonly upper: number;
  readonly flows: readonly GroupSplit[] | null;
}

/**
 * In proportion to capacity where that is proved best, as in every fat-tree that is whole; else balanced, and solved
 * where it is small enough.
 *
 * @param floor bytes for each Gb/s that the cables of single endpoints need
 */
export function bestSplit(
  groups: GroupSteps,
  floor: number,
  solve: LinearSolver | null,
): BestSplit {
  const { network, demands } = groups;
  const even = evenLoad(network, groups);
  let split: Split = { load: even, worst: worstOf(network.gbps, even), flows: null };
  let best: Priced = { prices: new Float64Array(even.length), bound: 0 };
  const settled = () => isExact(Math.max(floor, best.bound), Math.max(floor, split.worst));
  if (!settled()) best = narrowest(network, demands);
  if (!settled()) best = better(best, priced(groups, pricesOfFullest(network, even)));
  const { kept } = groups;
  if (!settled() && kept) {
    const balanced = balance(groups, kept, best, floor);
    best = better(best, balanced.best);
    split = smaller(split, splitOf(groups, kept, balanced.flows));
    const guess = !settled() && solve && solveSpray(network, kept, split.worst, solve);
    if (guess) {
      best = better(best, priced(groups, guess.prices));
      split = smaller(split, splitOf(groups, kept, guess.weights));
    }
  }
  const lower = Math.max(floor, best.bound);
  const upper = Math.max(floor, split.worst);
  assert(lower <= upper * (1 + RELATIVE_GAP), 'a split takes no less than is proved');
  return {
    load: split.load,
    prices: best.prices,
    lower: Math.min(lower, upper),
    upper,
    flows: split.flows,
  };
}

interface Split {
  readonly load: Float64Array;
  readonly worst: number;
  readonly flows: readonly GroupSplit[] | null;
}

/** Shared out anew, so that it conserves whatever the weights are. */
function splitOf(
  { network }: GroupSteps,
  kept: readonly ShortestSteps[],
  weights: readonly Float64Array[],
): Split {
  const load = new Float64Array(network.tails.length);
  const flows = kept.map((steps, g) => {
    const flow = shareOut(network, steps, weights[g]!);
    addLoad(network, steps, flow, load);
    return { steps, flow };
  });
  return { load, worst: worstOf(network.gbps, load), flows };
}

const better = (a: Priced, b: Priced) => (b.bound > a.bound ? b : a);
const smaller = (a: Split, b: Split) => (b.worst < a.worst ? b : a);
