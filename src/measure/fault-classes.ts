import type { Part } from '../fabric/select.js';
import type { SelectorKind } from '../fabric/selector.js';
import type { Symmetry } from './symmetry.js';

/** Parts of a list by what verified symmetries map onto each other. Classes stand in order of their first part. */
export interface FaultClasses {
  /** By position in the list: its class. */
  readonly classOf: Int32Array;
  /** By class: the position of the part that stands for all of it, its first one. */
  readonly first: readonly number[];
  /** By class: how many parts are in it. */
  readonly size: readonly number[];
}

/**
 * Classes of parts. Symmetries map bundles onto bundles, hosts onto hosts, planes onto planes and
 * blocks onto blocks, so two of these are alike if one cable (vertex) of each is.
 */
export function faultClasses(symmetry: Symmetry, parts: readonly Part[]): FaultClasses {
  const numbers = new Map<SelectorKind, Map<number | string, number>>();
  const classOf = new Int32Array(parts.length);
  const first: number[] = [];
  const size: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    let known = numbers.get(part.kind);
    if (!known) {
      known = new Map();
      numbers.set(part.kind, known);
    }
    const key = classKey(symmetry, part);
    let number = known.get(key);
    if (number === undefined) {
      number = first.push(i) - 1;
      size.push(0);
      known.set(key, number);
    }
    classOf[i] = number;
    size[number]!++;
  }
  return { classOf, first, size };
}

function classKey({ vertexClass, cableClass, blocks }: Symmetry, part: Part): string | number {
  const { kind, index } = part;
  switch (kind) {
    case 'switch':
    case 'nic':
      return vertexClass[index]!;
    case 'cable':
    case 'port':
      return cableClass[index]!;
    case 'bundle':
      return least(part.cables, (cable) => cableClass[cable]!);
    case 'host':
    case 'plane':
      return least(part.vertices, (v) => vertexClass[v]!);
    case 'unit':
    case 'rail':
    case 'pod':
    case 'group': {
      // What is no block need not be mapped onto anything of its kind.
      const of = blocks.find((one) => one.kind === kind)?.of;
      for (const v of part.vertices) {
        return of && of[v]! >= 0 ? least(part.vertices, (u) => vertexClass[u]!) : part.id;
      }
      return part.id;
    }
  }
}

function least(indices: Iterable<number>, of: (index: number) => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const index of indices) smallest = Math.min(smallest, of(index));
  return smallest;
}
