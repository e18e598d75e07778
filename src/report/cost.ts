import type { Subject } from '../check/checker.js';
import { costOf } from '../cost/cost.js';
import { partWords } from '../cost/words.js';
import { rounded } from '../std/units.js';

/** What the whole fabric costs, by the prices that were given. */
export interface CostSummary {
  readonly currency: string | null;
  /** Of all parts that have a price. */
  readonly total: number;
  readonly perEndpoint: number | null;
  /** Null: nothing is said of power. */
  readonly watts: number | null;
  /** Parts without a price, in words; they count nothing. */
  readonly missing: readonly string[];
  /** Switches and NICs without a power, in words, if it is said of any part. */
  readonly withoutWatts: readonly string[];
}

/** The cost of a fabric; null where no part of it has a price or a power. */
export function costSummary({ topology, fabric }: Subject): CostSummary | null {
  const cost = costOf(topology, fabric);
  if (!cost || cost.lines.every(({ each, watts }) => each === null && watts === null)) return null;
  const endpoints = cost.lines.reduce((sum, one) => sum + (one.part === 'nic' ? one.count : 0), 0);
  const { currency, total, watts, missing, withoutWatts } = cost;
  return {
    currency,
    total,
    perEndpoint: endpoints === 0 ? null : rounded(total / endpoints),
    watts,
    missing: missing.map(partWords),
    withoutWatts: withoutWatts.map(partWords),
  };
}
