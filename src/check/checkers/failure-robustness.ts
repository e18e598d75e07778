import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { failureRobustness } from '../robustness-rule.js';
import { runScenarios } from '../scenarios.js';
import { everySingleFault } from '../single-faults.js';
import { VerifiedSymmetries } from '../symmetries.js';

export const failureRobustnessChecker: Checker = {
  rule: failureRobustness,
  run(subject) {
    const { fabric, healthy } = subject;
    const symmetries = new VerifiedSymmetries(fabric, healthy.capacity);
    const intact = symmetries.under(healthy.capacity);
    const single = everySingleFault(subject, intact, failureRobustness.id);
    const scenarios = runScenarios(subject, symmetries);
    return {
      results: [...single, ...scenarios.flatMap(({ results }) => results)],
      findings: [...notTried(subject, single), ...scenarios.flatMap(({ findings }) => findings)],
    };
  },
};

/** A promise of nobody, so a warning: not every single fault was tried. */
function notTried({ accepted }: Subject, results: readonly CheckResult[]): Finding[] {
  return results
    .filter(({ status, measure }) => status === 'skip' && measure === 'endpointsCutOff')
    .map(({ scope, fault, cases, evaluated }) => {
      const code = 'failure-robustness-not-tried';
      const args = {
        planeSet: scope,
        kind: fault === 'any single switch' ? 'switch' : 'cable',
        limit: evaluated ?? 0,
        cases: cases ?? 0,
      };
      const place = { pointer: pointerTo('', 'planes', scope), part: 'key' } as const;
      const more = { severity: 'warning', accepted: accepted.by(code, [scope]) } as const;
      return finding(failureRobustness, code, args, place, more);
    });
}
