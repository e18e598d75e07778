import { type Case, cases } from '../../check/cases.js';
import { VerifiedSymmetries } from '../../check/symmetries.js';
import type { Term } from '../../check/terms.js';
import { cutOff } from '../../measure/cut-off.js';
import { keeping, type Region } from '../../measure/kept.js';
import { FabricState } from '../../measure/state.js';
import { type Composition, compositions } from './compositions.js';
import type { Independent } from './independent.js';
import { type Loss, sorted } from './losses.js';
import { type Lost, lostIn } from './lost.js';

/** Both ends proved. */
export interface Between {
  readonly lower: number;
  readonly upper: number;
}

/** What is lost, how often, and who is cut off; states that were not measured are in it with what is known of them. */
export interface Enumerated {
  /** The healthy bisection of the planes, Gb/s, and their endpoints. */
  readonly healthyGbps: Between;
  readonly endpoints: number;
  readonly losses: readonly Loss[];
  /** Endpoints that are cut off, on average; and how often any is. */
  readonly cutOff: Between;
  readonly anyCutOff: Between;
  /** How often one endpoint is cut off, if it is the same for all of them. */
  readonly eachCutOff: Between | null;
  /** States that were measured, each for all that are symmetric to it. */
  readonly cases: number;
  /** The share of the time in states that were not measured. */
  readonly left: number;
}

/** States that together come so seldom are not measured, but bounded; and then not even looked at. */
const seldom = { measured: 1e-12, bounded: 1e-15 };
/** So many numbers of parts down are looked at, measured or not. */
const mostCompositions = 20_000;
/** How often a cable is looked at: to class what can be chosen, to measure a state, to search halves. */
const looksOf = { classing: 100, state: 20, search: 1000 };
/** What comes on top, whatever is looked at, as so many cables. */
const overhead = 500;

/**
 * The states of planes that fail on their own, from the most probable numbers of parts down on. Of each
 * class of parts k are down in all choices of k alike; verified symmetries join what is measured once.
 *
 * @param budget looks at cables
 */
export function enumerate(network: Independent, budget: number): Enumerated {
  const run = new Run(network, budget);
  let looked = 0;
  for (const { down, probability } of compositions(network.classes)) {
    const few = run.unseen <= seldom.bounded || probability < roundingOfOne;
    if (few || looked++ === mostCompositions) return run.result(Math.max(0, run.unseen));
    run.add(down, probability);
  }
  // There are no others, whatever rounding has left.
  return run.result(0);
}

/** What floating point leaves of 1 when probabilities are taken from it: nothing smaller is seen there. */
const roundingOfOne = 1e-18;

class Run {
  unseen = 1;
  #spent = 0;
  #cases = 0;
  #unmeasured = 0;
  readonly #cutOff = { lower: 0, upper: 0 };
  readonly #anyCutOff = { lower: 0, upper: 0 };
  /** How often only ids decide who is cut off: then symmetric endpoints fare differently. */
  #byId = 0;
  readonly #losses: Loss[] = [];
  readonly #symmetries: VerifiedSymmetries;
  /** By numbers of parts down: what any choice of them loses. */
  readonly #known = new Map<string, Lost>();

  constructor(
    readonly network: Independent,
    readonly budget: number,
  ) {
    const { fabric, capacity } = network.healthy;
    this.#symmetries = new VerifiedSymmetries(fabric, capacity);
  }

  add(down: Composition, probability: number): void {
    const bounds = this.#boundsOf(down);
    const known = { least: Number.POSITIVE_INFINITY, most: 0 };
    const choices = this.unseen > seldom.measured ? this.#choices(down) : [];
    let measured = 0;
    this.unseen -= probability;
    for (const { share, capacity } of choices) {
      const lost = this.#measure(share * probability, capacity);
      known.least = Math.min(known.least, lost.least);
      known.most = Math.max(known.most, lost.most);
      measured += share;
    }
    const complete = measured > 1 - 1e-9;
    this.#known.set(keyOf(down), complete ? known : bounds);
    if (!complete) this.#leave((1 - measured) * probability, bounds);
  }

  /** One of each class of choices, with its share of all; not all of them if the budget is used up. */
  *#choices(down: Composition): Iterable<{ share: number; capacity: Float64Array }> {
    const { healthy, classes } = this.network;
    const { fabric, capacity } = healthy;
    const terms = down.map(([place, any]): Term => ({ any, parts: classes[place]!.parts }));
    const shareOf = shares(terms);
    const options = { symmetries: this.#symmetries, regions: this.#regions() };
    if (this.#spent >= this.budget) return;
    for (const one of cases(fabric, terms, capacity, options)) {
      this.#spend(one ? looksOf.state : looksOf.classing);
      if (one) yield { share: shareOf(one), capacity: one.capacity };
      if (this.#spent >= this.budget) return;
    }
  }

  /** Planes that are measured stay among themselves. */
  #regions(): Region[] {
    const { healthy, planes } = this.network;
    return healthy.fabric.planes.length > planes.length ? [{ planes, vertices: [] }] : [];
  }

  #measure(probability: number, capacity: Float64Array): Lost {
    const { healthy, planes, endpoints, overlapping } = this.network;
    const { fabric } = healthy;
    const state = new FabricState(fabric, capacity, healthy);
    const lost = lostIn(state, healthy, planes);
    this.#losses.push({ probability, ...lost });
    this.#cases++;
    const { endpointsCutOff: cut } = cutOff(state, planes);
    this.#spend(state.effort.searches * looksOf.search);
    const tied = state.tied();
    if (tied) this.#byId += probability;
    // Where only ids decide what a main part is, symmetric states need not have as many cut off.
    const unknown = overlapping && tied;
    this.#add(probability, unknown ? 0 : cut, unknown ? endpoints : cut);
    return lost;
  }

  /** Endpoints that symmetries of fabric and rates map onto each other are cut off as often. */
  #eachCutOff(): Between | null {
    const { healthy, classes, endpoints } = this.network;
    const { fabric, capacity } = healthy;
    if (endpoints === 0) return null;
    const lists = classes.map(({ parts }) => ({ parts, markOf: () => '' }));
    const { vertexClass } = this.#symmetries.under(capacity, () =>
      keeping(fabric, lists, this.#regions()),
    );
    for (let e = 1; e < fabric.endpointCount; e++)
      if (vertexClass[e] !== vertexClass[0]) return null;
    const { lower, upper } = this.#cutOff;
    return {
      lower: Math.max(0, lower / endpoints - this.#byId),
      upper: Math.min(1, upper / endpoints + this.#byId),
    };
  }

  #spend(looks: number): void {
    this.#spent += looks * (this.network.healthy.fabric.cableCount + overhead);
  }

  /** States that are not measured. */
  #leave(probability: number, lost: Lost): void {
    this.#unmeasured += probability;
    this.#losses.push({ probability, ...lost });
    this.#add(probability, 0, this.network.endpoints);
  }

  #add(probability: number, least: number, most: number): void {
    this.#cutOff.lower += probability * least;
    this.#cutOff.upper += probability * most;
    this.#anyCutOff.lower += least > 0 ? probability : 0;
    this.#anyCutOff.upper += most > 0 ? probability : 0;
  }

  /**
   * A part more takes no more than its cables, and gives nothing back: so what is known of one part less
   * bounds what is not measured.
   */
  #boundsOf(down: Composition): Lost {
    const { classes, healthyGbps } = this.network;
    const takes = (place: number) => classes[place]!.takes;
    let least = 0;
    let most = down.reduce((sum, [place, n]) => sum + n * takes(place), 0);
    down.forEach(([place, n], i) => {
      const one = n === 1 ? [] : [[place, n - 1] as const];
      const fewer = this.#known.get(keyOf([...down.slice(0, i), ...one, ...down.slice(i + 1)]));
      if (!fewer) return;
      least = Math.max(least, fewer.least);
      most = Math.min(most, fewer.most + takes(place));
    });
    return { least, most: Math.min(most, healthyGbps.upper) };
  }

  result(unseen: number): Enumerated {
    if (unseen > 0) this.#leave(unseen, { least: 0, most: this.network.healthyGbps.upper });
    const { healthyGbps, endpoints } = this.network;
    return {
      ...{ healthyGbps, endpoints },
      losses: sorted(this.#losses, healthyGbps.upper),
      cutOff: this.#cutOff,
      anyCutOff: this.#anyCutOff,
      eachCutOff: this.#eachCutOff(),
      cases: this.#cases,
      left: this.#unmeasured,
    };
  }
}

const keyOf = (down: Composition): string => down.join(' ');

/** Above any number of orders of choosing that is met: what is cut off behind it is nothing. */
const scale = 1n << 256n;

/** Of all combinations of choices: how many a case stands for. */
function shares(terms: readonly Term[]): (one: Case) => number {
  // n (n − 1) … orders in which k of n parts can be chosen, for each term.
  let orders = 1n;
  for (const { any, parts } of terms) {
    for (let i = 0; i < any!; i++) orders *= BigInt(parts.length - i);
  }
  return ({ weight }) => Number((weight * scale) / orders) / Number(scale);
}
