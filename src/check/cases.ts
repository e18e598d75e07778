import type { CompactFabric } from '../fabric/compact.js';
import { degrade, without } from '../failure/capacity.js';
import { type FaultClasses, faultClasses } from '../measure/fault-classes.js';
import { keeping, type MarkedParts, type Region } from '../measure/kept.js';
import { assert } from '../std/assert.js';
import type { Symmetries } from './symmetries.js';
import type { FaultPart, Term } from './terms.js';

/**
 * One combination of choices. It stands for `weight` ÷ `weightOfOne(terms)` of them; these shares
 * need not be whole, their sum over any outcome is.
 */
export interface Case extends Chosen {
  /** Valid until the next case is asked for. */
  readonly capacity: Float64Array;
  /** All cables whose capacity is not the one that the choices started from. */
  readonly changed: readonly number[];
}

interface Chosen {
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
  for (let i = 1; i <= few && (few <= mostExact || product <= tooManyToCount); i++) {
    product = (product * BigInt(n - few + i)) / BigInt(i);
  }
  return product;
}

/** Above it no scenario is tried. */
export const tooManyToCount = BigInt(Number.MAX_SAFE_INTEGER);

/** Of more parts at once nobody counts on above that: then the number is at least as large. */
const mostExact = 64;

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
interface Choice extends Chosen {
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

  function* nextTerm(sofar: Chosen, at: number): Iterable<Case | null> {
    const term = choices[at];
    if (!term) {
      yield { ...sofar, changed: changedBy(sofar) };
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
    const { classOf, first, size } = classesFor(choice, at);
    const last = count === 1 && at === choices.length - 1;
    const scratch = last ? choice.capacity.slice() : null;
    for (const [c, position] of first.entries()) {
      const rest = (count === 1 ? [] : left).flatMap((one, i): Candidate[] => {
        if (classOf[i]! < c || i === position) return [];
        return [{ part: one.part, mark: `${one.mark}${classOf[i] === c ? 0 : 1}` }];
      });
      if (rest.length < count - 1) return;
      const pick = left[position]!;
      const next = picked(choice, [pick], scratch);
      const weight = choice.weight * BigInt(size[c]!);
      yield* choose({ ...next, weight, left: rest, picks: [...picks, pick] }, count - 1, at);
      if (scratch) restore(scratch, choice.capacity, pick.part);
    }
  }

  /** What is left when parts fail, too: in a copy, or in an array that equals it so far. */
  function picked<C extends Chosen>(
    sofar: C,
    picks: readonly Candidate[],
    into: Float64Array | null = null,
  ): C {
    const left = into ?? sofar.capacity.slice();
    for (const { part } of picks) degrade(fabric, left, part, part.fraction);
    return {
      ...sofar,
      chosen: [...sofar.chosen, ...picks.map(({ part }) => part)],
      capacity: left,
    };
  }

  function classesFor({ capacity: now, left }: Choice, at: number): FaultClasses {
    const parts = left.map(({ part }) => part);
    const later = choices.slice(at + 1).map((term) => marked(term.parts, () => ''));
    const lists = [marked(parts, (i) => left[i]!.mark), ...later];
    return faultClasses(
      symmetries.under(now, () => keeping(fabric, lists, regions)),
      parts,
    );
  }

  function changedBy({ chosen, capacity: now }: Chosen): number[] {
    const changed = new Set<number>();
    for (const { cables } of chosen) {
      for (const cable of cables) if (now[cable] !== base[cable]) changed.add(cable);
    }
    return [...changed];
  }
}

function marked(parts: readonly FaultPart[], markOf: (position: number) => string): MarkedParts {
  return {
    parts,
    markOf(i) {
      const { fraction, like } = parts[i]!;
      return `${markOf(i)} ${fraction} ${like}`;
    },
  };
}

function restore(capacity: Float64Array, before: Float64Array, { cables }: FaultPart): void {
  for (const cable of cables) capacity[cable] = before[cable]!;
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
