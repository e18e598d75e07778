import type { CompactFabric } from '../../fabric/compact.js';

/**
 * A proposed symmetry of any order that leaves every plane where it is: the vertices that move, and
 * where each of them goes. It proves nothing until it was verified.
 */
export interface Turn {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Whether vertices go to each other's places, each of them to one of its own. */
export function isPermutation({ from, to }: Turn, { vertexCount }: CompactFabric): boolean {
  const leaves = new Uint8Array(vertexCount);
  const comes = new Uint8Array(vertexCount);
  for (let i = 0; i < from.length; i++) {
    if (leaves[from[i]!]!++ > 0 || comes[to[i]!]!++ > 0) return false;
  }
  return from.length === to.length && to.every((v) => leaves[v] === 1);
}
