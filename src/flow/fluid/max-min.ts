import type { Flows } from './flows.js';
import { WaterFilling } from './water-filling.js';

export interface MaxMinRates {
  /** By flow: Gb/s; infinite where nothing limits it, 0 over a dead channel. */
  readonly rates: Float64Array;
  /** By flow: the full channel on which it is among the fastest; −1: nothing limits it. */
  readonly bottleneck: Int32Array;
  /** Different rates, up to rounding. */
  readonly levels: number;
}

/**
 * Max-min fair rates: nobody can have more without somebody having less who has no more (D. Bertsekas, R.
 * Gallager, Data Networks, 1992, 6.5.2). Where only a share of a flow takes a channel, that share is what the
 * channel carries; what is compared are the rates of whole flows.
 *
 * The time is that of walking all entries a few times, and the memory beside the flows that of one more
 * list of them. `verifyMaxMin` (flow/certify) checks it without this code.
 *
 * @param capacity Gb/s by channel, 0 = dead
 */
export function maxMinRates(flows: Flows, capacity: Float64Array): MaxMinRates {
  const bottleneck = new Int32Array(flows.count);
  const filling = new WaterFilling(capacity);
  const levels = filling.fill(flows, bottleneck);
  return { rates: filling.lastRates(), bottleneck, levels };
}
