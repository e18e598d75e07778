import type { Ends } from './answer.js';
import type { CollectiveRun } from './runs.js';

/** How long a collective took. */
export interface Timed {
  readonly run: CollectiveRun;
  readonly beginUs: number;
  /** Without latency; infinite: it never ends. */
  readonly transferUs: Ends;
  readonly latencyUs: number;
  readonly unrouted: number;
  /** By rail, where flows were looked at: µs from the beginning to its last arrival, without latency. */
  readonly rails?: ReadonlyMap<number, number>;
}
