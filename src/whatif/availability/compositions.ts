import { Heap } from '../../std/heap.js';

/** So many parts that are equally often down. */
export interface AlikeParts {
  readonly count: number;
  /** The share of the time in which one of them is down, 0 < u < 1. */
  readonly unavailability: number;
}

/** How many parts of each class are down; classes of which none is are left out. */
export type Composition = readonly (readonly [place: number, down: number])[];

export interface Weighed {
  readonly down: Composition;
  readonly probability: number;
}

/**
 * How many parts of each class are down, the most probable composition first. Parts are independent, so
 * the numbers are binomial and their probabilities multiply.
 *
 * Each number has a rank: 0 is the most probable one of its class. Classes are sorted by how little is
 * lost from rank 0 to rank 1, so that three steps reach every choice of ranks once and never a more
 * probable one: the last rank that is not 0 rises, a 1 is put behind it, or it is a 1 and moves on.
 */
export function* compositions(classes: readonly AlikeParts[]): Iterable<Weighed> {
  const binomials = classes
    .map((one, place) => ({ place, numbers: new Binomial(one) }))
    .sort((a, b) => a.numbers.lostAt(1) - b.numbers.lostAt(1) || a.place - b.place);
  const modes = binomials
    .map(({ place, numbers }) => [place, numbers.at(0)] as const)
    .filter(([, down]) => down > 0);
  let top = 0;
  for (const { numbers } of binomials) top += numbers.logOfMode;
  const lost = (at: number, rank: number) => binomials[at]!.numbers.lostAt(rank);
  const queue = new Heap<Ranks>((a, b) => a.lost - b.lost || a.serial - b.serial);
  let serial = 0;
  const push = (ranks: Ranks['ranks'], sum: number) => {
    if (Number.isFinite(sum)) queue.push({ ranks, lost: sum, serial: serial++ });
  };
  push([], 0);
  for (let one = queue.pop(); one; one = queue.pop()) {
    yield { down: downOf(one.ranks), probability: Math.exp(top - one.lost) };
    const last = one.ranks.at(-1);
    const next = last ? last[0] + 1 : 0;
    const before = one.ranks.slice(0, -1);
    if (last) {
      const [at, rank] = last;
      push([...before, [at, rank + 1]], one.lost - lost(at, rank) + lost(at, rank + 1));
    }
    if (next === binomials.length) continue;
    push([...one.ranks, [next, 1]], one.lost + lost(next, 1));
    if (last?.[1] === 1) push([...before, [next, 1]], one.lost - lost(last[0], 1) + lost(next, 1));
  }

  function downOf(ranks: Ranks['ranks']): Composition {
    const numbers = new Map(modes);
    for (const [at, rank] of ranks) {
      numbers.set(binomials[at]!.place, binomials[at]!.numbers.at(rank));
    }
    return [...numbers].filter(([, down]) => down > 0).sort(([a], [b]) => a - b);
  }
}

interface Ranks {
  /** By place in the sorted list: ranks that are not 0. */
  readonly ranks: readonly (readonly [at: number, rank: number])[];
  /** How much less the logarithm of its probability is than that of the most probable one. */
  readonly lost: number;
  readonly serial: number;
}

/** The numbers of parts of a class that may be down, by rank. */
class Binomial {
  readonly #mode: number;
  readonly logOfMode: number;
  /** Rank by rank: the number, and the logarithm of its probability less that of the mode. */
  readonly #numbers: number[];
  readonly #lost: number[] = [0];
  #below: number;
  #above: number;
  #lostBelow: number;
  #lostAbove: number;

  constructor(readonly alike: AlikeParts) {
    const { count, unavailability: u } = alike;
    this.#mode = Math.min(count, Math.floor((count + 1) * u));
    let log = count * Math.log1p(-u);
    for (let k = 0; k < this.#mode; k++) log += this.#rise(k);
    this.logOfMode = log;
    this.#numbers = [this.#mode];
    this.#below = this.#mode - 1;
    this.#above = this.#mode + 1;
    this.#lostBelow = this.#below < 0 ? Number.POSITIVE_INFINITY : this.#rise(this.#below);
    this.#lostAbove = this.#above > count ? Number.POSITIVE_INFINITY : -this.#rise(this.#mode);
  }

  /** By how much the logarithm of the probability grows from k to k + 1 parts down. */
  #rise(k: number): number {
    const { count, unavailability: u } = this.alike;
    return Math.log(((count - k) / (k + 1)) * (u / (1 - u)));
  }

  at(rank: number): number {
    this.lostAt(rank);
    return this.#numbers[rank]!;
  }

  /** Infinite above the last rank. */
  lostAt(rank: number): number {
    while (this.#lost.length <= rank) {
      if (this.#lostBelow === Number.POSITIVE_INFINITY && this.#lostAbove === this.#lostBelow) {
        return Number.POSITIVE_INFINITY;
      }
      if (this.#lostBelow <= this.#lostAbove) {
        this.#numbers.push(this.#below);
        this.#lost.push(this.#lostBelow);
        this.#below--;
        if (this.#below < 0) this.#lostBelow = Number.POSITIVE_INFINITY;
        else this.#lostBelow += this.#rise(this.#below);
      } else {
        this.#numbers.push(this.#above);
        this.#lost.push(this.#lostAbove);
        if (this.#above === this.alike.count) this.#lostAbove = Number.POSITIVE_INFINITY;
        else this.#lostAbove -= this.#rise(this.#above);
        this.#above++;
      }
    }
    return this.#lost[rank]!;
  }
}
