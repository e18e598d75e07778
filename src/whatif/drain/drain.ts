import type { Subject } from '../../check/checker.js';
import { selectorOf } from '../../check/terms.js';
import { readFaults } from '../../failure/fault.js';
import type { FaultAnswer, Misunderstood } from '../answer.js';
import { faultAnswer } from '../fault-answer.js';
import { brokenExpectations, type Expectation } from './expectations.js';
import { drainedParts, endpointsIn } from './parts.js';
import { Plan, type Verdict } from './verdict.js';

/** The part that may not go out of service together with those before it. */
export interface TooMany {
  /** As a selector. */
  readonly part: string;
  /** Where it stands among the parts, from 1 on; those before it are safe together. */
  readonly position: number;
  /** What is found when it goes, too. */
  readonly verdict: Verdict;
}

/** Whether it is safe to take parts out of service. */
export interface Drain {
  /** The faults as they were written, and what each of them matched. */
  readonly faults: readonly FaultAnswer[];
  /** Parts in the order in which they go out of service, each once. */
  readonly parts: number;
  /** Endpoints among them: they have nothing more to lose. */
  readonly endpoints: number;
  readonly safe: boolean;
  /** What is found when all of them are out of service. */
  readonly verdict: Verdict;
  /** Null if it is safe, or if it would not be with no part out of service either (nothing is proved today). */
  readonly tooMany: TooMany | null;
  /** What `expect` promises and does not hold meanwhile; that alone makes nothing unsafe. */
  readonly expect: readonly Expectation[];
}

/**
 * Whether parts can be taken out of service, given the scenarios of the file and one more failure:
 * nobody else is cut off, every scenario still keeps what it promises, and no further switch or cable
 * cuts off more than it would cut off today. If not, the part that is one too many: those before it,
 * in order, are safe together, and with it they are not.
 */
export function drain(
  subject: Subject,
  texts: readonly string[],
): Drain | readonly Misunderstood[] {
  const { fabric } = subject;
  const { faults, wrong } = readFaults(fabric, texts);
  if (wrong.length > 0) return wrong;
  const parts = drainedParts(faults);
  const own = endpointsIn(fabric, parts);
  const plan = new Plan(subject, parts, own);
  const verdict = plan.verdict(parts.length);
  return {
    faults: faults.map(faultAnswer),
    parts: parts.length,
    endpoints: own.size,
    safe: verdict.safe,
    verdict,
    tooMany: verdict.safe ? null : tooMany(plan, parts.map(selectorOf), verdict),
    expect: brokenExpectations(subject, plan.drained(parts.length)),
  };
}

/**
 * By bisection over the first so many parts: what it ends with is a number that is not safe, behind one that
 * is, and both were tried.
 */
function tooMany(plan: Plan, names: readonly string[], all: Verdict): TooMany | null {
  let [safe, unsafe, verdict] = [0, names.length, all];
  while (unsafe - safe > 1) {
    const middle = (safe + unsafe) >> 1;
    const found = plan.verdict(middle);
    if (found.safe) safe = middle;
    else [unsafe, verdict] = [middle, found];
  }
  if (safe === 0 && !plan.verdict(0).safe) return null;
  return { part: names[unsafe - 1]!, position: unsafe, verdict };
}
