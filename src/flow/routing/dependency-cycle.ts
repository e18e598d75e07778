import type { Dependencies } from './dependencies.js';

/** Dependencies that are looked at for a shorter cycle than the one that is known, at most. */
const mostSteps = 2e7;

/** Numbers that every dependency ascends, by way (−1: not taken), or a cycle of ways. */
export type Order = { readonly numbers: Int32Array } | { readonly cycle: readonly number[] };

/**
 * Takes away what depends on nothing that is left, again and again (A. B. Kahn, 1962).
 *
 * @param shortest no cycle can be shorter
 */
export function orderOf(dependencies: Dependencies, shortest: number): Order {
  const { taken } = dependencies;
  const waits = new Int32Array(taken.length);
  for (let way = 0; way < taken.length; way++) {
    if (taken[way] === 1) for (const next of dependencies.after(way)) waits[next]!++;
  }
  const numbers = new Int32Array(taken.length).fill(-1);
  const queue: number[] = [];
  for (let way = 0; way < taken.length; way++) {
    if (taken[way] === 1 && waits[way] === 0) {
      numbers[way] = 0;
      queue.push(way);
    }
  }
  for (const way of queue) {
    for (const next of dependencies.after(way)) {
      numbers[next] = Math.max(numbers[next]!, numbers[way]! + 1);
      if (--waits[next]! === 0) queue.push(next);
    }
  }
  const left = taken.map((one, way) => (one === 1 && waits[way]! > 0 ? 1 : 0));
  return left.includes(1) ? { cycle: cycleIn(dependencies, left, shortest) } : { numbers };
}

/** A shortest cycle among what is left; the shortest that was found where looking further takes too long. */
function cycleIn(dependencies: Dependencies, left: Uint8Array, shortest: number): number[] {
  const core = withoutEnds(dependencies, left);
  let best = someCycle(dependencies, core);
  const before = new Int32Array(core.length);
  const distance = new Int32Array(core.length);
  const met = new Int32Array(core.length).fill(-1);
  let steps = 0;
  for (let first = 0; first < core.length && best.length > shortest && steps < mostSteps; first++) {
    if (core[first] === 0) continue;
    const queue = [first];
    met[first] = first;
    distance[first] = 0;
    search: for (const way of queue) {
      if (distance[way]! + 1 >= best.length) break;
      for (const next of dependencies.after(way)) {
        steps++;
        if (next === first) {
          best = [way];
          while (best[0] !== first) best.unshift(before[best[0]!]!);
          break search;
        }
        if (core[next] === 0 || met[next] === first) continue;
        met[next] = first;
        before[next] = way;
        distance[next] = distance[way]! + 1;
        queue.push(next);
      }
    }
  }
  return best;
}

/** Ways on which nothing that is left depends any more are on no cycle, either. */
function withoutEnds(dependencies: Dependencies, left: Uint8Array): Uint8Array {
  const { offsets, heads } = dependencies.ways;
  const core = left.slice();
  const follow = new Int32Array(core.length);
  const ends: number[] = [];
  for (let way = 0; way < core.length; way++) {
    if (core[way] === 0) continue;
    for (const next of dependencies.after(way)) if (core[next] === 1) follow[way]!++;
    if (follow[way] === 0) ends.push(way);
  }
  for (const end of ends) {
    core[end] = 0;
    const tail = heads[dependencies.back[end]!]!;
    for (let out = offsets[tail]!; out < offsets[tail + 1]!; out++) {
      const way = dependencies.back[out]!;
      if (core[way] === 0 || !dependencies.follows(way, end)) continue;
      if (--follow[way]! === 0) ends.push(way);
    }
  }
  return core;
}

/** Each way in the core is followed by one of the core: a walk there comes back. */
function someCycle(dependencies: Dependencies, core: Uint8Array): number[] {
  const place = new Map<number, number>();
  const walk: number[] = [];
  let way = core.indexOf(1);
  while (!place.has(way)) {
    place.set(way, walk.push(way) - 1);
    way = dependencies.after(way).find((next) => core[next] === 1)!;
  }
  return walk.slice(place.get(way)!);
}
