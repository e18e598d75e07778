import type { CompactFabric } from '../fabric/compact.js';
import { without } from '../failure/capacity.js';
import { faultClasses } from '../measure/fault-classes.js';
import { keeping, type MarkedParts, type Region } from '../measure/kept.js';
import type { Symmetry } from '../measure/symmetry.js';
import { assert } from '../std/assert.js';
import type { Symmetries } from './symmetries.js';
import type { FaultPart, Term } from './terms.js';

/**
 * One combination of choices. It stands for `weight` ÷ `weightOfOne(terms)` of them; these shares
 * need not be whole, their sum over any outcome is.
 */
export interface Case {
  readonly chosen: readonly FaultPart[];
  readonly weight: bigint;
  readonly capacity: Float64Array;
}

/** All combinations of choices that terms allow. */
export const combinations = (terms: readonly Term[]): bigint =>
  terms.reduce((product, { any, parts }) => product * binomial(parts.length, any), 1n);

function binomial(n: number, k: number | null): bigint {
  if (k === null) return 1n;
  if (k > n) return 0n;
  const few = Math.min(k, n - k);
  // Each intermediate product is itself a binomial coefficient.
  let product = 1n;
  for (let i = 1; i <= few && product <= tooManyToCount; i++) {
    product = (product * BigInt(n - few + i)) / BigInt(i);
  }
  return product;
}

/** Above it nobody counts on: a binomial coefficient that passes it is at least as large. */
export const tooManyToCount = BigInt(Number.MAX_SAFE_INTEGER);

/** What one combination weighs: the orders in which its parts can be chosen. */
export const weightOfOne = (terms: readonly Term[]): bigint =>
  terms.reduce((product, { any }) => product * factorial(any ?? 1), 1n);

function factorial(n: number): bigint {
  let product = 1n;
  for (let i = 2n; i <= n; i++) product *= i;
  return product;
}

/** What the symmetries of cases have to respect, and where they come from. */
export interface CaseOptions {
  readonly symmetries: Symmetries;
  /** What is measured apart: mapped onto itself. */
  readonly regions?: readonly Region[];
}

/** A choice that is half made. */
interface Choice {
  readonly chosen: readonly FaultPart[];
  readonly capacity: Float64Array;
  readonly weight: bigint;
  /** Parts of the term that can still be chosen. */
  readonly left: readonly Candidate[];
  /** What was chosen in this term, in order. */
  readonly picks: readonly Candidate[];
}

/**
 * `mark`: by choice before, 0 if the part was of the class that was chosen from, else 1.
 */
interface Candidate {
  readonly part: FaultPart;
  readonly mark: string;
}

/**
 * One case for each class of combinations, and null for each choice that had to be classed.
 *
 * Parts are chosen one by one: the first of each class under the symmetries of what is left. Those
 * are verified anew after each choice, and have to map onto themselves the parts that can still be
 * chosen, here and in the terms to come. So that a combination does not come in every order, the
 * next part is never of an earlier class than the last: choosing from class c leaves c and those
 * behind it. A combination with m parts of class c is still met once for each of these m, and
 * counts 1/m each time; which parts were of c therefore has to be kept, too.
 */
export function* cases(
  fabric: CompactFabric,
  terms: readonly Term[],
  base: Float64Array,
  options: CaseOptions,
): Iterable<Case | null> {
  const { symmetries, regions = [] } = options;
  const fixed = terms.filter(({ any }) => any === null).flatMap(({ parts }) => parts);
  const choices = terms.filter(({ any }) => any !== null);
  const capacity = fixed.length === 0 ? base : without(fabric, base, fixed);
  yield* nextTerm({ chosen: fixed, weight: weightOfOne(terms), capacity }, 0);

  function* nextTerm(sofar: Case, at: number): Iterable<Case | null> {
    const term = choices[at];
    if (!term) {
      yield sofar;
      return;
    }
    const left = term.parts.map((part): Candidate => ({ part, mark: '' }));
    yield* choose({ ...sofar, left, picks: [] }, term.any!, at);
  }

  function* choose(choice: Choice, count: number, at: number): Iterable<Case | null> {
    const { left, picks } = choice;
    // Nothing to choose: all that is left, or no more.
    if (count === 0 || count === left.length) {
      const taken = count === 0 ? [] : left;
      const sofar = taken.length === 0 ? choice : picked(choice, taken);
      const times = multiplicity([...picks, ...taken], picks.length);
      assert(choice.weight % times === 0n, 'choices of equal parts divide all orders of choosing');
      yield* nextTerm({ ...sofar, weight: choice.weight / times }, at + 1);
      return;
    }
    yield null;
    const found = symmetriesFor(choice, at);
    const classOf = new Map<FaultPart, number>();
    const classes = faultClasses(
      found,
      left.map(({ part }) => part),
    );
    classes.forEach(({ parts }, i) => {
      for (const part of parts) classOf.set(part, i);
    });
    for (const [i, { representative, parts }] of classes.entries()) {
      const rest = (count === 1 ? [] : left).flatMap((one): Candidate[] => {
        const other = classOf.get(one.part)!;
        if (other < i || one.part === representative) return [];
        return [{ part: one.part, mark: `${one.mark}${other === i ? 0 : 1}` }];
      });
      if (rest.length < count - 1) return;
      const pick = left.find(({ part }) => part === representative)!;
      const next = picked(choice, [pick]);
      const weight = choice.weight * BigInt(parts.length);
      yield* choose({ ...next, weight, left: rest, picks: [...picks, pick] }, count - 1, at);
    }
  }

  function picked<C extends Case>(sofar: C, picks: readonly Candidate[]): C {
    const parts = picks.map(({ part }) => part);
    const left = without(fabric, sofar.capacity, parts);
    return { ...sofar, chosen: [...sofar.chosen, ...parts], capacity: left };
  }

  function symmetriesFor({ capacity: now, left }: Choice, at: number): Symmetry {
    const later = choices
      .slice(at + 1)
      .map(({ parts }) => parts.map((part) => ({ part, mark: '' })));
    const lists = [left, ...later].map(
      (list): MarkedParts =>
        list.map(({ part, mark }) => ({
          part,
          mark: `${mark} ${part.fraction} ${part.like ?? ''}`,
        })),
    );
    return symmetries.under(now, () => keeping(fabric, lists, regions));
  }
}

/**
 * In how many ways the same parts could have been chosen: at each of the first choices, from as many
 * as were of the class that was chosen from.
 */
function multiplicity(picks: readonly Candidate[], choices: number): bigint {
  let product = 1n;
  for (let i = 0; i < choices; i++) {
    let alike = 1;
    for (let j = i + 1; j < picks.length; j++) if (picks[j]!.mark[i] === '0') alike++;
    product *= BigInt(alike);
  }
  return product;
}
