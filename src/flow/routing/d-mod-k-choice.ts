import type { UpDownTree } from './up-down-tree.js';
import type { WaysToLeaf } from './ways-to-leaf.js';

/**
 * Which cable a switch takes towards the target of an index d (`d-mod-k.ts`), as an entry of `tree.up` or
 * `tree.down`; −1: none leads there. What it leads to is on the switch that the ways aim at.
 */
export class DModKChoice {
  /** By level: the switches above one of each level below it, multiplied. */
  readonly #strides: readonly number[];

  constructor(
    readonly tree: UpDownTree,
    readonly ways: WaysToLeaf,
  ) {
    const strides = [1];
    for (let level = 1; level < tree.levels; level++) {
      strides.push(strides[level - 1]! * tree.parents[level - 1]!);
    }
    this.#strides = strides;
  }

  /** Of a switch that does not stand above what the ways aim at. */
  up(v: number, d: number): number {
    return this.ways.up(v, Math.floor(d / this.#strides[this.tree.level[v]!]!));
  }

  /** Of a switch that does. */
  down(v: number, d: number): number {
    const level = this.tree.level[v]!;
    const child = Math.floor(d / (this.#strides[level - 2] ?? 1));
    return this.ways.down(v, child, Math.floor(d / this.#strides[level]!));
  }
}
