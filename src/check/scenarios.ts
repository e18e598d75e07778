import type { CheckOutcome, Subject } from './checker.js';
import type { Drained } from './drained.js';
import { runScenario } from './scenario.js';
import type { Symmetries } from './symmetries.js';

/**
 * Cases that are measured at most for one scenario: fewer on large fabrics, and where a bisection is no
 * closed enumeration but a search. Above it nothing is proved, and that is a finding.
 */
function mostCases({ fabric, healthy }: Subject): number {
  const searched = fabric.planes.some((_, p) => healthy.bisection(p).method === 'interval');
  const work = 2e8 / (fabric.cableCount * (searched ? 200 : 1));
  return Math.max(16, Math.min(20_000, Math.floor(work)));
}

/** All scenarios of a file have so many times the cases of one. */
const shareOfAll = 5;

/** Tries the scenarios of a file, each beside what is drained. */
export function runScenarios(
  subject: Subject,
  symmetries: Symmetries,
  drained?: Drained,
): CheckOutcome[] {
  const limit = mostCases(subject);
  const budget = { left: shareOfAll * limit };
  const context = { subject, symmetries, limit, budget, drained };
  return Object.entries(subject.topology.scenarios).map(([name, scenario]) =>
    runScenario(context, name, scenario),
  );
}
