import { endpointCount, type PathGraph } from './path-graph.js';

/** The fewest and the most shortest paths of a pair of endpoints. */
export interface PathCounts {
  readonly min: number;
  readonly max: number;
}

/**
 * Shortest paths between endpoints that share no switch, of the pairs that have any: parallel cables
 * make paths of their own, also those of an endpoint. Null: there is no such pair.
 *
 * @param sources kinds to search from; all, or those that stand for the others by symmetry
 */
export function shortestPathCounts(graph: PathGraph, sources: Iterable<number>): PathCounts | null {
  const search = new Search(graph);
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const source of sources) {
    search.run(source);
    for (let k = 0; k < graph.kindCount; k++) {
      if (k === source || graph.counts[k] === 0 || shareSwitch(graph, source, k)) continue;
      const paths = search.pathsTo(k);
      if (paths === 0) continue;
      min = Math.min(min, paths);
      max = Math.max(max, paths);
    }
  }
  return max === 0 ? null : { min, max };
}

/** Whether two kinds hang on a common switch; lists of leaves are ascending. */
function shareSwitch({ leafOffsets, leaves }: PathGraph, a: number, b: number): boolean {
  let [i, j] = [leafOffsets[a]!, leafOffsets[b]!];
  while (i < leafOffsets[a + 1]! && j < leafOffsets[b + 1]!) {
    if (leaves[i] === leaves[j]) return true;
    if (leaves[i]! < leaves[j]!) i++;
    else j++;
  }
  return false;
}

/** Breadth-first from one endpoint: hops to every switch, and on how many shortest paths. */
class Search {
  readonly #hops: Int32Array;
  readonly #paths: Float64Array;
  readonly #kindHops: Int32Array;
  readonly #kindPaths: Float64Array;
  readonly #queue: Int32Array;

  constructor(readonly graph: PathGraph) {
    this.#hops = new Int32Array(graph.switchCount);
    this.#paths = new Float64Array(graph.switchCount);
    this.#kindHops = new Int32Array(graph.kindCount);
    this.#kindPaths = new Float64Array(graph.kindCount);
    this.#queue = new Int32Array(graph.switchCount + graph.kindCount);
  }

  run(source: number): void {
    const { switchCount } = this.graph;
    this.#hops.fill(-1);
    this.#kindHops.fill(-1);
    this.#kindHops[source] = 0;
    this.#kindPaths[source] = 1;
    this.#queue[0] = switchCount + source;
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const v = this.#queue[head]!;
      tail =
        v < switchCount
          ? this.#leaveSwitch(v, tail)
          : this.#leaveKind(v - switchCount, tail, source);
    }
  }

  /** Shortest paths to one endpoint of a kind, 0 if there is none. */
  pathsTo(kind: number): number {
    return this.#kindHops[kind]! < 0 ? 0 : this.#kindPaths[kind]!;
  }

  #leaveSwitch(s: number, tail: number): number {
    const { offsets, neighbours, cables, kindOffsets, kindsAt, switchCount, relays } = this.graph;
    const [hops, paths] = [this.#hops[s]! + 1, this.#paths[s]!];
    let end = tail;
    for (let i = offsets[s]!; i < offsets[s + 1]!; i++) {
      const t = neighbours[i]!;
      if (this.#hops[t] === -1) {
        this.#hops[t] = hops;
        this.#paths[t] = 0;
        this.#queue[end++] = t;
      }
      if (this.#hops[t] === hops) this.#paths[t]! += paths * cables[i]!;
    }
    for (let i = kindOffsets[s]!; i < kindOffsets[s + 1]!; i++) {
      const k = kindsAt[i]!;
      if (this.#kindHops[k] === -1) {
        this.#kindHops[k] = hops;
        this.#kindPaths[k] = 0;
        if (relays[k] === 1) this.#queue[end++] = switchCount + k;
      }
      if (this.#kindHops[k] === hops) this.#kindPaths[k]! += paths * this.#cablesTo(k, s);
    }
    return end;
  }

  /** All endpoints of a kind pass on, the source alone sends. */
  #leaveKind(k: number, tail: number, source: number): number {
    const { leafOffsets, leaves, leafCables } = this.graph;
    const hops = this.#kindHops[k]! + 1;
    const endpoints = k === source ? 1 : endpointCount(this.graph, k);
    let end = tail;
    for (let i = leafOffsets[k]!; i < leafOffsets[k + 1]!; i++) {
      const s = leaves[i]!;
      if (this.#hops[s] === -1) {
        this.#hops[s] = hops;
        this.#paths[s] = 0;
        this.#queue[end++] = s;
      }
      if (this.#hops[s] === hops)
        this.#paths[s]! += this.#kindPaths[k]! * endpoints * leafCables[i]!;
    }
    return end;
  }

  #cablesTo(kind: number, s: number): number {
    const { leafOffsets, leaves, leafCables } = this.graph;
    for (let i = leafOffsets[kind]!; i < leafOffsets[kind + 1]!; i++) {
      if (leaves[i] === s) return leafCables[i]!;
    }
    return 0;
  }
}
