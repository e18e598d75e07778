import type { CompactFabric } from '../fabric/compact.js';
import { type Part, select } from '../fabric/select.js';
import { parseSelector } from '../fabric/selector.js';
import { without } from '../failure/capacity.js';
import { type Fault, readFault } from '../failure/fault.js';
import { classOf, faultClasses } from '../measure/fault-classes.js';
import { type Symmetry, symmetry } from '../measure/symmetry.js';
import type { FailTerm } from '../spec/topology.js';
import { assert } from '../std/assert.js';

/** A part with the fraction of its speed that it is left with. */
export interface FaultPart extends Part {
  readonly fraction: number;
}

/** A term of a scenario: parts that all fail, or of which any one does. */
export interface Term {
  readonly any: boolean;
  readonly parts: readonly FaultPart[];
}

/** One combination of choices, and how many combinations are symmetric to it. */
export interface Case {
  readonly chosen: readonly FaultPart[];
  readonly count: number;
  readonly capacity: Float64Array;
}

/** A term, or what is wrong with one of its selectors (an index into `of`, −1: the term itself). */
export function readTerm(
  fabric: CompactFabric,
  term: FailTerm,
): Term | { readonly problem: string; readonly at: number; readonly text: string } {
  const texts = typeof term === 'string' ? [term] : term.of;
  const parts = new Map<string, FaultPart>();
  for (const [i, text] of texts.entries()) {
    const fault: Fault | { problem: string } = readFault(fabric, text);
    if ('problem' in fault) {
      return { problem: fault.problem, at: typeof term === 'string' ? -1 : i, text };
    }
    for (const part of fault.parts) {
      parts.set(`${part.kind}:${part.id}`, { ...part, fraction: fault.fraction });
    }
  }
  return { any: typeof term !== 'string', parts: [...parts.values()] };
}

/** All combinations of choices that terms allow. */
export function combinations(terms: readonly Term[]): number {
  return terms.reduce((product, { any, parts }) => product * (any ? parts.length : 1), 1);
}

/** Finds the verified symmetries of a fabric under capacities; those of the healthy one once. */
export class Symmetries {
  readonly #healthy = new Map<string, Symmetry>();

  constructor(
    readonly fabric: CompactFabric,
    readonly healthy: Float64Array,
  ) {}

  /** Planes of different colour are not mapped onto each other. */
  under(capacity: Float64Array, colour: (plane: number) => string = () => ''): Symmetry {
    if (capacity !== this.healthy) return symmetry(this.fabric, capacity, colour);
    // Only planes of one set are ever mapped onto each other: what counts is who is alike there.
    const key = this.fabric.planeSets
      .map(({ planes }) => {
        const colours = planes.map(colour);
        return colours.map((name) => colours.indexOf(name)).join();
      })
      .join(';');
    const known = this.#healthy.get(key) ?? symmetry(this.fabric, capacity, colour);
    this.#healthy.set(key, known);
    return known;
  }
}

/** No two parts are taken to be alike. */
export const nothingAlike = (fabric: CompactFabric): Symmetry => ({
  vertexClass: Int32Array.from({ length: fabric.vertexCount }, (_, v) => v),
  cableClass: Int32Array.from({ length: fabric.cableCount }, (_, c) => c),
  verified: 0,
  dropped: 0,
});

/**
 * One case for each class of combinations. After the choice for one term, the choices for the next
 * are classed by the symmetries that are left, so counts multiply. For that a symmetry must map the
 * choices of the later terms onto themselves: where it does not, it is not used.
 */
export function* cases(
  fabric: CompactFabric,
  terms: readonly Term[],
  base: Float64Array,
  symmetryOf: (capacity: Float64Array) => Symmetry,
): Iterable<Case> {
  const fixed = terms.filter(({ any }) => !any).flatMap(({ parts }) => parts);
  const choices = terms.filter(({ any }) => any);
  yield* choose(
    { chosen: fixed, count: 1, capacity: fixed.length === 0 ? base : without(fabric, base, fixed) },
    choices,
  );

  function* choose(sofar: Case, [term, ...later]: readonly Term[]): Iterable<Case> {
    if (!term) {
      yield sofar;
      return;
    }
    const found = symmetryOf(sofar.capacity);
    const usable = later.every(({ parts }) => mapsOntoItself(fabric, found, parts));
    const classes = faultClasses(
      fabric,
      usable ? found : nothingAlike(fabric),
      term.parts,
      ({ fraction }) => String(fraction),
    );
    for (const { representative, count } of classes) {
      const chosen = [...sofar.chosen, representative];
      const capacity = without(fabric, sofar.capacity, [representative]);
      yield* choose({ chosen, count: sofar.count * count, capacity }, later);
    }
  }
}

/** Whether a list has all parts of each class of which it has one, and with the same fraction. */
function mapsOntoItself(
  fabric: CompactFabric,
  found: Symmetry,
  parts: readonly FaultPart[],
): boolean {
  const kinds = new Set(parts.map(({ kind }) => kind));
  // Nothing says that a symmetry maps units onto units, or rails onto rails.
  if (kinds.has('unit') || kinds.has('rail')) return false;
  const fractions = faultClasses(fabric, found, parts, ({ fraction }) => String(fraction));
  const alike = faultClasses(fabric, found, parts);
  if (fractions.length !== alike.length) return false;
  const whole = new Map<string, number>();
  for (const kind of kinds) {
    const all = parseSelector(`${kind}:*`);
    assert('pattern' in all, 'a selector of everything');
    for (const { representative, count } of faultClasses(fabric, found, select(fabric, all))) {
      whole.set(classOf(fabric, found, representative), count);
    }
  }
  return alike.every(
    ({ representative, count }) => whole.get(classOf(fabric, found, representative)) === count,
  );
}

/** How a part is named in an answer: the selector that picks it. */
export const selectorOf = ({ kind, id, fraction }: FaultPart): string =>
  `${kind}:${id}${fraction > 0 ? `@${fraction}` : ''}`;
