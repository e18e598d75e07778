import type { Part } from '../fabric/select.js';
import { groupBy } from '../std/group.js';
import type { Symmetry } from './symmetry.js';

/** Parts that verified symmetries map onto each other; the first of them stands for all. */
export interface FaultClass<P extends Part = Part> {
  readonly representative: P;
  readonly parts: readonly P[];
}

/**
 * Groups parts by symmetry, in their order. Symmetries map bundles onto bundles, hosts onto hosts,
 * planes onto planes and blocks onto blocks, so two of these are alike if one cable (vertex) of each
 * is.
 */
export function faultClasses<P extends Part>(
  symmetry: Symmetry,
  parts: readonly P[],
): FaultClass<P>[] {
  const classes = groupBy(parts, (part) => `${part.kind} ${classKey(symmetry, part)}`);
  return [...classes.values()].map((alike) => ({ representative: alike[0]!, parts: alike }));
}

function classKey(
  { vertexClass, cableClass, blocks }: Symmetry,
  { kind, id, index, cables, vertices }: Part,
): string | number {
  switch (kind) {
    case 'switch':
    case 'nic':
      return vertexClass[index]!;
    case 'cable':
    case 'port':
      return cableClass[index]!;
    case 'bundle':
      return least(cables, (cable) => cableClass[cable]!);
    case 'host':
    case 'plane':
      return least(vertices, (v) => vertexClass[v]!);
    case 'unit':
    case 'rail':
    case 'pod':
    case 'group': {
      // What is no block need not be mapped onto anything of its kind.
      const of = blocks.find((one) => one.kind === kind)?.of;
      for (const v of vertices) {
        return of && of[v]! >= 0 ? `at ${least(vertices, (u) => vertexClass[u]!)}` : id;
      }
      return id;
    }
  }
}

function least(indices: Iterable<number>, of: (index: number) => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const index of indices) smallest = Math.min(smallest, of(index));
  return smallest;
}
