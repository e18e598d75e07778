import { cases, combinations, weightOfOne } from '../../check/cases.js';
import type { Subject } from '../../check/checker.js';
import { NothingAlike, type Symmetries, VerifiedSymmetries } from '../../check/symmetries.js';
import { type FaultPart, readTerm, selectorOf, type Term } from '../../check/terms.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { without } from '../../failure/capacity.js';
import { FabricState } from '../../measure/state.js';
import { assert } from '../../std/assert.js';
import { type Draw, sample, seededDraw } from '../../std/random.js';
import { formatCounted } from '../../std/units.js';
import type { Misunderstood } from '../whatif.js';
import { defaultSeed, mostSamples } from './defaults.js';
import type { Keep } from './keep.js';
import { type Measured, measureOutcome } from './outcome.js';
import { type KeptPromise, Tally, type TallyClass } from './tally.js';

export interface SweepQuestion {
  /** So many of the parts fail together, in every combination. */
  readonly any: number;
  /** Selectors of the parts. */
  readonly of: readonly string[];
  readonly keep?: readonly Keep[];
  /** Cases that are measured at most; as many as some ten seconds allow, if it is not given. */
  readonly most?: number;
  /**
   * Combinations that are drawn at random where not all are proved (as many as some ten seconds allow, and
   * not more than a thousand, if it is not given), and the seed.
   */
  readonly samples?: number;
  readonly seed?: number;
}

/** A whole number; above 2⁵³ − 1 in decimal digits. */
export type Count = number | string;

export interface Sweep {
  readonly of: readonly string[];
  readonly any: number;
  /** Parts that the selectors match. */
  readonly parts: number;
  readonly combinations: Count;
  /** Combinations whose outcome is known: measured, or mapped onto one that was by verified symmetries. */
  readonly proved: Count;
  /** Cases that were measured for that. */
  readonly evaluated: number;
  /** Why not everything is proved; null if it is. */
  readonly stopped: 'limit' | 'interrupted' | 'ties' | null;
  /** Combinations drawn at random because not everything is proved. */
  readonly sampled: number;
  readonly seed: number;
  /** Combinations of the same kinds of parts that come out alike, the worst first. */
  readonly classes: readonly SweepClass[];
  /** Null: nothing was measured. */
  readonly worst: ReturnType<Tally['worst']>;
  readonly keep: readonly SweepKeep[];
  /** Whether everything that was asked for is kept, and all of it is proved; null if nothing was. */
  readonly holds: boolean | null;
}

export type SweepClass = Omit<TallyClass, 'weight'> & { readonly count: Count };

export type SweepKeep = Omit<KeptPromise, 'broken'> & { readonly broken: Count };

/** How far a sweep has come: shares of all combinations, 0 to 1. */
export interface SweepProgress {
  readonly proved: number;
  readonly evaluated: number;
  readonly sampled: number;
}

/**
 * Fails every combination of so many parts: one of each class under verified symmetries is measured and
 * stands for all of it. Where these are too many, the rest is sampled, and what is proved is said.
 *
 * It stops between two cases, to tell how far it has come; answered with true it ends with what is proved.
 */
export function* sweep(
  subject: Subject,
  question: SweepQuestion,
  symmetries: Symmetries = new VerifiedSymmetries(subject.fabric, subject.healthy.capacity),
): Generator<SweepProgress, Sweep | readonly Misunderstood[], boolean | undefined> {
  const read = termOf(subject, question);
  if (!('term' in read)) return read;
  return yield* new Sweeping(subject, question, read.term).run(symmetries);
}

/** The same to its end. */
export function swept(subject: Subject, question: SweepQuestion): ReturnType<typeof finished> {
  return finished(sweep(subject, question));
}

function finished(run: ReturnType<typeof sweep>): Sweep | readonly Misunderstood[] {
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

function termOf(
  { fabric }: Subject,
  { any, of }: SweepQuestion,
): { readonly term: Term } | readonly Misunderstood[] {
  const { term, problems } = readTerm(fabric, { any, of });
  if (problems.length > 0) return problems.map(({ text, problem }) => ({ text, problem }));
  if (any > mostTogether) {
    return [{ text: `any ${any}`, problem: `at most ${mostTogether} parts fail together` }];
  }
  if (any > term.parts.length) {
    const problem = `any ${any} of ${formatCounted(term.parts.length, 'part')}: there are not so many`;
    return [{ text: of.join(' '), problem }];
  }
  return { term };
}

/** With more of them nothing can be proved: the orders of choosing alone are too many. */
const mostTogether = 16;

/** Cables that may be looked at, which is some ten seconds. */
const mostLooks = 4e8;
/** How often all of them are looked at to find symmetries, or in a search for a bisection; and for any case. */
const [looksOfClassing, looksOfSearch, looksOfCase] = [16, 50, 1 / 16];

/** Combinations that are drawn again to see that the classes are those of symmetric outcomes. */
const audits = 16;

class Sweeping {
  readonly #total: bigint;
  readonly #one: bigint;
  readonly #seed: number;
  #tally: Tally;
  #evaluated = 0;
  #sampled = 0;
  #looks = 0;
  #ended: 'limit' | 'interrupted' | null = null;

  constructor(
    readonly subject: Subject,
    readonly question: SweepQuestion,
    readonly term: Term,
  ) {
    this.#total = combinations([term]);
    this.#one = weightOfOne([term]);
    this.#seed = question.seed ?? defaultSeed;
    this.#tally = new Tally(question.keep ?? []);
  }

  *run(symmetries: Symmetries): Generator<SweepProgress, Sweep, boolean | undefined> {
    const whole = yield* this.#prove(symmetries);
    if (whole && this.#tally.tiedWeight > 0n && this.#allowsAll()) {
      // Where only ids decide what a main part is, each combination is measured for itself.
      this.#tally = new Tally(this.question.keep ?? []);
      this.#evaluated = 0;
      yield* this.#prove(new NothingAlike(this.subject.fabric));
    }
    const proved = this.#proved();
    const draw = seededDraw(this.#seed);
    if (proved < this.#total) yield* this.#sample(draw);
    else if (BigInt(this.#evaluated) < this.#total) this.#audit(draw);
    return this.#answer(proved);
  }

  /** False if it ended before all was proved. */
  *#prove(symmetries: Symmetries): Generator<SweepProgress, boolean, boolean | undefined> {
    const { fabric, healthy } = this.subject;
    for (const one of cases(fabric, [this.term], healthy.capacity, { symmetries })) {
      if (one) {
        if (this.#isSpent()) return this.#end('limit');
        const state = new FabricState(fabric, one.capacity, healthy, one.changed);
        this.#tally.add(this.#measure(state, one.chosen), one.chosen.map(selectorOf), one.weight);
        this.#evaluated++;
      } else if (!(symmetries instanceof NothingAlike)) {
        if (this.#isSpent()) return this.#end('limit');
        this.#looks += looksOfClassing * fabric.cableCount;
      }
      if (yield this.#progress()) return this.#end('interrupted');
    }
    return true;
  }

  #end(by: 'limit' | 'interrupted'): false {
    this.#ended = by;
    return false;
  }

  #isSpent(): boolean {
    const { most } = this.question;
    return most === undefined ? this.#looks > mostLooks : this.#evaluated >= most;
  }

  /** Whether every combination may be measured for itself. */
  #allowsAll(): boolean {
    const { most } = this.question;
    const { cableCount } = this.subject.fabric;
    const each = this.#looks / Math.max(1, this.#evaluated) + cableCount * looksOfCase;
    return Number(this.#total) <= (most ?? mostLooks / each);
  }

  #measure(state: FabricState, chosen: readonly FaultPart[]): Measured {
    const { healthy } = this.subject;
    const measured = measureOutcome(state, healthy, chosen);
    const { walks, searches } = state.effort;
    const looks = walks + looksOfSearch * searches + looksOfCase;
    this.#looks += looks * largestPlane(state.fabric);
    return measured;
  }

  /** Measures combinations at random, all equally likely. */
  *#sample(draw: Draw): Generator<SweepProgress, void, boolean | undefined> {
    this.#looks = 0;
    while (this.#ended !== 'interrupted' && !this.#isSampled()) {
      const { measured, chosen } = this.#drawn(draw);
      this.#tally.addSample(measured, chosen.map(selectorOf));
      this.#sampled++;
      if (yield this.#progress()) this.#ended = 'interrupted';
    }
  }

  #isSampled(): boolean {
    const { samples } = this.question;
    if (samples !== undefined) return this.#sampled >= samples;
    return this.#sampled >= mostSamples || (this.#sampled > 0 && this.#looks > mostLooks);
  }

  /** A combination that comes out like none of the classes would refute the symmetries. */
  #audit(draw: Draw): void {
    for (let i = 0; i < audits; i++) {
      const { measured, chosen } = this.#drawn(draw);
      assert(
        this.#tally.has(measured),
        `symmetry keeps what is measured: ${chosen.map(selectorOf).join(', ')}`,
      );
    }
  }

  #drawn(draw: Draw) {
    const { fabric, healthy } = this.subject;
    const { any, parts } = this.term;
    const chosen = sample(parts.length, any!, draw).map((i): FaultPart => parts[i]!);
    const state = new FabricState(fabric, without(fabric, healthy.capacity, chosen), healthy);
    return { measured: this.#measure(state, chosen), chosen };
  }

  /** Combinations that are proved. Where ids decide, a case that was measured stands for itself only. */
  #proved(): bigint {
    const { weight, tiedWeight, tiedCases } = this.#tally;
    if (BigInt(this.#evaluated) === this.#total) return this.#total;
    return (weight - tiedWeight) / this.#one + BigInt(tiedCases);
  }

  #progress(): SweepProgress {
    const proved = Number(this.#tally.weight) / Number(this.#total * this.#one);
    return { proved, evaluated: this.#evaluated, sampled: this.#sampled };
  }

  #answer(proved: bigint): Sweep {
    const { any, of } = this.question;
    const whole = proved === this.#total;
    const classes = this.#tally.classes(this.#one);
    if (whole) {
      const sum = classes.reduce((all, { weight }) => all + weight, 0n);
      assert(sum === this.#total * this.#one, 'classes add up to all combinations');
    }
    const keep = this.#tally.kept(this.#one);
    return {
      of,
      any,
      parts: this.term.parts.length,
      combinations: countOf(this.#total),
      proved: countOf(proved),
      evaluated: this.#evaluated,
      stopped: whole ? null : (this.#ended ?? 'ties'),
      sampled: this.#sampled,
      seed: this.#seed,
      classes: classes.map(({ weight, ...rest }): SweepClass => {
        assert(!whole || weight % this.#one === 0n, 'what comes out alike is whole combinations');
        return { ...rest, count: countOf(weight / this.#one) };
      }),
      worst: this.#tally.worst(),
      keep: keep.map((one) => ({ ...one, broken: countOf(one.broken) })),
      holds: keep.length === 0 ? null : whole && keep.every(({ broken }) => broken === 0n),
    };
  }
}

const largestPlane = ({ planes }: CompactFabric): number =>
  planes.reduce((most, { cables }) => Math.max(most, cables.length), 0);

const countOf = (count: bigint): Count =>
  count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count);
