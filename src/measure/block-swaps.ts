import type { Blocks } from './kept.js';
import { matesToTry } from './mates.js';
import type { Draft, Swap } from './swap-draft.js';

/** Blocks (racks of a row) change places vertex by vertex, endpoints with their leaves. */
export function* blockSwaps(
  draft: Draft,
  blocks: readonly Blocks[],
  alike: (a: number, b: number) => boolean,
): Iterable<Swap> {
  const { endpointCount } = draft.fabric;
  for (const { of } of blocks) {
    const members: number[][] = [];
    of.forEach((block, v) => {
      if (block < 0) return;
      members[block] ??= [];
      members[block].push(v);
    });
    const lists = members.filter((list) => list !== undefined);
    const same = (i: number, j: number) =>
      lists[i]!.length === lists[j]!.length && lists[i]!.every((a, k) => alike(a, lists[j]![k]!));
    for (const [i, j] of matesToTry(lists.length, same)) {
      const [as, bs] = [lists[i]!, lists[j]!];
      if (as.length !== bs.length) continue;
      draft.restart();
      const fits = as.every((a, k) => {
        const b = bs[k]!;
        if (a >= endpointCount !== b >= endpointCount) return false;
        return a < endpointCount ? draft.pairEndpoints(a, b) : draft.pair(a, b);
      });
      if (fits) yield draft;
    }
  }
}
