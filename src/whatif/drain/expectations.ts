import type { CheckResult, Measured, Subject } from '../../check/checker.js';
import { clausesOf } from '../../check/clauses.js';
import type { Drained } from '../../check/drained.js';

/** A promise of `expect` that holds today, and not while parts are out of service. */
export interface Expectation {
  /** As it is written: a key of `expect`. */
  readonly scope: string;
  readonly measure: string;
  readonly unit: string;
  readonly claimed: CheckResult['claimed'];
  /** Of the worst of what the scope names, and which that is. */
  readonly measured: Measured;
  readonly worst: string;
}

export function brokenExpectations(subject: Subject, out: Drained): Expectation[] {
  return clausesOf(subject, subject.topology, '/expect', out).flatMap((clause): Expectation[] => {
    const { scope, measure, unit, worst } = clause;
    worst.add(out.state, '', 1n);
    const { holds, measured, scope: at } = worst.found(1n);
    if (holds) return [];
    worst.forget();
    worst.add(subject.healthy, '', 1n);
    if (!worst.found(1n).holds) return [];
    return [{ scope, measure, unit, claimed: worst.claimed, measured, worst: at }];
  });
}
