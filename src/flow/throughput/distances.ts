import type { TrafficNetwork } from './traffic-network.js';

/**
 * By vertex: the length of the shortest way from a source (E. W. Dijkstra, 1959). No way passes through
 * a vertex that passes nothing on.
 *
 * @param lengths by arc, none negative
 */
export function distancesFrom(
  { count, offsets, heads, passes }: TrafficNetwork,
  source: number,
  lengths: (arc: number) => number,
): Float64Array {
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  distance[source] = 0;
  const heap = new Heap(distance);
  heap.push(source);
  for (let v = heap.pop(); v >= 0; v = heap.pop()) {
    if (v !== source && passes[v] === 0) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const farther = distance[v]! + lengths(i);
      if (farther >= distance[heads[i]!]!) continue;
      distance[heads[i]!] = farther;
      heap.push(heads[i]!);
    }
  }
  return distance;
}

/** Vertices by distance; one that is already in it moves up. */
class Heap {
  readonly #items: number[] = [];
  readonly #at: Int32Array;

  constructor(readonly distance: Float64Array) {
    this.#at = new Int32Array(distance.length).fill(-1);
  }

  push(v: number): void {
    let at = this.#at[v]! >= 0 ? this.#at[v]! : this.#items.push(v) - 1;
    for (let up = (at - 1) >> 1; at > 0; at = up, up = (at - 1) >> 1) {
      const parent = this.#items[up]!;
      if (this.distance[parent]! <= this.distance[v]!) break;
      this.#put(parent, at);
    }
    this.#put(v, at);
  }

  /** The nearest one, or −1. */
  pop(): number {
    const [nearest] = this.#items;
    if (nearest === undefined) return -1;
    const last = this.#items.pop()!;
    this.#at[nearest] = -1;
    if (last !== nearest) this.#sink(last);
    return nearest;
  }

  #sink(v: number): void {
    const items = this.#items;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      const right = child + 1;
      if (right < items.length && this.#near(right) < this.#near(child)) child = right;
      if (this.#near(child) >= this.distance[v]!) break;
      this.#put(items[child]!, at);
      at = child;
    }
    this.#put(v, at);
  }

  #near(at: number): number {
    return this.distance[this.#items[at]!]!;
  }

  #put(v: number, at: number): void {
    this.#items[at] = v;
    this.#at[v] = at;
  }
}
