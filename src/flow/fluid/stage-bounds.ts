import { BYTES_PER_US } from '../../std/units.js';
import { ChannelLoads } from './channel-loads.js';
import type { Flows } from './flows.js';
import type { Stage } from './stage.js';

/** When a job ends, µs: not before, and not after. */
export interface EndBounds {
  readonly lowerUs: number;
  readonly upperUs: number;
}

/**
 * Both ends of when jobs end (`runStages`), for those that take too long to be run; infinite where flows
 * go over dead channels.
 *
 * Lower: no channel carries more than its capacity, stage by stage. Upper: a flow with a bottleneck is among the
 * fastest of a full channel, and so has at least the capacity of that one for the shares on it; how many these
 * can be at a time is the stage itself and the most that a stage of each other job puts there.
 *
 * @param jobs gone through twice: no generators that are at their end by then
 */
export function stageBounds(
  jobs: readonly Iterable<Stage>[],
  capacity: Float64Array,
): readonly EndBounds[] {
  const loads = new ChannelLoads(capacity.length);
  const most = jobs.map((stages) => {
    const shares = new Float64Array(capacity.length);
    if (jobs.length === 1) return shares;
    for (const { flows, bytes } of stages) {
      loads.add(flows, ones(bytes, flows));
      for (let i = 0; i < flows.offsets[flows.count]!; i++) {
        const c = flows.channels[i]!;
        shares[c] = Math.max(shares[c]!, loads.loads[c]!);
      }
      loads.reset(flows);
    }
    return shares;
  });
  return jobs.map((stages, job) => {
    const others = new Float64Array(capacity.length);
    most.forEach((shares, other) => {
      if (other !== job) for (let c = 0; c < shares.length; c++) others[c]! += shares[c]!;
    });
    let [lowerUs, upperUs] = [0, 0];
    for (const { flows, bytes, delayUs } of stages) {
      loads.add(flows, bytes);
      lowerUs += delayUs + loads.worst(flows, capacity) / BYTES_PER_US;
      loads.reset(flows);
      loads.add(flows, ones(bytes, flows));
      upperUs += delayUs + longest(flows, bytes, loads.loads, others, capacity) / BYTES_PER_US;
      loads.reset(flows);
    }
    return { lowerUs, upperUs };
  });
}

/** 1 for each flow that sends anything. */
const ones = (bytes: Float64Array, { count }: Flows): Float64Array =>
  Float64Array.from({ length: count }, (_, f) => (bytes[f]! > 0 ? 1 : 0));

/** Bytes for Gb/s of the flow that may take longest. */
function longest(
  { count, offsets, channels }: Flows,
  bytes: Float64Array,
  own: Float64Array,
  others: Float64Array,
  capacity: Float64Array,
): number {
  let longest = 0;
  for (let f = 0; f < count; f++) {
    if (!(bytes[f]! > 0)) continue;
    for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
      const c = channels[i]!;
      const rate = capacity[c]! > 0 ? capacity[c]! / (own[c]! + others[c]!) : 0;
      longest = Math.max(longest, bytes[f]! / rate);
    }
  }
  return longest;
}
