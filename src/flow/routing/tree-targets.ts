import type { CompactFabric } from '../../fabric/compact.js';
import { UnionFind } from '../../std/union-find.js';
import type { TreePorts } from './up-down-tree.js';

export interface TreeTargets {
  /** By endpoint: its index as a target, and its leaf (a switch of the network); −1: it has none. */
  readonly targetOf: Int32Array;
  readonly leafOf: Int32Array;
  /** Leaves in the order of the indices, and how many of these each has. */
  readonly leaves: readonly number[];
  readonly slots: number;
}

/** Leaves so that those of one subtree stand together: by what cables below each tier join, from the top on. */
export function leavesInOrder(level: Int32Array, levels: number, up: TreePorts): number[] {
  const subtrees: Int32Array[] = [];
  for (let below = levels - 1; below > 1; below--) {
    const joined = new UnionFind(level.length);
    for (let v = 0; v < level.length; v++) {
      if (level[v]! + 1 >= below) continue;
      for (let i = up.start[v]!; i < up.start[v + 1]!; i++) joined.union(v, up.ends[i]!);
    }
    subtrees.push(joined.representatives());
  }
  const leaves = [...level.keys()].filter((v) => level[v] === 0);
  return leaves.sort((a, b) => {
    for (const of of subtrees) if (of[a] !== of[b]) return of[a]! - of[b]!;
    return a - b;
  });
}

/**
 * The index of a target: leaf by leaf, on each by port, where every leaf has as many indices as the one
 * with the most endpoints (OpenSM routes to targets that are not there, too, so that leaves stay in step).
 *
 * @param cableOf by endpoint: its cable, −1: it has none
 */
export function treeTargets(
  { endpointCount, upper, upperPort, upperSub }: CompactFabric,
  cableOf: Int32Array,
  placeOf: Int32Array,
  leaves: readonly number[],
): TreeTargets {
  const leafOf = new Int32Array(endpointCount).fill(-1);
  const on = new Map(leaves.map((leaf) => [leaf, [] as number[]]));
  for (let e = 0; e < endpointCount; e++) {
    if (cableOf[e]! < 0) continue;
    leafOf[e] = placeOf[upper[cableOf[e]!]!]!;
    on.get(leafOf[e]!)!.push(e);
  }
  let most = 0;
  for (const endpoints of on.values()) most = Math.max(most, endpoints.length);
  const [port, sub] = [
    (e: number) => upperPort[cableOf[e]!]!,
    (e: number) => upperSub[cableOf[e]!]!,
  ];
  const targetOf = new Int32Array(endpointCount).fill(-1);
  leaves.forEach((leaf, n) => {
    const endpoints = on.get(leaf)!.sort((a, b) => port(a) - port(b) || sub(a) - sub(b));
    endpoints.forEach((e, i) => {
      targetOf[e] = n * most + i;
    });
  });
  return { targetOf, leafOf, leaves, slots: most };
}
