import { UnionFind } from '../../std/union-find.js';
import type { Carrier } from './carrier.js';
import type { Wanted } from './traffic.js';

/** Permutations of vertices: twins may change places, two by two; maps say where each vertex goes. */
export interface SymmetryEvidence {
  readonly twins: readonly (readonly string[])[];
  readonly maps: readonly { readonly from: readonly string[]; readonly to: readonly string[] }[];
}

/** By vertex, by arc: the first of those that symmetries map onto each other. */
export interface SeenOrbits {
  readonly ofVertex: Int32Array;
  readonly ofArc: Int32Array;
}

/**
 * What symmetries map onto each other; each is held against every arc and demand of a vertex that it
 * moves, and refused with a reason if it does not keep them.
 */
export function orbitsOf(
  carrier: Carrier,
  wanted: Wanted,
  { twins, maps }: SymmetryEvidence,
  reasons: string[],
): SeenOrbits {
  const [vertices, arcs] = [new UnionFind(carrier.count), new UnionFind(carrier.heads.length)];
  const image = Int32Array.from({ length: carrier.count }, (_, v) => v);
  const exchanges = twins.flatMap(([first, ...others]) =>
    others.map((other) => ({ from: [first!, other], to: [other, first!] })),
  );
  for (const { from, to } of [...exchanges, ...maps]) {
    const name = `the symmetry of ${from[0]} and ${to[0]}`;
    const places = from.map(carrier.indexOf);
    const goes = to.map(carrier.indexOf);
    if (!isPermutation(places, goes)) {
      reasons.push(`${name} is no permutation of vertices`);
      continue;
    }
    places.forEach((v, i) => {
      image[v] = goes[i]!;
    });
    const mapped = mapArcs(carrier, wanted, places, image);
    if (!mapped) reasons.push(`${name} does not keep cables or demands`);
    for (const [arc, other] of mapped ?? []) arcs.union(arc, other);
    places.forEach((v, i) => {
      if (mapped) vertices.union(v, goes[i]!);
      image[v] = v;
    });
  }
  return { ofVertex: vertices.representatives(), ofArc: arcs.representatives() };
}

function isPermutation(places: readonly number[], goes: readonly number[]): boolean {
  const from = new Set(places);
  const to = new Set(goes);
  return (
    places.length === goes.length &&
    from.size === places.length &&
    to.size === goes.length &&
    !from.has(-1) &&
    goes.every((v) => from.has(v))
  );
}

/** Arcs at vertices that move, with their images; null if one has no equal image. */
function mapArcs(
  { offsets, heads, gbps, back, passes }: Carrier,
  wanted: Wanted,
  places: readonly number[],
  image: Int32Array,
): [number, number][] | null {
  const mapped: [number, number][] = [];
  for (const v of places) {
    const w = image[v]!;
    const alike =
      passes[v] === passes[w] &&
      offsets[v + 1]! - offsets[v]! === offsets[w + 1]! - offsets[w]! &&
      wanted.keeps(v, w, image);
    if (!alike) return null;
    const between = new Map<number, number>();
    for (let i = offsets[w]!; i < offsets[w + 1]!; i++) between.set(heads[i]!, i);
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const other = between.get(image[heads[i]!]!);
      if (other === undefined || gbps[other] !== gbps[i]) return null;
      mapped.push([i, other]);
    }
  }
  // Towards a vertex that moves: the same bundles, from the other end.
  return [...mapped, ...mapped.map(([arc, other]): [number, number] => [back[arc]!, back[other]!])];
}
