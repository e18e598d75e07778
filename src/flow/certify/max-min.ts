import type { Flows } from '../fluid/flows.js';
import { ROUNDING } from './number.js';

/** How flows and channels are called in what is said of them. */
export interface FlowNames {
  readonly flow: (flow: number) => string;
  readonly channel: (channel: number) => string;
}

const byNumber: FlowNames = { flow: (f) => `flow ${f}`, channel: (c) => `channel ${c}` };

/** Reasons that are said one by one. */
const MOST_REASONS = 100;

/**
 * Why rates are not max-min fair, one reason per defect; empty = they are. Rates that fit are max-min fair if,
 * and only if, every flow has a full channel on which no other one is faster: then it can get more only from one that
 * has no more than itself (D. Bertsekas, R. Gallager, Data Networks, 1992, 6.5.2). There is one such choice of rates.
 *
 * @param capacity Gb/s by channel, 0 = dead
 * @param rates by flow: Gb/s, infinite for a flow that nothing limits
 * @param bottleneck by flow: that channel, −1 for a flow that nothing limits
 */
export function verifyMaxMin(
  flows: Flows,
  capacity: Float64Array,
  rates: Float64Array,
  bottleneck: Int32Array,
  names: FlowNames = byNumber,
): readonly string[] {
  const { count, offsets, channels, shares } = flows;
  if (rates.length < count || bottleneck.length < count) {
    return [
      `there are ${count} flows, and ${rates.length} rates, ${bottleneck.length} bottlenecks`,
    ];
  }
  const reasons: string[] = [];
  let more = 0;
  const say = (reason: string) => {
    if (reasons.length < MOST_REASONS) reasons.push(reason);
    else more++;
  };
  const loads = new Float64Array(capacity.length);
  const fastest = new Float64Array(capacity.length);
  for (let f = 0; f < count; f++) {
    if (!(rates[f]! >= 0)) say(`${names.flow(f)} has the rate ${rates[f]}`);
    for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
      const share = shares === null ? 1 : shares[i]!;
      loads[channels[i]!]! += share * rates[f]!;
      fastest[channels[i]!] = Math.max(fastest[channels[i]!]!, rates[f]!);
    }
  }
  for (let c = 0; c < capacity.length; c++) {
    if (loads[c]! <= capacity[c]! * (1 + ROUNDING) || loads[c] === 0) continue;
    say(`${names.channel(c)} carries ${loads[c]} of ${capacity[c]} Gb/s`);
  }
  for (let f = 0; f < count; f++) {
    const c = bottleneck[f]!;
    const rate = rates[f]!;
    if (c === -1) {
      if (rate !== Number.POSITIVE_INFINITY) say(`${names.flow(f)} has no bottleneck`);
    } else if (!isOn(flows, f, c)) {
      say(`${names.flow(f)} has a bottleneck that it does not take`);
    } else if (loads[c]! < capacity[c]! * (1 - ROUNDING)) {
      say(`${names.channel(c)} is not full: ${loads[c]} of ${capacity[c]} Gb/s`);
    } else if (fastest[c]! > rate * (1 + ROUNDING)) {
      say(
        `${names.flow(f)} has ${rate} Gb/s, and another one ${fastest[c]} on ${names.channel(c)}`,
      );
    }
  }
  return more === 0 ? reasons : [...reasons, `and ${more} more`];
}

function isOn({ offsets, channels }: Flows, flow: number, channel: number): boolean {
  for (let i = offsets[flow]!; i < offsets[flow + 1]!; i++) {
    if (channels[i] === channel) return true;
  }
  return false;
}
