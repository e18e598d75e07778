/**
 * A graph as symmetries see it: vertices with colours, and for each ordered pair of neighbours one
 * arc with a label that says everything about the pair. The pair (w, v) has an arc where (v, w) has one.
 */
export interface LabelledGraph {
  readonly count: number;
  /** Arcs that leave vertex v: `offsets[v]` … `offsets[v + 1] − 1`. */
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  /** By arc: the arc of the same pair in the other direction. */
  readonly reverse: Int32Array;
  readonly labels: Int32Array;
  /** By vertex: no symmetry maps vertices of different colours onto each other. */
  readonly colours: Int32Array;
}

/** A permutation: the vertices that move, and where each of them goes. */
export interface Permutation {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Numbers for things that are told apart by a key, in order of first sight. */
export function numbering(): (key: string | number) => number {
  const numbers = new Map<string | number, number>();
  return (key) => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
}
