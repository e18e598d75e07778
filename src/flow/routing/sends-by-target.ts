import type { Sends, Ways } from './plane-traffic.js';

/** Ways to one target, or to targets that the same ways lead to but for the last cable. */
export interface WaysThere {
  /** Writes how many channels each of some flows takes (0: it has no way) into entry `flow + 1`. */
  readonly measure: (flows: Int32Array, lengths: Int32Array) => void;
  /** Writes the channels of each of them that has a way from entry `offsets[flow]` on. */
  readonly write: (flows: Int32Array, offsets: Int32Array, channels: Int32Array) => void;
}

/**
 * The ways of flows, those to one target after the other. Each target is looked at twice, since how
 * many channels a flow takes says where the next one begins.
 *
 * @param groupOf by endpoint: which target it is, −1: nothing leads to it
 */
export function waysByTarget(
  { from, to }: Sends,
  groupOf: Int32Array,
  groupCount: number,
  towards: (group: number) => WaysThere,
): Ways {
  const count = to.length;
  const { start, flows } = byGroup(to, groupOf, groupCount);
  const each = (visit: (there: WaysThere, flows: Int32Array) => void) => {
    for (let group = 0; group < groupCount; group++) {
      const [first, end] = [start[group]!, start[group + 1]!];
      if (first < end) visit(towards(group), flows.subarray(first, end));
    }
  };
  // Pages of memory that are touched cost more than what is computed: lengths become offsets in place.
  const offsets = new Int32Array(count + 1);
  each((there, some) => there.measure(some, offsets));
  let unrouted = 0;
  for (let flow = 0; flow < count; flow++) {
    const isSelf = from[flow] === to[flow];
    if (offsets[flow + 1] === 0 && !isSelf) unrouted++;
    offsets[flow + 1] = offsets[flow]! + (isSelf ? 0 : offsets[flow + 1]!);
  }
  const channels = new Int32Array(offsets[count]!);
  each((there, some) => there.write(some, offsets, channels));
  return { offsets, channels, unrouted };
}

/** Flows whose target is in a group, by it, otherwise as they were. */
function byGroup(to: Int32Array, groupOf: Int32Array, groupCount: number) {
  const start = new Int32Array(groupCount + 1);
  for (let flow = 0; flow < to.length; flow++) {
    const group = groupOf[to[flow]!]!;
    if (group >= 0) start[group + 1]!++;
  }
  for (let group = 0; group < groupCount; group++) start[group + 1]! += start[group]!;
  const next = start.slice(0, groupCount);
  const flows = new Int32Array(start[groupCount]!);
  for (let flow = 0; flow < to.length; flow++) {
    const group = groupOf[to[flow]!]!;
    if (group >= 0) flows[next[group]!++] = flow;
  }
  return { start, flows };
}
