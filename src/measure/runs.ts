import type { CompactFabric } from '../fabric/compact.js';

/** Cables from position i of v's list on that go to the same neighbour. */
export function runLength({ offsets, neighbours }: CompactFabric, v: number, i: number): number {
  const end = offsets[v + 1]!;
  let j = i + 1;
  while (j < end && neighbours[j] === neighbours[i]) j++;
  return j - i;
}

/** Where the run of each neighbour starts in the list of the vertex that was looked at last. */
export class RunIndex {
  readonly #start: Int32Array;
  readonly #owner: Int32Array;
  #last = 1;

  constructor(readonly fabric: CompactFabric) {
    this.#start = new Int32Array(fabric.vertexCount);
    this.#owner = new Int32Array(fabric.vertexCount);
  }

  look(v: number): void {
    const { offsets, neighbours } = this.fabric;
    this.#last++;
    // Backwards, so that the first cable of a run is noted last.
    for (let i = offsets[v + 1]! - 1; i >= offsets[v]!; i--) {
      const u = neighbours[i]!;
      this.#owner[u] = this.#last;
      this.#start[u] = i;
    }
  }

  /** −1: no cable goes there. */
  startOf(neighbour: number): number {
    return this.#owner[neighbour] === this.#last ? this.#start[neighbour]! : -1;
  }
}
