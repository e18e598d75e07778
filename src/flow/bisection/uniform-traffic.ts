import type { Bundles } from './bundles.js';

/** By switch, by bundle: the first of those that symmetries map onto each other. */
export interface BundleOrbits {
  readonly switches: Int32Array;
  readonly bundles: Int32Array;
}

/**
 * How often the traffic fits in which every switch sends R_u · R_v / ΣR to every other over shortest
 * paths, shared out by capacity at every switch. One switch of an orbit is walked, and what it loads
 * is shared by the orbits of bundles.
 *
 * @param emits by switch: R, Gb/s
 */
export function uniformFits(bundles: Bundles, emits: Float64Array, orbits: BundleOrbits): number {
  const { gbps } = bundles;
  const load = new Float64Array(gbps.length);
  const members = new Int32Array(emits.length);
  for (const first of orbits.switches) members[first]!++;
  const total = emits.reduce((sum, each) => sum + each, 0);
  const walk = new Walk(bundles);
  for (let target = 0; target < emits.length; target++) {
    if (members[target] === 0 || emits[target] === 0) continue;
    const part = (members[target]! * emits[target]!) / total;
    walk.load(
      target,
      emits.map((each) => each * part),
      orbits.bundles,
      load,
    );
  }
  const alike = new Int32Array(gbps.length);
  for (const first of orbits.bundles) alike[first]!++;
  let fits = Number.POSITIVE_INFINITY;
  for (let i = 0; i < load.length; i++) {
    if (load[i]! > 0) fits = Math.min(fits, (gbps[i]! * alike[i]!) / load[i]!);
  }
  return fits;
}

/** Walks from one switch after another, the nearest first. */
class Walk {
  readonly #distance: Int32Array;
  /** Switches in the order of their distance. */
  readonly #order: Int32Array;
  readonly #rings: number[][];

  constructor(readonly bundles: Bundles) {
    this.#distance = new Int32Array(bundles.offsets.length - 1);
    this.#order = new Int32Array(bundles.offsets.length - 1);
    const longest = bundles.lengths.reduce((a, b) => Math.max(a, b), 1);
    this.#rings = Array.from({ length: longest + 1 }, () => []);
  }

  /**
   * Adds, by first bundle of an orbit, what passes all of the orbit when every switch sends what is
   * in `passing` to the target; changes `passing`.
   */
  load(target: number, passing: Float64Array, orbitOf: Int32Array, load: Float64Array): void {
    const { offsets, heads, gbps, lengths } = this.bundles;
    const [distance, order] = [this.#distance, this.#order];
    // The farthest first: all that passes a switch is there before it is shared out.
    for (let read = this.#from(target) - 1; read > 0; read--) {
      const v = order[read]!;
      if (passing[v] === 0) continue;
      const [start, end] = [offsets[v]!, offsets[v + 1]!];
      const far = distance[v]!;
      let closer = 0;
      for (let i = start; i < end; i++) {
        if (distance[heads[i]!]! + lengths[i]! === far) closer += gbps[i]!;
      }
      const perGbps = passing[v]! / closer;
      for (let i = start; i < end; i++) {
        const head = heads[i]!;
        if (distance[head]! + lengths[i]! !== far) continue;
        const sent = perGbps * gbps[i]!;
        load[orbitOf[i]!]! += sent;
        passing[head]! += sent;
      }
    }
  }

  /** Finds distances from a switch (R. B. Dial, 1969); returns how many it reaches. */
  #from(root: number): number {
    const { offsets, heads, lengths } = this.bundles;
    const [distance, order, rings] = [this.#distance, this.#order, this.#rings];
    distance.fill(FAR);
    distance[root] = 0;
    rings[0]!.push(root);
    let waiting = 1;
    let filled = 0;
    for (let at = 0; waiting > 0; at++) {
      const ring = rings[at % rings.length]!;
      for (const v of ring) {
        // It may wait here from when it was thought to be farther.
        if (distance[v] !== at) continue;
        order[filled++] = v;
        const end = offsets[v + 1]!;
        for (let i = offsets[v]!; i < end; i++) {
          const farther = at + lengths[i]!;
          if (distance[heads[i]!]! <= farther) continue;
          distance[heads[i]!] = farther;
          rings[farther % rings.length]!.push(heads[i]!);
          waiting++;
        }
      }
      waiting -= ring.length;
      ring.length = 0;
    }
    return filled;
  }
}

/** Farther than any switch, and a sum with a length is a number still. */
const FAR = 2 ** 30;
