import type { Subject } from '../check/checker.js';
import { promisesUnder } from '../check/promises-under.js';
import type { FabricState } from '../measure/state.js';
import type { BisectionGbps, FailedAnswer, Left } from './answer.js';
import { leftOf, type Measured, measureSide, sumOf } from './side.js';
import { depthOf } from './whatif.js';

/**
 * An answer piece by piece, for who would rather see the first figures at once: the same measurements as
 * those of `whatIf`, which a state remembers, so that nothing is measured twice.
 */

/** By plane set: who is cut off. The quickest to know. */
export const leftBySet = (
  state: FabricState,
  healthy: FabricState,
): Readonly<Record<string, Left>> =>
  Object.fromEntries(
    state.fabric.planeSets.map(({ id, planes }) => [id, leftOf(state, healthy, planes)]),
  );

/** What bisection is left, by plane (in the order of the fabric) and by plane set. */
export interface Bisections {
  readonly planes: readonly BisectionGbps[];
  readonly planeSets: Readonly<Record<string, BisectionGbps>>;
}

export function bisectionsOf(state: FabricState): Bisections {
  const { planes, planeSets } = state.fabric;
  const found = planes.map((_, p) => state.bisection(p));
  return {
    planes: found.map((one) => sumOf([one])),
    planeSets: Object.fromEntries(
      planeSets.map((set) => [set.id, sumOf(set.planes.map((p) => found[p]!))]),
    ),
  };
}

/** Measures all-to-all plane by plane; the state remembers what an answer then says. */
export function* throughputs(subject: Subject, state: FabricState): Generator<number> {
  const { throughput } = depthOf(subject);
  for (const p of state.fabric.planes.keys()) {
    if (throughput === 'checked') state.throughput(p);
    else state.quickThroughput(p);
    if (state.isTouched(p)) yield p;
  }
}

/** The healthy side of all answers. */
export const soundSide = (subject: Subject) =>
  measureSide(subject.healthy, subject.healthy, depthOf(subject));

/** All that `whatIf` says of a failed side. */
export function failedAnswer(subject: Subject, state: FabricState, sound: Measured): FailedAnswer {
  const { side } = measureSide(state, subject.healthy, depthOf(subject), sound);
  return { ...side, ...promisesUnder(subject, state) };
}
