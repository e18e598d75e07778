import { UnionFind } from '../../std/union-find.js';
import type { Bundles } from '../bisection/bundles.js';

/** Switches and bundles that symmetries map onto each other: by each, the first of its orbit. */
export interface Orbits {
  readonly switches: Int32Array;
  readonly bundles: Int32Array;
  /** Which of the proposed maps are symmetries. */
  readonly kept: readonly Int32Array[];
}

/**
 * Orbits under those of the proposed maps of switches that keep every bundle, its Gb/s and its length, and what
 * every switch emits; each is verified bundle by bundle.
 *
 * @param maps by switch: the one in whose place it goes
 * @param emits by switch: Gb/s
 */
export function orbitsOf(
  bundles: Bundles,
  emits: Float64Array,
  maps: readonly Int32Array[],
): Orbits {
  const switches = new UnionFind(emits.length);
  const ways = new UnionFind(bundles.heads.length);
  const image = new Int32Array(bundles.heads.length);
  const kept = maps.filter((map) => {
    if (!mapBundles(bundles, emits, map, image)) return false;
    for (let v = 0; v < map.length; v++) switches.union(v, map[v]!);
    for (let i = 0; i < image.length; i++) ways.union(i, image[i]!);
    return true;
  });
  return { switches: switches.representatives(), bundles: ways.representatives(), kept };
}

/** Fills in where each bundle goes; false if the map is no symmetry. */
function mapBundles(
  { offsets, heads, gbps, lengths }: Bundles,
  emits: Float64Array,
  map: Int32Array,
  image: Int32Array,
): boolean {
  const comes = new Uint8Array(map.length);
  /** By switch: the bundle to it from the switch that is looked at. */
  const at = new Int32Array(map.length).fill(-1);
  for (let v = 0; v < map.length; v++) {
    const w = map[v]!;
    if (comes[w]!++ > 0 || emits[v] !== emits[w]) return false;
    if (offsets[v + 1]! - offsets[v]! !== offsets[w + 1]! - offsets[w]!) return false;
    for (let i = offsets[w]!; i < offsets[w + 1]!; i++) at[heads[i]!] = i;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const j = at[map[heads[i]!]!]!;
      if (j < offsets[w]! || j >= offsets[w + 1]!) return false;
      if (gbps[i] !== gbps[j] || lengths[i] !== lengths[j]) return false;
      image[i] = j;
    }
  }
  return true;
}
