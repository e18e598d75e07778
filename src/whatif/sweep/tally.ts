import type { Keep } from './keep.js';
import type { Measured, Outcome, Share } from './outcome.js';

/** A combination, as selectors, and what it does. */
export interface WorstCombination extends Outcome {
  readonly representative: readonly string[];
  /** It was drawn at random: what is not proved may be worse. */
  readonly sampled: boolean;
}

/** The worst of all combinations, in either respect. */
export interface Worst {
  readonly disconnection: WorstCombination;
  readonly bisection: WorstCombination;
}

/** Combinations of the same kinds of parts that come out alike, named by the first that was measured. */
export interface TallyClass extends Outcome {
  readonly representative: readonly string[];
  /** How many there are, in units of what a single combination weighs. */
  readonly weight: bigint;
  /**
   * Only ids decide what the main part of a plane is: others of the class need not cut off the same hosts.
   */
  readonly tied: boolean;
}

/** What was asked to be kept, and the combination that keeps the least of it. */
export interface KeptPromise extends Keep {
  readonly kept: Share;
  readonly worst: readonly string[];
  /** Combinations that are known to keep less (or that may: of an open interval the lower end counts). */
  readonly broken: bigint;
  /** Of those that were drawn at random. */
  readonly brokenSamples: number;
}

/** Counts combinations by what they do, and remembers the worst. */
export class Tally {
  /** By what a symmetry keeps, and within that by ends that were searched for. */
  readonly #classes = new Map<string, Map<string, TallyClass>>();
  readonly #keeps: readonly Keeping[];
  #disconnection: WorstCombination | null = null;
  #bisection: WorstCombination | null = null;
  /** Of all that was added, and of what ids decide; how many cases that were. */
  weight = 0n;
  tiedWeight = 0n;
  tiedCases = 0;

  /** @param one what a single combination weighs */
  constructor(
    keeps: readonly Keep[],
    readonly one: bigint,
  ) {
    this.#keeps = keeps.map((keep) => new Keeping(keep));
  }

  /** Adds what was measured of a case that stands for so many combinations. */
  add(
    { outcome, key, searched, tied }: Measured,
    representative: readonly string[],
    weight: bigint,
  ): void {
    this.weight += weight;
    if (tied) {
      this.tiedWeight += weight;
      this.tiedCases++;
    }
    const name = `${tied} ${key}`;
    const alike = this.#classes.get(name) ?? new Map<string, TallyClass>();
    this.#classes.set(name, alike);
    const known = alike.get(searched);
    const first = known ?? { ...outcome, representative, tied, weight: 0n };
    alike.set(searched, { ...first, weight: first.weight + weight });
    this.#look({ ...outcome, representative, sampled: false });
    // Where ids decide, a case stands for itself only.
    for (const keep of this.#keeps) keep.add(outcome, representative, tied ? this.one : weight);
  }

  addSample({ outcome }: Measured, representative: readonly string[]): void {
    this.#look({ ...outcome, representative, sampled: true });
    for (const keep of this.#keeps) keep.addSample(outcome, representative);
  }

  has({ key, tied }: Measured): boolean {
    return this.#classes.has(`${tied} ${key}`);
  }

  /**
   * The worst first. Cases that symmetry maps onto each other, and that were searched for with other ends,
   * may have shares of combinations that are not whole; together they are one class.
   */
  classes(): TallyClass[] {
    return [...this.#classes.values()]
      .flatMap((alike) => {
        const all = [...alike.values()];
        return all.every(({ weight }) => weight % this.one === 0n) ? all : [all.reduce(together)];
      })
      .sort(byDisconnection);
  }

  worst(): Worst | null {
    const [disconnection, bisection] = [this.#disconnection, this.#bisection];
    return disconnection && bisection && { disconnection, bisection };
  }

  kept(): KeptPromise[] {
    return this.#keeps.map(({ keep, kept, worst, broken, brokenSamples }) => ({
      ...keep,
      kept,
      worst,
      // Ends that were searched for may differ among cases that are alike: no share is lost.
      broken: (broken + this.one - 1n) / this.one,
      brokenSamples,
    }));
  }

  #look(found: WorstCombination): void {
    if (!this.#disconnection || byDisconnection(found, this.#disconnection) < 0) {
      this.#disconnection = found;
    }
    if (!this.#bisection || byBisection(found, this.#bisection) < 0) this.#bisection = found;
  }
}

/** How much of one thing is kept. */
class Keeping {
  kept: Share = { lower: 1, upper: 1 };
  worst: readonly string[] = [];
  broken = 0n;
  brokenSamples = 0;

  constructor(readonly keep: Keep) {}

  add(outcome: Outcome, representative: readonly string[], weight: bigint): void {
    if (this.#breaks(outcome, representative)) this.broken += weight;
  }

  addSample(outcome: Outcome, representative: readonly string[]): void {
    if (this.#breaks(outcome, representative)) this.brokenSamples++;
  }

  #breaks(outcome: Outcome, representative: readonly string[]): boolean {
    const kept = outcome.kept[this.keep.what];
    if (this.worst.length === 0 || kept.lower < this.kept.lower) {
      this.kept = kept;
      this.worst = representative;
    }
    return kept.lower < this.keep.atLeast - tolerance;
  }
}

/** Above what floating-point sums get wrong, far below any part. */
const tolerance = 1e-9;

function together(a: TallyClass, b: TallyClass): TallyClass {
  const wider = (x: Share, y: Share): Share => ({
    lower: Math.min(x.lower, y.lower),
    upper: Math.max(x.upper, y.upper),
  });
  const bisection = wider(a.kept.bisection, b.kept.bisection);
  const planeBisection = wider(a.kept.planeBisection, b.kept.planeBisection);
  return { ...a, kept: { ...a.kept, bisection, planeBisection }, weight: a.weight + b.weight };
}

function byDisconnection(a: Outcome, b: Outcome): number {
  return (
    b.hostPairsCutOff - a.hostPairsCutOff ||
    b.hostsCutOff - a.hostsCutOff ||
    b.endpointsCutOff - a.endpointsCutOff ||
    b.endpointsCutOffPerHost - a.endpointsCutOffPerHost ||
    lessKept(a, b)
  );
}

const byBisection = (a: Outcome, b: Outcome): number =>
  lessKept(a, b) || b.hostPairsCutOff - a.hostPairsCutOff || b.endpointsCutOff - a.endpointsCutOff;

const lessKept = ({ kept: a }: Outcome, { kept: b }: Outcome): number =>
  a.bisection.lower - b.bisection.lower || a.planeBisection.lower - b.planeBisection.lower;
