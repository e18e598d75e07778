import type { UpDownTree } from './up-down-tree.js';

/**
 * Which cables of a tree lead to one leaf, or to another switch: up until a switch stands above it, then
 * down.
 */
export class WaysToLeaf {
  #leaf = -1;
  /** By switch: 1 if cables in use lead down from it to the leaf, and of the leaf itself. */
  readonly #above: Uint8Array;
  /** By switch: 1 if a way leads from it to the leaf, 2 if none does, 0 while this is not known. */
  readonly #way: Uint8Array;
  /** By switch above the leaf: its entries of `tree.down` that lead there, child by child. */
  #downs = new Map<number, number[][]>();

  /** @param capacity Gb/s by cable of the fabric, 0 = dead */
  constructor(
    readonly tree: UpDownTree,
    readonly capacity: Float64Array,
  ) {
    this.#above = new Uint8Array(tree.level.length);
    this.#way = new Uint8Array(tree.level.length);
  }

  isDead(cable: number): boolean {
    return !(this.capacity[cable]! > 0);
  }

  isAbove(v: number): boolean {
    return this.#above[v] === 1;
  }

  /** The leaf, or other switch, that the following questions are about. */
  aim(leaf: number): void {
    if (this.#leaf === leaf) return;
    this.#leaf = leaf;
    const { up } = this.tree;
    this.#above.fill(0);
    this.#way.fill(0);
    this.#downs = new Map();
    this.#above[leaf] = 1;
    const queue = [leaf];
    for (const v of queue) {
      for (let i = up.start[v]!; i < up.start[v + 1]!; i++) {
        const parent = up.ends[i]!;
        if (this.isDead(up.cables[i]!) || this.#above[parent] === 1) continue;
        this.#above[parent] = 1;
        queue.push(parent);
      }
    }
  }

  /** The entry of `tree.up` from a number on that leads to the leaf, −1: none does. */
  up(v: number, number: number): number {
    const { start, cables, ends } = this.tree.up;
    const count = start[v + 1]! - start[v]!;
    for (let i = 0; i < count; i++) {
      const port = start[v]! + ((number + i) % count);
      if (!this.isDead(cables[port]!) && this.#hasWay(ends[port]!)) return port;
    }
    return -1;
  }

  #hasWay(v: number): boolean {
    if (this.#way[v] === 0) this.#way[v] = this.isAbove(v) || this.up(v, 0) >= 0 ? 1 : 2;
    return this.#way[v] === 1;
  }

  /** The entry of `tree.down` that leads from a switch above to the leaf: by child, then by cable. */
  down(v: number, child: number, cable: number): number {
    const children = this.#downs.get(v) ?? this.#downsOf(v);
    this.#downs.set(v, children);
    for (let i = 0; i < children.length; i++) {
      const ports = children[(child + i) % children.length]!;
      for (let k = 0; k < ports.length; k++) {
        const port = ports[(cable + k) % ports.length]!;
        if (!this.isDead(this.tree.down.cables[port]!)) return port;
      }
    }
    return -1;
  }

  #downsOf(v: number): number[][] {
    const { start, ends } = this.tree.down;
    const children: number[][] = [];
    for (let i = start[v]!; i < start[v + 1]!; i++) {
      if (!this.isAbove(ends[i]!)) continue;
      if (i > start[v]! && ends[i] === ends[i - 1]) children.at(-1)!.push(i);
      else children.push([i]);
    }
    return children;
  }
}
