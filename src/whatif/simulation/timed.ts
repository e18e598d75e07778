import type { Ends } from './answer.js';
import type { CollectiveRun } from './runs.js';

/** How long a collective took. */
export interface Timed {
  readonly run: CollectiveRun;
  /** When it begins, at both ends of what comes before. */
  readonly beginUs: Ends;
  /** Without latency; infinite: it never ends. */
  readonly transferUs: Ends;
  readonly latencyUs: number;
  readonly unrouted: number;
  /** By rail, where flows were looked at: µs from its beginning to the last arrival, without latency. */
  readonly rails?: ReadonlyMap<number, number>;
}
