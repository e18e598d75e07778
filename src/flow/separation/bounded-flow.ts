import type { Arcs } from '../dinic.js';

/**
 * How many paths lead from some vertices to one, counted up to a bound: by augmenting paths (Ford and
 * Fulkerson), each searched backwards from the target and in depth first, since where there are many
 * sources one is near. For many questions about one network.
 */
export class BoundedFlow {
  readonly #left: Float64Array;
  readonly #touched: number[] = [];
  /** By vertex: the arc by which the last search left it, −1 if it did not. */
  readonly #leftBy: Int32Array;
  readonly #seen: Int32Array;
  readonly #stack: Int32Array;

  /** @param capacity by arc: how many paths may take it */
  constructor(
    readonly network: Arcs,
    readonly capacity: Float64Array,
  ) {
    this.#left = capacity.slice();
    this.#leftBy = new Int32Array(network.switchCount).fill(-1);
    this.#seen = new Int32Array(network.switchCount);
    this.#stack = new Int32Array(network.switchCount);
  }

  /** @param isSource by vertex: 1 if paths start there; the target is none */
  paths(isSource: Uint8Array, target: number, most: number): number {
    for (const arc of this.#touched) this.#left[arc] = this.capacity[arc]!;
    this.#touched.length = 0;
    let found = 0;
    while (found < most && this.#augment(isSource, target)) found++;
    return found;
  }

  #augment(isSource: Uint8Array, target: number): boolean {
    const { arcOffsets, arcs, heads } = this.network;
    const [left, leftBy, seen, stack] = [this.#left, this.#leftBy, this.#seen, this.#stack];
    seen[0] = target;
    stack[0] = target;
    leftBy[target] = -2;
    let [count, depth, source] = [1, 1, -1];
    while (depth > 0 && source < 0) {
      const v = stack[--depth]!;
      for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]! && source < 0; i++) {
        const towards = arcs[i]! ^ 1;
        const u = heads[arcs[i]!]!;
        if (leftBy[u] !== -1 || !(left[towards]! > 0)) continue;
        leftBy[u] = towards;
        seen[count++] = u;
        stack[depth++] = u;
        if (isSource[u] === 1) source = u;
      }
    }
    for (let v = source; v >= 0 && v !== target; v = heads[leftBy[v]!]!) {
      const arc = leftBy[v]!;
      this.#touched.push(arc, arc ^ 1);
      left[arc]!--;
      left[arc ^ 1]!++;
    }
    for (let i = 0; i < count; i++) leftBy[seen[i]!] = -1;
    return source >= 0;
  }
}
