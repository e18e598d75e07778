import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { failureRobustness } from '../robustness-rule.js';
import { runScenario } from '../scenario.js';
import { everySingleFault } from '../single-faults.js';
import { VerifiedSymmetries } from '../symmetries.js';

/**
 * Cases that are measured at most for one scenario: fewer on large fabrics, and where a bisection is no closed enumeration but a search. Above it nothing is proved,
 * and that is a finding.
 */
function mostCases({ fabric, healthy }: Subject): number {
  const searched = fabric.planes.some((_, p) => healthy.bisection(p).method === 'interval');
  const work = 2e8 / (fabric.cableCount * (searched ? 200 : 1));
  return Math.max(16, Math.min(20_000, Math.floor(work)));
}

/** All scenarios of a file have so many times the cases of one. */
const shareOfAll = 5;

export const failureRobustnessChecker: Checker = {
  rule: failureRobustness,
  run(subject) {
    const { fabric, healthy, topology } = subject;
    const symmetries = new VerifiedSymmetries(fabric, healthy.capacity);
    const limit = mostCases(subject);
    const intact = symmetries.under(healthy.capacity);
    const single = everySingleFault(subject, intact, failureRobustness.id);
    const context = { subject, symmetries, limit, budget: { left: shareOfAll * limit } };
    const scenarios = Object.entries(topology.scenarios).map(([name, scenario]) =>
      runScenario(context, name, scenario),
    );
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
