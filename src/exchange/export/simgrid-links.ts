import type { CompactFabric } from '../../fabric/compact.js';
import { UnionFind } from '../../std/union-find.js';
import { cablesAt } from './cables.js';

/** A plane as links: connected parts, each with its vertices and its bundles. */
export interface Linked {
  readonly parts: readonly (readonly number[])[];
  readonly links: readonly ZoneLink[];
  /** Parallel cables that are in the link of another one. */
  readonly merged: number;
  /** Cables that lead to a switch of another plane: left out. */
  readonly outside: readonly number[];
}

export interface ZoneLink {
  readonly a: number;
  readonly b: number;
  gbps: number;
  readonly part: number;
}

/** A NIC on several switches of a plane: a zone of SimGrid would take it for one of them. */
export function throughNic(fabric: CompactFabric, plane: number): number | undefined {
  const { lower, upper, endpointCount } = fabric;
  const first = new Map<number, number>();
  for (const c of fabric.planes[plane]!.cables) {
    for (const [end, other] of [
      [lower[c]!, upper[c]!],
      [upper[c]!, lower[c]!],
    ] as const) {
      if (end >= endpointCount) continue;
      if ((first.get(end) ?? other) !== other) return end;
      first.set(end, other);
    }
  }
  return undefined;
}

/** The bundles of a plane as links, and what they connect. */
export function linked(fabric: CompactFabric, plane: number): Linked {
  const { lower, upper, gbps, vertexCount, endpointCount, planeOfSwitch } = fabric;
  const together = new UnionFind(vertexCount);
  const bundles = new Map<number, { a: number; b: number; gbps: number }>();
  const vertices = new Set<number>();
  const outside: number[] = [];
  let merged = 0;
  const foreign = (v: number) => v >= endpointCount && planeOfSwitch[v] !== plane;
  for (const c of cablesAt(fabric, plane)) {
    const [a, b] = [lower[c]!, upper[c]!];
    if (foreign(a) || foreign(b)) outside.push(c);
    if (a === b || foreign(a) || foreign(b)) continue;
    together.union(a, b);
    const key = Math.min(a, b) * vertexCount + Math.max(a, b);
    const known = bundles.get(key);
    if (known) {
      known.gbps += gbps[c]!;
      merged++;
    } else bundles.set(key, { a, b, gbps: gbps[c]! });
    vertices.add(a).add(b);
  }
  const parts = new Map<number, number[]>();
  for (const v of [...vertices].sort((x, y) => x - y)) {
    const root = together.find(v);
    const known = parts.get(root);
    if (known) known.push(v);
    else parts.set(root, [v]);
  }
  const place = new Map([...parts.keys()].map((root, i) => [root, i]));
  const links = [...bundles.values()].map((link) => ({
    ...link,
    part: place.get(together.find(link.a))!,
  }));
  return { parts: [...parts.values()], links, merged, outside };
}
