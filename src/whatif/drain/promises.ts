import type { CheckOutcome, CheckResult } from '../../check/checker.js';

/** A promise of a scenario, and what became of it when the scenario happened beside a drain. */
export interface KeptPromise {
  readonly scenario: string;
  /** As it is written; `fabric` and `scenario` where the whole scenario was not proved. */
  readonly scope: string;
  readonly measure: string;
  readonly unit: string;
  readonly claimed: CheckResult['claimed'];
  /** In the worst case; null where there was none. */
  readonly measured: CheckResult['measured'];
  /** What failed in that case, as selectors. */
  readonly worst: string;
  readonly cases: number;
  readonly evaluated: number;
  /**
   * `broken today`: with the same figure whether anything is drained or not; `not proved`: too many
   * cases differ; `wrong`: the scenario names or promises nothing that is there.
   */
  readonly status: 'kept' | 'broken' | 'broken today' | 'not proved' | 'wrong';
}

/**
 * @param scenarios names, by outcome
 * @param today the same promises while nothing is drained; asked for only where one is broken
 */
export function promisesKept(
  scenarios: readonly string[],
  outcomes: readonly CheckOutcome[],
  today: () => readonly KeptPromise[],
): KeptPromise[] {
  const found = outcomes.flatMap(({ results }, i) =>
    results.length > 0 ? results.map(keptOf) : [wrong(scenarios[i]!)],
  );
  return found.map((promise) =>
    promise.status === 'broken' && today().some((one) => isBrokenAlike(one, promise))
      ? { ...promise, status: 'broken today' }
      : promise,
  );
}

function keptOf(result: CheckResult): KeptPromise {
  const { fault = '', scope, measure, unit, claimed, measured, status } = result;
  return {
    scenario: fault,
    ...{ scope, measure, unit, claimed, measured },
    worst: result.worst ?? '',
    cases: result.cases ?? 0,
    evaluated: result.evaluated ?? 0,
    status: status === 'pass' ? 'kept' : status === 'fail' ? 'broken' : 'not proved',
  };
}

const wrong = (scenario: string): KeptPromise => ({
  scenario,
  ...{ scope: 'fabric', measure: 'scenario', unit: 'cases', claimed: null, measured: null },
  ...{ worst: '', cases: 0, evaluated: 0, status: 'wrong' },
});

/** A drain is not to blame for what is broken anyway, as long as it makes nothing of it worse. */
const isBrokenAlike = (today: KeptPromise, now: KeptPromise): boolean =>
  today.status === 'broken' &&
  today.scenario === now.scenario &&
  today.scope === now.scope &&
  today.measure === now.measure &&
  JSON.stringify(today.measured) === JSON.stringify(now.measured);
