import type { Keep } from './keep.js';
import type { KeptPromise, TallyClass, Worst } from './tally.js';

export interface SweepQuestion {
  /** So many of the parts fail together, in every combination. */
  readonly any: number;
  /** Selectors of the parts. */
  readonly of: readonly string[];
  readonly keep?: readonly Keep[];
  /** Cases that are measured at most; as many as some ten seconds allow, if it is not given. */
  readonly most?: number;
  /**
   * Combinations that are drawn at random where not all are proved (as many as some ten seconds allow, and
   * not more than a thousand, if it is not given), and the seed.
   */
  readonly samples?: number;
  readonly seed?: number;
}

/** A whole number; above 2⁵³ − 1 in decimal digits. */
export type Count = number | string;

export interface Sweep {
  readonly of: readonly string[];
  readonly any: number;
  /** Parts that the selectors match. */
  readonly parts: number;
  readonly combinations: Count;
  /** Combinations whose outcome is known: measured, or mapped onto one that was by verified symmetries. */
  readonly proved: Count;
  /** Cases that were measured for that. */
  readonly evaluated: number;
  /** Why not everything is proved; null if it is. */
  readonly stopped: 'limit' | 'interrupted' | 'ties' | null;
  /** Combinations drawn at random because not everything is proved. */
  readonly sampled: number;
  readonly seed: number;
  /** Combinations of the same kinds of parts that come out alike, the worst first. */
  readonly classes: readonly SweepClass[];
  /** Null: nothing was measured. */
  readonly worst: Worst | null;
  readonly keep: readonly SweepKeep[];
  /** Whether everything that was asked for is kept, and all of it is proved; null if nothing was. */
  readonly holds: boolean | null;
}

export type SweepClass = Omit<TallyClass, 'weight'> & { readonly count: Count };

export type SweepKeep = Omit<KeptPromise, 'broken'> & { readonly broken: Count };

/** How far a sweep has come: shares of all combinations, 0 to 1. */
export interface SweepProgress {
  readonly proved: number;
  readonly evaluated: number;
  readonly sampled: number;
}

/** A count as outputs have it. */
export const countOf = (count: bigint): Count =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count);
