import type { Communicator } from '../communicator.js';
import type { Step } from '../step.js';

/** Every rank sends every other one its part of the buffer, all at once. */
export function* allToAll(groups: readonly Communicator[], bytes: number): Generator<Step> {
  const size = groups[0]!.ranks.length;
  yield { mesh: { groups: groups.map(({ ranks }) => ranks), bytes: bytes / size } };
}

/** The same in n − 1 steps, each a permutation: in step s rank r sends to rank r + s. */
export function* shiftedAllToAll(groups: readonly Communicator[], bytes: number): Generator<Step> {
  const size = groups[0]!.ranks.length;
  for (let by = 1; by < size; by++) yield shiftStep(groups, by, bytes / size);
}

/** Rank r of each group sends to rank r + by, the last ones to the first ones. */
export function shiftStep(groups: readonly Communicator[], by: number, bytes: number): Step {
  const count = groups.reduce((sum, { ranks }) => sum + ranks.length, 0);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  let at = 0;
  for (const { ranks } of groups) {
    for (let r = 0; r < ranks.length; r++, at++) {
      from[at] = ranks[r]!;
      to[at] = ranks[(r + by) % ranks.length]!;
    }
  }
  return { messages: { from, to, bytes: new Float64Array(count).fill(bytes) } };
}
