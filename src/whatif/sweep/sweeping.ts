import { cases, combinations, weightOfOne } from '../../check/cases.js';
import type { Subject } from '../../check/checker.js';
import { NothingAlike, type Symmetries } from '../../check/symmetries.js';
import { type FaultPart, selectorOf, type Term } from '../../check/terms.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { without } from '../../failure/capacity.js';
import { FabricState } from '../../measure/state.js';
import { assert } from '../../std/assert.js';
import { type Draw, sample, seededDraw } from '../../std/random.js';
import {
  countOf,
  type Sweep,
  type SweepClass,
  type SweepProgress,
  type SweepQuestion,
} from './answer.js';
import { defaultSeed, mostSamples } from './defaults.js';
import { type Measured, measureOutcome } from './outcome.js';
import { Tally } from './tally.js';

/** Cables that may be looked at, which is some ten seconds. */
const mostLooks = 4e8;
/** How often all of them are looked at to find symmetries, or in a search for a bisection; and for any case. */
const [looksOfClassing, looksOfSearch, looksOfCase] = [16, 50, 1 / 16];

/** Combinations that are drawn in any case where not all are proved. */
const fewestSamples = 16;

/** Combinations that are drawn again to see that the classes are those of symmetric outcomes. */
const audits = 16;

/** A sweep under way. */
export class Sweeping {
  readonly #total: bigint;
  readonly #one: bigint;
  readonly #seed: number;
  #tally: Tally;
  /** Of the largest plane: so many are looked at in a walk. */
  readonly #cables: number;
  #evaluated = 0;
  #sampled = 0;
  #looks = 0;
  #ended: 'limit' | 'interrupted' | null = null;

  constructor(
    readonly subject: Subject,
    readonly question: SweepQuestion,
    readonly term: Term,
  ) {
    this.#cables = largestPlane(subject.fabric);
    this.#total = combinations([term]);
    this.#one = weightOfOne([term]);
    this.#seed = question.seed ?? defaultSeed;
    this.#tally = new Tally(question.keep ?? [], this.#one);
  }

  *run(symmetries: Symmetries): Generator<SweepProgress, Sweep, boolean | undefined> {
    const whole = yield* this.#prove(symmetries);
    if (whole && this.#tally.tiedWeight > 0n && this.#allowsAll()) {
      // Where only ids decide what a main part is, each combination is measured for itself.
      yield* this.#proveOneByOne();
    }
    const proved = this.#proved();
    const draw = seededDraw(this.#seed);
    if (proved < this.#total) yield* this.#sample(draw);
    else if (BigInt(this.#evaluated) < this.#total) this.#audit(draw);
    return this.#answer(proved);
  }

  /** What was proved by symmetry stays, unless all is proved again without. */
  *#proveOneByOne(): Generator<SweepProgress, void, boolean | undefined> {
    const [tally, evaluated] = [this.#tally, this.#evaluated];
    this.#tally = new Tally(this.question.keep ?? [], this.#one);
    [this.#evaluated, this.#looks] = [0, 0];
    if (yield* this.#prove(new NothingAlike(this.subject.fabric))) return;
    [this.#tally, this.#evaluated] = [tally, evaluated];
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
    this.#looks += looks * this.#cables;
    return measured;
  }

  /** Measures combinations at random, all equally likely. */
  *#sample(draw: Draw): Generator<SweepProgress, void, boolean | undefined> {
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
    return (
      this.#sampled >= mostSamples || (this.#sampled >= fewestSamples && this.#looks > mostLooks)
    );
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
    const classes = this.#tally.classes();
    if (whole) {
      const sum = classes.reduce((all, { weight }) => all + weight, 0n);
      assert(sum === this.#total * this.#one, 'classes add up to all combinations');
    }
    const keep = this.#tally.kept();
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
