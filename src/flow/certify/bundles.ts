import type { CompactFabric } from '../../fabric/compact.js';
import { UnionFind } from '../../std/union-find.js';
import type { SeenPlane } from './plane.js';

/** Parallel links of a plane as one, by the vertex that they leave; the heads of each ascend. */
export interface SeenBundles {
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  /** By bundle: 1 if it joins two groups of switches. */
  readonly between: Uint8Array;
}

export function seenBundles(
  { switches, endpointCount, vertexCount }: CompactFabric,
  capacity: Float64Array,
  { offsets: from, heads: ends, ways }: SeenPlane,
): SeenBundles {
  const offsets = new Int32Array(vertexCount + 1);
  const [heads, gbps]: [number[], number[]] = [[], []];
  const between: number[] = [];
  for (let v = 0; v < vertexCount; v++) {
    const own = Array.from(ways.subarray(from[v]!, from[v + 1]!), (cable, i) => ({
      head: ends[from[v]! + i]!,
      more: capacity[cable]!,
    })).sort((a, b) => a.head - b.head);
    for (const [i, { head, more }] of own.entries()) {
      if (i > 0 && own[i - 1]!.head === head) gbps.push(gbps.pop()! + more);
      else {
        heads.push(head);
        gbps.push(more);
        const [a, b] = [switches[v - endpointCount], switches[head - endpointCount]];
        between.push(a?.group === b?.group ? 0 : 1);
      }
    }
    offsets[v + 1] = heads.length;
  }
  return {
    offsets,
    heads: Int32Array.from(heads),
    gbps: Float64Array.from(gbps),
    between: Uint8Array.from(between),
  };
}

/** A map of switches by ids, as a certificate lists it. */
export interface ListedTurn {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/**
 * By vertex and by bundle: the first of those that the maps carry it to. Adds a reason where a map
 * does not keep all bundles with their Gb/s and what every vertex emits.
 */
export function orbitsUnder(
  fabric: CompactFabric,
  bundles: SeenBundles,
  emits: Float64Array,
  turns: readonly ListedTurn[],
  reasons: string[],
): { readonly vertexOrbit: Int32Array; readonly bundleOrbit: Int32Array } {
  const vertices = new UnionFind(fabric.vertexCount);
  const arcs = new UnionFind(bundles.heads.length);
  for (const [number, turn] of turns.entries()) {
    const name = `turn ${number}`;
    const image = imageOf(fabric, turn, name, reasons);
    if (!image) continue;
    const wrong = carry(bundles, emits, image, vertices, arcs);
    if (wrong >= 0) reasons.push(`${name} does not keep what ${fabric.vertexIds[wrong]} has`);
  }
  return { vertexOrbit: vertices.representatives(), bundleOrbit: arcs.representatives() };
}

/** Where each vertex goes; null if two go to the same place. */
function imageOf(
  { vertexCount, endpointCount, indexOfVertex }: CompactFabric,
  { from, to }: ListedTurn,
  name: string,
  reasons: string[],
): Int32Array | null {
  const image = Int32Array.from({ length: vertexCount }, (_, v) => v);
  const index = (id: string | undefined) => indexOfVertex.get(id ?? '') ?? -1;
  for (const [i, id] of from.entries()) {
    const [v, w] = [index(id), index(to[i])];
    if (v < endpointCount || w < endpointCount || image[v] !== v) {
      reasons.push(`${name} moves ${id} to ${to[i]}, which is none of its places`);
      return null;
    }
    image[v] = w;
  }
  const comes = new Uint8Array(vertexCount);
  for (const w of image) comes[w]!++;
  const twice = comes.findIndex((times) => times !== 1);
  if (twice < 0) return image;
  reasons.push(`${name} is no permutation`);
  return null;
}

/** Joins what a map carries onto each other; the vertex at which it fails, −1 if nowhere. */
function carry(
  { offsets, heads, gbps, between }: SeenBundles,
  emits: Float64Array,
  image: Int32Array,
  vertices: UnionFind,
  arcs: UnionFind,
): number {
  for (let v = 0; v < image.length; v++) {
    const w = image[v]!;
    const count = offsets[v + 1]! - offsets[v]!;
    if (emits[v] !== emits[w] || offsets[w + 1]! - offsets[w]! !== count) return v;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const j = find(heads, image[heads[i]!]!, offsets[w]!, offsets[w + 1]!);
      if (j < 0 || gbps[i] !== gbps[j] || between[i] !== between[j]) return v;
      arcs.union(i, j);
    }
    vertices.union(v, w);
  }
  return -1;
}

/** Where a number stands among ascending ones, −1 if nowhere. */
function find(ascending: Int32Array, wanted: number, start: number, end: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low < end && ascending[low] === wanted ? low : -1;
}
