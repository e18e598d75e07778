import type { Flows } from './flows.js';

/**
 * Flows of a job that begin together. The next stage begins when all of them have arrived and the delay has
 * passed, which belongs to this stage. It is read when it begins: its arrays may serve for the next one.
 */
export interface Stage {
  readonly flows: Flows;
  /** By flow. */
  readonly bytes: Float64Array;
  /** µs from the last arrival to the end: what no bandwidth shortens. */
  readonly delayUs: number;
}

/** µs by stage, of those that have begun; the end of one that never ends is infinite. */
export interface StageTimes {
  readonly beginUs: readonly number[];
  readonly endUs: readonly number[];
}
