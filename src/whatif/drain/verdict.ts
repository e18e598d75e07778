import type { Subject } from '../../check/checker.js';
import { type Drained, drained } from '../../check/drained.js';
import { runScenarios } from '../../check/scenarios.js';
import { VerifiedSymmetries } from '../../check/symmetries.js';
import type { FaultPart } from '../../check/terms.js';
import { without } from '../../failure/capacity.js';
import { keeping } from '../../measure/kept.js';
import { FabricState } from '../../measure/state.js';
import { type LostNow, lostNow } from './lost-now.js';
import { type OneMore, oneMore } from './one-more.js';
import { type KeptPromise, promisesKept } from './promises.js';

/** What is found when some parts are out of service. */
export interface Verdict {
  readonly safe: boolean;
  /** By plane set: who is cut off, and is not today. */
  readonly lost: readonly LostNow[];
  /** Every promise of every scenario when it happens meanwhile. */
  readonly scenarios: readonly KeptPromise[];
  /** By plane set: one more switch, one more cable. Not tried where somebody is lost already. */
  readonly oneMore: readonly OneMore[];
}

/** Parts that are to go out of service, in order. */
export class Plan {
  #today: readonly KeptPromise[] | undefined;

  /** @param own endpoints that are among the parts: of nobody else */
  constructor(
    readonly subject: Subject,
    readonly parts: readonly FaultPart[],
    readonly own: ReadonlySet<number>,
  ) {}

  /** With the first so many of the parts out of service. */
  drained(count: number): Drained {
    const { fabric, healthy } = this.subject;
    const capacity = without(fabric, healthy.capacity, this.parts.slice(0, count));
    return drained(new FabricState(fabric, capacity, healthy), this.own);
  }

  verdict(count: number): Verdict {
    const { fabric, healthy } = this.subject;
    const out = this.drained(count);
    const symmetries = this.#symmetries(out);
    const lost = lostNow(healthy, out);
    const nobody = lost.every(({ endpoints, hostPairs }) => endpoints === 0 && hostPairs === 0);
    const scenarios = this.#promises(out, symmetries, () => this.#promisesToday());
    const alike = () =>
      symmetries.under(out.state.capacity, () => keeping(fabric, [], [out.region]));
    const more = nobody ? oneMore(healthy, out, alike()) : [];
    const safe =
      nobody &&
      scenarios.every(({ status }) => status === 'kept' || status === 'broken today') &&
      more.every(({ complete, worse }) => complete && worse === 0);
    return { safe, lost, scenarios, oneMore: more };
  }

  /** What scenarios promise while nothing is out of service; its own endpoints count neither. */
  #promisesToday(): readonly KeptPromise[] {
    const out = this.drained(0);
    this.#today ??= this.#promises(out, this.#symmetries(out), () => []);
    return this.#today;
  }

  #symmetries({ state }: Drained): VerifiedSymmetries {
    const { fabric, healthy } = this.subject;
    return new VerifiedSymmetries(fabric, healthy.capacity, state.capacity);
  }

  #promises(
    out: Drained,
    symmetries: VerifiedSymmetries,
    today: () => readonly KeptPromise[],
  ): readonly KeptPromise[] {
    const names = Object.keys(this.subject.topology.scenarios);
    return promisesKept(names, runScenarios(this.subject, symmetries, out), today);
  }
}
