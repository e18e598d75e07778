import type { CompactFabric } from '../fabric/compact.js';
import { cablePart, type Part, vertexPart } from '../fabric/parts.js';
import type { FabricState } from '../measure/state.js';
import type { Symmetry } from '../measure/symmetry.js';

/** So many faults are measured at least, and at most, for one question. */
const [fewest, most] = [16, 20_000];
/** Cables that may be looked at for one question, which is some seconds. */
const mostLooks = 2e8;
/** So often a search for a bisection looks at the cables of a plane, and any fault at all. */
const [looksOfSearch, looksOfFault] = [200, 1 / 16];

/** What measuring one fault came to, in states of the fabric that it was measured in. */
export interface SingleOutcome<T> {
  readonly found: T;
  /** False if symmetric faults need not measure alike: only ids decided what a main part is. */
  readonly standsForAll: boolean;
  readonly states: readonly FabricState[];
}

/** What a single fault came to, and how many faults measure alike. */
export interface Counted<T> {
  readonly found: T;
  readonly faults: number;
}

/**
 * Every switch, or every cable, of some planes, each alone: one of each class is measured, all of
 * them where one does not stand for all, as long as some seconds allow.
 */
export class EverySingle {
  readonly cases: number;
  evaluated = 0;
  /** Whether all were tried, once they were asked for. */
  complete = true;
  #looks = 0;
  readonly #lists: readonly Int32Array[];
  readonly #classOf: Int32Array;

  constructor(
    readonly fabric: CompactFabric,
    readonly planes: readonly number[],
    readonly kind: 'switch' | 'cable',
    { vertexClass, cableClass }: Symmetry,
  ) {
    this.#classOf = kind === 'switch' ? vertexClass : cableClass;
    this.#lists = planes.map((p) => fabric.planes[p]![kind === 'switch' ? 'switches' : 'cables']);
    this.cases = this.#lists.reduce((sum, list) => sum + list.length, 0);
  }

  *measured<T>(measure: (part: Part, plane: number) => SingleOutcome<T>): Iterable<Counted<T>> {
    const sizes = this.#sizes();
    for (const [first, plane] of this.#all((index) => this.#classOf[index] === index)) {
      if (this.#isSpent()) return;
      const { found, standsForAll } = this.#look(first, plane, measure);
      yield { found, faults: standsForAll ? sizes[first]! : 1 };
      if (standsForAll) continue;
      const others = (index: number) => index !== first && this.#classOf[index] === first;
      for (const [index, at] of this.#all(others)) {
        if (this.#isSpent()) return;
        yield { found: this.#look(index, at, measure).found, faults: 1 };
      }
    }
  }

  #isSpent(): boolean {
    const spent = this.evaluated >= most || (this.evaluated >= fewest && this.#looks > mostLooks);
    if (spent) this.complete = false;
    return spent;
  }

  #look<T>(
    index: number,
    plane: number,
    measure: (part: Part, plane: number) => SingleOutcome<T>,
  ): SingleOutcome<T> {
    const { fabric, kind } = this;
    const part = kind === 'cable' ? cablePart(fabric, index) : vertexPart(fabric, kind, index);
    const outcome = measure(part, plane);
    this.evaluated++;
    for (const { effort } of outcome.states) {
      const looks = effort.walks + looksOfSearch * effort.searches + looksOfFault;
      this.#looks += looks * fabric.planes[plane]!.cables.length;
    }
    return outcome;
  }

  *#all(wanted: (index: number) => boolean): Iterable<readonly [index: number, plane: number]> {
    for (const [i, list] of this.#lists.entries()) {
      for (const index of list) if (wanted(index)) yield [index, this.planes[i]!];
    }
  }

  /** By the first element of a class: how many there are. */
  #sizes(): Int32Array {
    const sizes = new Int32Array(this.#classOf.length);
    for (const list of this.#lists) for (const index of list) sizes[this.#classOf[index]!]!++;
    return sizes;
  }
}
