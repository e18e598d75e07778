import type { CompactFabric } from '../fabric/compact.js';
import { type Kept, keepingBefore, nothingKept } from '../measure/kept.js';
import { proposeSwaps } from '../measure/swaps.js';
import { type Proposals, type Symmetry, symmetry } from '../measure/symmetry.js';

/** Finds the verified symmetries of a fabric under capacities. */
export interface Symmetries {
  /** `kept` says what they have to keep, if anybody wants to know. */
  under(capacity: Float64Array, kept?: () => Kept): Symmetry;
}

/**
 * Those of the fabric that faults start from are found once, and serve every question that they suit.
 * All keep what the healthy fabric has, too: what is left is measured relative to that.
 */
export class VerifiedSymmetries implements Symmetries {
  #ofBase: Symmetry | undefined;

  /**
   * @param base what every question starts from: the healthy capacities, if nothing else is down
   * @param propose what is tried; it proves nothing
   */
  constructor(
    readonly fabric: CompactFabric,
    readonly healthy: Float64Array,
    readonly base: Float64Array = healthy,
    readonly propose: Proposals = proposeSwaps,
  ) {}

  under(capacity: Float64Array, kept?: () => Kept): Symmetry {
    if (capacity !== this.base) return this.#find(capacity, kept?.());
    this.#ofBase ??= this.#find(capacity);
    const wanted = kept?.();
    if (!wanted || keepsAll(this.fabric, this.#ofBase, wanted)) return this.#ofBase;
    return this.#find(capacity, wanted);
  }

  #find(capacity: Float64Array, wanted: Kept = nothingKept(this.fabric)): Symmetry {
    const { fabric, healthy, propose } = this;
    const kept = capacity === healthy ? wanted : keepingBefore(wanted, healthy, capacity);
    return symmetry(fabric, capacity, kept, propose);
  }
}

/**
 * Whether symmetries keep something that they were not asked to: every class is of one colour, so
 * each generator goes from colour to the same colour. Of blocks nothing is known.
 */
function keepsAll(
  { planes, planeOfSwitch, endpointCount }: CompactFabric,
  { vertexClass, cableClass }: Symmetry,
  kept: Kept,
): boolean {
  // A plane without switches is in no class.
  const known = kept.blocks.length === 0 && planes.every(({ switches }) => switches.length > 0);
  return (
    known &&
    vertexClass.every((first, v) => kept.vertices[v] === kept.vertices[first]) &&
    cableClass.every((first, c) => kept.cables[c] === kept.cables[first]) &&
    vertexClass.every(
      (first, v) =>
        v < endpointCount || kept.planes[planeOfSwitch[v]!] === kept.planes[planeOfSwitch[first]!],
    )
  );
}

/** No two parts are taken to be alike. */
export class NothingAlike implements Symmetries {
  readonly #nothing: Symmetry;

  constructor({ vertexCount, cableCount }: CompactFabric) {
    this.#nothing = {
      vertexClass: Int32Array.from({ length: vertexCount }, (_, v) => v),
      cableClass: Int32Array.from({ length: cableCount }, (_, c) => c),
      blocks: [],
      verified: 0,
      dropped: 0,
    };
  }

  under(): Symmetry {
    return this.#nothing;
  }
}
