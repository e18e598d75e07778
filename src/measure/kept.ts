import type { CompactFabric } from '../fabric/compact.js';
import type { Part } from '../fabric/select.js';
import type { SelectorKind } from '../fabric/selector.js';

/** Parts that consist of vertices, by vertex: which of them it is in, −1 for none. */
export interface Blocks {
  readonly kind: SelectorKind;
  readonly of: Int32Array;
}

/** What a symmetry has to keep, beside the fabric and its capacities. */
export interface Kept {
  /** By plane, by vertex, by cable: what differs is never mapped onto each other. */
  readonly planes: Int32Array;
  readonly vertices: Int32Array;
  readonly cables: Int32Array;
  /** Whole blocks are mapped onto whole blocks. */
  readonly blocks: readonly Blocks[];
}

/** Nothing but the fabric and its capacities. */
export const nothingKept = (fabric: CompactFabric): Kept => ({
  planes: new Int32Array(fabric.planes.length),
  vertices: new Int32Array(fabric.vertexCount),
  cables: new Int32Array(fabric.cableCount),
  blocks: [],
});

/** Parts that a symmetry has to map onto parts of the same list with the same mark. */
export interface MarkedParts {
  readonly parts: readonly Part[];
  /** By position in the list. */
  readonly markOf: (position: number) => string;
}

/** Planes and vertices that a symmetry has to map onto themselves, as a whole. */
export interface Region {
  readonly planes: Iterable<number>;
  readonly vertices: Iterable<number>;
}

const blockKinds: readonly SelectorKind[] = ['unit', 'rail', 'pod', 'group'];

/**
 * What has to be kept so that each of some lists of parts is mapped onto itself, and each region.
 * Switches, NICs, cables and ports are told apart by colour. Symmetries map hosts, bundles and planes
 * onto such anyway, so the colours of what is in them are enough; units, rails, pods and groups of
 * vertices become blocks. A group that has cables of its own, or overlaps another one, stays where
 * it is: it gets a colour that nothing else has.
 */
export function keeping(
  fabric: CompactFabric,
  lists: readonly MarkedParts[],
  regions: readonly Region[] = [],
): Kept {
  const kept = nothingKept(fabric);
  const colours = new Colours();
  regions.forEach(({ planes, vertices }, i) => {
    colours.add(kept.planes, planes, `region ${i}`);
    colours.add(kept.vertices, vertices, `region ${i}`);
  });
  lists.forEach(({ parts, markOf }, i) => {
    parts.forEach((part, position) => {
      const tag = `${i} ${part.kind} ${markOf(position)}`;
      colours.add(kept.vertices, part.vertices, tag);
      if (isOfCables(part)) colours.add(kept.cables, part.cables, tag);
    });
  });
  const blocks = blockKinds.flatMap((kind): Blocks[] => {
    const byId = new Map<string, Part>();
    for (const { parts } of lists) {
      for (const part of parts) if (part.kind === kind) byId.set(part.id, part);
    }
    if (byId.size === 0) return [];
    const { of, fixed } = blocksOf(fabric, [...byId.values()]);
    for (const part of fixed) {
      colours.add(kept.vertices, part.vertices, `${kind} ${part.id}`);
      colours.add(kept.cables, part.cables, `${kind} ${part.id}`);
    }
    return [{ kind, of }];
  });
  return { ...kept, blocks };
}

/**
 * The same, and what cables had before they changed. Shares that are kept are relative to that, so
 * cables that are alike now are not taken for one another if they were not alike before.
 */
export function keepingBefore(kept: Kept, before: Float64Array, after: Float64Array): Kept {
  const cables = kept.cables.slice();
  const colours = new Map<string, number>();
  for (let c = 0; c < cables.length; c++) {
    if (before[c] === after[c]) continue;
    const words = `${cables[c]} ${before[c]}`;
    // The colours that there are already are no negative numbers.
    const colour = colours.get(words) ?? -1 - colours.size;
    colours.set(words, colour);
    cables[c] = colour;
  }
  return { ...kept, cables };
}

/** Gives numbers to what was said of something, in order: the same number for the same words. */
class Colours {
  /** By words: by colour before, the colour that it becomes. */
  readonly #next = new Map<string, Map<number, number>>();
  #count = 0;

  add(colours: Int32Array, indices: Iterable<number>, words: string): void {
    let next = this.#next.get(words);
    if (!next) {
      next = new Map();
      this.#next.set(words, next);
    }
    for (const i of indices) {
      let number = next.get(colours[i]!);
      if (number === undefined) {
        number = ++this.#count;
        next.set(colours[i]!, number);
      }
      colours[i] = number;
    }
  }
}

/** By vertex: its block; and the parts that can be none. */
function blocksOf(
  { vertexCount }: CompactFabric,
  parts: readonly Part[],
): { readonly of: Int32Array; readonly fixed: readonly Part[] } {
  const of = new Int32Array(vertexCount).fill(-1);
  const fixed = parts.filter(hasLooseCables);
  const seen = new Uint8Array(vertexCount);
  for (const part of parts) {
    for (const v of part.vertices) {
      if (seen[v]!++ > 0) return { of: new Int32Array(vertexCount).fill(-1), fixed: parts };
    }
  }
  parts.forEach((part, block) => {
    if (!fixed.includes(part)) for (const v of part.vertices) of[v] = block;
  });
  return { of, fixed };
}

/** Whether parts of a group are cables, which no vertex of it brings along. */
const hasLooseCables = ({ members = [] }: Part): boolean => members.some(isOfCables);

const isOfCables = ({ kind }: Part): boolean =>
  kind === 'cable' || kind === 'port' || kind === 'bundle';
