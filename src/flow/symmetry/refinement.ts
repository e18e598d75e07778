import type { LabelledGraph } from './labelled-graph.js';

/** What refinement looks at: colours are given, and nothing goes back along an arc. */
export type RefinedGraph = Pick<LabelledGraph, 'count' | 'offsets' | 'heads' | 'labels'>;

/**
 * Colours of vertices that say what colour refinement can tell: two vertices have one colour if they
 * agree in all that can be said of their neighbours by colour and label, and of theirs in turn (B. Weisfeiler
 * and A. Leman, 1968). A colour is a hash of what was seen, so that colours of two starts can be
 * compared. Equal colours are a guess at a symmetry: whoever uses them verifies what follows.
 */
export class Colouring {
  readonly #high: Uint32Array;
  readonly #low: Uint32Array;

  constructor(
    readonly graph: RefinedGraph,
    initial: ArrayLike<number>,
  ) {
    this.#high = Uint32Array.from({ length: graph.count }, (_, v) => mix(initial[v]!, 0x9e3779b9));
    this.#low = Uint32Array.from({ length: graph.count }, (_, v) => mix(initial[v]!, 0x85ebca6b));
  }

  /** Gives vertices colours of their own, by the marks that are given. */
  individualise(vertices: readonly number[], marks: readonly number[]): void {
    vertices.forEach((v, i) => {
      this.#high[v] = mix(this.#high[v]!, marks[i]! + 1);
      this.#low[v] = mix(this.#low[v]!, marks[i]! + 0x1000193);
    });
  }

  copy(): Colouring {
    const copy = new Colouring(this.graph, this.#high);
    copy.#high.set(this.#high);
    copy.#low.set(this.#low);
    return copy;
  }

  /** Refines until neighbours tell no further vertices apart. @returns arcs that were looked at */
  refine(): number {
    const { count, offsets, heads, labels } = this.graph;
    const [high, low] = [this.#high, this.#low];
    const [nextHigh, nextLow] = [new Uint32Array(count), new Uint32Array(count)];
    let distinct = this.distinct();
    for (let steps = heads.length; ; steps += heads.length) {
      for (let v = 0; v < count; v++) {
        let [sumHigh, sumLow] = [0, 0];
        const end = offsets[v + 1]!;
        for (let i = offsets[v]!; i < end; i++) {
          const head = heads[i]!;
          const label = labels[i]!;
          sumHigh = (sumHigh + mix(high[head]!, label)) | 0;
          sumLow = (sumLow + mix(low[head]!, label ^ 0x5bd1e995)) | 0;
        }
        nextHigh[v] = mix(high[v]!, sumHigh);
        nextLow[v] = mix(low[v]!, sumLow);
      }
      high.set(nextHigh);
      low.set(nextLow);
      const now = this.distinct();
      if (now === distinct) return steps;
      distinct = now;
    }
  }

  /** 53 bits of the colour of a vertex. */
  key(v: number): number {
    return this.#high[v]! * 0x200000 + (this.#low[v]! >>> 11);
  }

  keys(): Float64Array {
    return Float64Array.from({ length: this.graph.count }, (_, v) => this.key(v));
  }

  distinct(): number {
    const seen = new Set<number>();
    for (let v = 0; v < this.graph.count; v++) seen.add(this.key(v));
    return seen.size;
  }
}

/** The finaliser of MurmurHash3 (A. Appleby, 2011) over two words. */
function mix(a: number, b: number): number {
  let h = Math.imul(a ^ Math.imul(b ^ (b >>> 15), 0x2c1b3c6d), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ b, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
