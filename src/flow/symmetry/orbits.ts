import { UnionFind } from '../../std/union-find.js';
import type { LabelledGraph, Permutation } from './labelled-graph.js';

/**
 * Orbits of vertices and arcs under the permutations that were accepted: each is verified by mapping
 * every arc at a vertex that it moves, so that what is joined is symmetric, whoever proposed it.
 */
export class Orbits {
  readonly generators: Permutation[] = [];
  readonly #vertices: UnionFind;
  readonly #arcs: UnionFind;
  /** By vertex: where it goes; itself between two calls. */
  readonly #image: Int32Array;
  /** By head: the last arc to it that was looked at, and from which vertex that is. */
  readonly #arcTo: Int32Array;
  readonly #stamp: Int32Array;

  constructor(readonly graph: LabelledGraph) {
    this.#vertices = new UnionFind(graph.count);
    this.#arcs = new UnionFind(graph.heads.length);
    this.#image = Int32Array.from({ length: graph.count }, (_, v) => v);
    this.#arcTo = new Int32Array(graph.count);
    this.#stamp = new Int32Array(graph.count).fill(-1);
  }

  sameOrbit(v: number, w: number): boolean {
    return this.#vertices.find(v) === this.#vertices.find(w);
  }

  /** By vertex, by arc: the first of its orbit. */
  vertexOrbits(): Int32Array {
    return this.#vertices.representatives();
  }
  arcOrbits(): Int32Array {
    return this.#arcs.representatives();
  }

  /** Joins what a permutation maps onto each other, if it is a symmetry; says whether it is one. */
  accept(permutation: Permutation): boolean {
    const { from, to } = permutation;
    const image = this.#image;
    for (let i = 0; i < from.length; i++) image[from[i]!] = to[i]!;
    const holds = this.#permutes(permutation) && this.#walk(from, null);
    if (holds) {
      this.#walk(from, this.#arcs);
      for (let i = 0; i < from.length; i++) this.#vertices.union(from[i]!, to[i]!);
      this.generators.push(permutation);
    }
    for (const v of from) image[v] = v;
    return holds;
  }

  /** Whether vertices go to each other's places, each of them to one of its own colour. */
  #permutes({ from, to }: Permutation): boolean {
    const { colours, count } = this.graph;
    const places = new Set(from);
    const taken = new Set(to);
    return (
      from.length === to.length &&
      places.size === from.length &&
      taken.size === to.length &&
      from.every((v, i) => v < count && places.has(to[i]!) && colours[v] === colours[to[i]!])
    );
  }

  /** Maps every arc at a vertex that moves; joins arcs with their images if there is `arcs`. */
  #walk(from: Int32Array, arcs: UnionFind | null): boolean {
    const { offsets, heads, labels, reverse } = this.graph;
    const [image, arcTo, stamp] = [this.#image, this.#arcTo, this.#stamp];
    for (const v of from) {
      const w = image[v]!;
      if (offsets[v + 1]! - offsets[v]! !== offsets[w + 1]! - offsets[w]!) return false;
      for (let i = offsets[w]!; i < offsets[w + 1]!; i++) {
        arcTo[heads[i]!] = i;
        stamp[heads[i]!] = w;
      }
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const head = image[heads[i]!]!;
        if (stamp[head] !== w || labels[arcTo[head]!] !== labels[i]) return false;
        arcs?.union(i, arcTo[head]!);
        arcs?.union(reverse[i]!, reverse[arcTo[head]!]!);
      }
    }
    return true;
  }
}
