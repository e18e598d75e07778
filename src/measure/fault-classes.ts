import type { CompactFabric } from '../fabric/compact.js';
import type { Part } from '../fabric/select.js';
import type { Symmetry } from './symmetry.js';

/** Parts that verified symmetries map onto each other: the first of them, and how many. */
export interface FaultClass<P extends Part = Part> {
  readonly representative: P;
  readonly count: number;
}

/**
 * Groups parts by symmetry, in their order. Symmetries map bundles onto bundles, hosts onto hosts
 * and planes onto planes, so two of these are alike if one cable (endpoint) of each is.
 */
export function faultClasses<P extends Part>(
  fabric: CompactFabric,
  symmetry: Symmetry,
  parts: readonly P[],
  distinguish: (part: P) => string = () => '',
): FaultClass<P>[] {
  const classes = new Map<string, { representative: P; count: number }>();
  for (const part of parts) {
    const key = `${classOf(fabric, symmetry, part)} ${distinguish(part)}`;
    const known = classes.get(key);
    if (known) known.count++;
    else classes.set(key, { representative: part, count: 1 });
  }
  return [...classes.values()];
}

/** The class of a part under symmetries, as a key. */
export function classOf(fabric: CompactFabric, symmetry: Symmetry, part: Part): string {
  return `${part.kind} ${classKey(fabric, symmetry, part)}`;
}

function classKey(
  { lower }: CompactFabric,
  { vertexClass, cableClass }: Symmetry,
  { kind, id, index, cables }: Part,
): string | number {
  switch (kind) {
    case 'switch':
    case 'nic':
      return vertexClass[index]!;
    case 'cable':
    case 'port':
    case 'bundle':
    case 'plane':
      return least(cables, (cable) => cableClass[cable]!);
    case 'host':
      return least(cables, (cable) => vertexClass[lower[cable]!]!);
    // Nothing says that a symmetry maps units onto units, or rails onto rails.
    case 'unit':
    case 'rail':
      return id;
  }
}

function least(cables: Iterable<number>, of: (cable: number) => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const cable of cables) smallest = Math.min(smallest, of(cable));
  return smallest;
}
