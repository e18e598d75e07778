import type { Send } from '../../spec/workload.js';
import { seededDraw } from '../../std/random.js';
import type { Communicator } from '../communicator.js';
import { MessageList, type Step } from '../step.js';

/** Messages between ranks of each group. */
export function* send(groups: readonly Communicator[], pairs: readonly Send[]): Generator<Step> {
  const list = new MessageList();
  for (const { ranks } of groups) {
    for (const { from, to, bytes } of pairs) list.add(ranks[from]!, ranks[to]!, bytes);
  }
  yield { messages: list.close() };
}

/** All others to one rank. */
export function* incast(
  groups: readonly Communicator[],
  to: number,
  bytes: number,
): Generator<Step> {
  const list = new MessageList();
  for (const { ranks } of groups) for (const from of ranks) list.add(from, ranks[to]!, bytes);
  yield { messages: list.close() };
}

/** Every rank to another one: a random permutation of a single cycle (S. Sattolo, 1986). */
export function* randomPermutation(
  groups: readonly Communicator[],
  seed: number,
  bytes: number,
): Generator<Step> {
  const draw = seededDraw(seed);
  const list = new MessageList();
  for (const { ranks } of groups) {
    const targets = ranks.slice();
    for (let i = targets.length - 1; i > 0; i--) {
      const j = draw(i);
      [targets[i], targets[j]] = [targets[j]!, targets[i]!];
    }
    ranks.forEach((from, r) => {
      list.add(from, targets[r]!, bytes);
    });
  }
  yield { messages: list.close() };
}
