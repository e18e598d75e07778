import type { RatedPart } from '../../failure/rates.js';
import { cutOff } from '../../measure/cut-off.js';
import { FabricState } from '../../measure/state.js';
import { groupBy } from '../../std/group.js';
import { type Draw, seededDraw } from '../../std/random.js';
import { keeps } from './losses.js';
import { type Lost, lostIn } from './lost.js';

/** The mean of what was drawn, between both ends where a bisection is open, and its standard error. */
export interface Estimate {
  readonly lower: number;
  readonly upper: number;
  readonly standardError: number;
}

export interface Sampled {
  readonly samples: number;
  readonly seed: number;
  /** Why it stopped: as many as were asked for, precise enough, or as many as there may be. */
  readonly stopped: 'asked' | 'precise' | 'limit';
  /** Gb/s. */
  readonly lost: Estimate;
  /** By share to be kept: how often less is there. */
  readonly below: readonly Estimate[];
  readonly cutOff: Estimate;
  readonly anyCutOff: Estimate;
}

export interface Sampling {
  readonly planes: readonly number[];
  /** The parts that have a cable in these planes. */
  readonly parts: readonly RatedPart[];
  readonly keep: readonly number[];
  readonly healthyGbps: { readonly lower: number; readonly upper: number };
  readonly seed: number;
  /** Null: until the loss is known well enough. */
  readonly samples: number | null;
}

/** The standard error of the mean loss is at most so much of it, and so many draws lose something. */
const precise = { share: 0.01, losing: 100 };
/** Draws between two looks at the precision, and at most. */
const draws = { between: 500, most: 20_000 };
/**
 * Looks at cables at most, if nobody says how many draws; those of a search of halves, per cable; and what
 * comes on top of any measurement, as so many cables.
 */
const looks = { most: 1e8, search: 200, overhead: 500 };

/**
 * States drawn at random, each part down or not by itself (Monte Carlo), on the fabric as it stands. A
 * draw costs what is down in it: from one part that is down to the next is a geometric number of parts.
 */
export function sample(healthy: FabricState, asked: Sampling): Sampled {
  const { planes, parts, keep, healthyGbps, seed, samples } = asked;
  const draw = seededDraw(seed);
  const states = new States(healthy, planes, parts);
  const below = keep.map(() => new Mean());
  const [lost, cut, anyCut] = [new Mean(), new Mean(), new Mean()];
  const enough = () =>
    samples === null &&
    lost.count % draws.between === 0 &&
    lost.positive >= precise.losing &&
    lost.standardError() <= precise.share * lost.mean();
  let stopped: Sampled['stopped'] = samples === null ? 'limit' : 'asked';
  const most = samples ?? draws.most;
  while (lost.count < most && (samples !== null || states.looks < looks.most)) {
    const one = states.measure(states.draw(draw));
    lost.add(one.least, one.most);
    keep.forEach((share, i) => {
      const kept = keeps(one, share, healthyGbps);
      below[i]!.add(kept.possible ? 0 : 1, kept.certain ? 0 : 1);
    });
    cut.add(one.cutOff, one.cutOff);
    anyCut.add(Math.min(one.cutOff, 1), Math.min(one.cutOff, 1));
    if (enough()) {
      stopped = 'precise';
      break;
    }
  }
  return {
    ...{ samples: lost.count, seed, stopped },
    lost: lost.estimate(),
    below: below.map((one) => one.share()),
    cutOff: cut.estimate(),
    anyCutOff: anyCut.share(),
  };
}

/** Draws states and measures them; what was drawn before is not measured again. */
class States {
  looks = 0;
  readonly #alike: readonly { readonly log: number; readonly parts: readonly number[] }[];
  readonly #memory = new Map<string, Lost & { readonly cutOff: number }>();
  readonly #capacity: Float64Array;

  constructor(
    readonly healthy: FabricState,
    readonly planes: readonly number[],
    readonly parts: readonly RatedPart[],
  ) {
    this.#capacity = healthy.capacity.slice();
    const numbers = [...parts.keys()];
    const alike = groupBy(numbers, (i) => String(parts[i]!.unavailability));
    this.#alike = [...alike.values()].map((list) => ({
      log: Math.log1p(-parts[list[0]!]!.unavailability),
      parts: list,
    }));
  }

  /** Numbers of the parts that are down. */
  draw(draw: Draw): number[] {
    return this.#alike.flatMap(({ log, parts }) => {
      const down: number[] = [];
      let at = -1;
      for (;;) {
        at += 1 + Math.floor(Math.log(uniform(draw)) / log);
        if (at >= parts.length) return down;
        down.push(parts[at]!);
      }
    });
  }

  measure(down: readonly number[]): Lost & { readonly cutOff: number } {
    const key = down.join(' ');
    const known = this.#memory.get(key);
    if (known) return known;
    const { healthy, planes } = this;
    const { fabric } = healthy;
    const changed = new Set<number>();
    for (const i of down) {
      for (const c of this.parts[i]!.part.cables) if (healthy.capacity[c]! > 0) changed.add(c);
    }
    for (const c of changed) this.#capacity[c] = 0;
    const state = new FabricState(fabric, this.#capacity, healthy, [...changed]);
    const found = {
      ...lostIn(state, healthy, planes),
      cutOff: cutOff(state, planes).endpointsCutOff,
    };
    for (const c of changed) this.#capacity[c] = healthy.capacity[c]!;
    const touched = new Set(Array.from(changed, (c) => fabric.cablePlane[c]!));
    for (const p of touched) {
      const cables = fabric.planes[p]!.cables.length + looks.overhead;
      this.looks += (1 + state.effort.searches * looks.search) * cables;
    }
    if (this.#memory.size < mostRemembered) this.#memory.set(key, found);
    return found;
  }
}

const mostRemembered = 100_000;

/** Between 0 and 1, neither of them: 53 bits. */
const uniform = (draw: Draw): number => (draw(2 ** 27) * 2 ** 26 + draw(2 ** 26) + 0.5) / 2 ** 53;

/** The mean of figures with two ends each. */
class Mean {
  count = 0;
  /** Figures that are not 0. */
  positive = 0;
  #lower = 0;
  #upper = 0;
  #squares = 0;

  add(lower: number, upper: number): void {
    // By steps, as B. P. Welford: squares of large figures would be lost in each other.
    const step = upper - (this.count === 0 ? 0 : this.mean());
    this.count++;
    if (upper > 0) this.positive++;
    this.#lower += lower;
    this.#upper += upper;
    this.#squares += step * (upper - this.mean());
  }

  /** Of the upper ends. */
  mean(): number {
    return this.#upper / this.count;
  }

  standardError(): number {
    const { count } = this;
    return count < 2 ? Number.POSITIVE_INFINITY : Math.sqrt(this.#squares / (count - 1) / count);
  }

  estimate(): Estimate {
    return {
      lower: this.#lower / this.count,
      upper: this.mean(),
      standardError: this.standardError(),
    };
  }

  /**
   * A share of the draws. That none, or all, of them are counted is no certainty: the error is that of
   * one draw more of either kind (Laplace's rule of succession).
   */
  share(): Estimate {
    const { count } = this;
    const share = (this.#upper + 1) / (count + 2);
    const standardError = Math.sqrt((share * (1 - share)) / (count + 2));
    return { lower: this.#lower / count, upper: this.mean(), standardError };
  }
}
