import { RELATIVE_GAP } from '../rates.js';
import { evenPrices } from './even-prices.js';
import { type ShortestSteps, StepSearch } from './shortest-steps.js';
import type { SprayNetwork } from './spray-network.js';
import type { StartDemands } from './start-demands.js';
import { addLoad, capacityWeights, cheapest, shareOut } from './step-flow.js';

/** Steps of all groups that are kept, to be improved: some 250 MB. */
const MOST_STEPS = 1e7;

/** The steps to every group: kept where they are not too many, else found again each time. */
export class GroupSteps {
  readonly #search: StepSearch;
  #kept: ShortestSteps[] | null = null;

  constructor(
    readonly network: SprayNetwork,
    readonly demands: StartDemands,
    readonly groups: readonly (readonly number[])[],
  ) {
    this.#search = new StepSearch(network);
  }

  /** Null: too many to be kept. */
  get kept(): readonly ShortestSteps[] | null {
    return this.#kept;
  }

  each(visit: (steps: ShortestSteps) => void): void {
    if (this.#kept) {
      this.#kept.forEach(visit);
      return;
    }
    let kept: ShortestSteps[] | null = [];
    let count = 0;
    for (const group of this.groups) {
      const steps = this.#search.to(group, this.demands);
      count += steps.tails.length;
      if (count > MOST_STEPS) kept = null;
      kept?.push(steps);
      visit(steps);
    }
    this.#kept = kept;
  }
}

/** By arc: bytes if every vertex shares out what is for a target in proportion to the speed of the arcs nearer to it. */
export function evenLoad(network: SprayNetwork, groups: GroupSteps): Float64Array {
  const load = new Float64Array(network.tails.length);
  groups.each((steps) => {
    addLoad(network, steps, shareOut(network, steps, capacityWeights(network, steps)), load);
  });
  return load;
}

/** Prices of arcs, and what they prove: bytes for each Gb/s. */
export interface Priced {
  readonly prices: Float64Array;
  readonly bound: number;
}

/**
 * Whatever the split, what is sent pays at least its distance, and all capacities together earn so much in a time.
 * Prices are made the same for twins first.
 */
export function priced(groups: GroupSteps, guess: Float64Array): Priced {
  const { network } = groups;
  const prices = evenPrices(groups, guess);
  let earned = 0;
  for (let arc = 0; arc < prices.length; arc++) earned += prices[arc]! * network.gbps[arc]!;
  let paid = 0;
  if (earned > 0) {
    groups.each((steps) => {
      paid += cheapest(network, steps, prices);
    });
  }
  return { prices, bound: earned > 0 ? paid / earned : 0 };
}

/** A price for the fullest arcs and no other: it proves a load best that is the same on all that lead somewhere. */
export function pricesOfFullest({ gbps }: SprayNetwork, load: Float64Array): Float64Array {
  const worst = worstOf(gbps, load);
  return load.map((bytes, arc) => (bytes / gbps[arc]! >= worst * (1 - RELATIVE_GAP) ? 1 : 0));
}

/** The vertex that takes longest to send, or to receive, what it has to: a price for all of its arcs. */
export function narrowest(
  { tails, heads, gbps, sends, receives, vertexCount }: SprayNetwork,
  { starts, bytes }: StartDemands,
): Priced {
  const [out, into] = [new Float64Array(vertexCount), new Float64Array(vertexCount)];
  for (let arc = 0; arc < tails.length; arc++) {
    out[tails[arc]!]! += gbps[arc]!;
    into[heads[arc]!]! += gbps[arc]!;
  }
  const [sent, received] = [new Float64Array(starts), new Float64Array(starts)];
  for (let to = 0; to < starts; to++) {
    for (let from = 0; from < starts; from++) {
      sent[from]! += bytes[to * starts + from]!;
      received[to]! += bytes[to * starts + from]!;
    }
  }
  let [worst, at, isOut] = [0, -1, false];
  for (let s = 0; s < starts; s++) {
    const [leaving, entering] = [sent[s]! / out[sends[s]!]!, received[s]! / into[receives[s]!]!];
    if (leaving > worst) [worst, at, isOut] = [leaving, sends[s]!, true];
    if (entering > worst) [worst, at, isOut] = [entering, receives[s]!, false];
  }
  const ends = isOut ? tails : heads;
  return { prices: Float64Array.from(ends, (v) => (v === at ? 1 : 0)), bound: worst };
}

/** Bytes for each Gb/s of the fullest arc. */
export function worstOf(gbps: Float64Array, load: Float64Array): number {
  let worst = 0;
  for (let arc = 0; arc < load.length; arc++) worst = Math.max(worst, load[arc]! / gbps[arc]!);
  return worst;
}
