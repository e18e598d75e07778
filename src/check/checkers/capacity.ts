import { rule } from '../../finding/rule.js';
import { certifiedCapacity } from '../../flow/certified-capacity.js';
import { formatCounted } from '../../std/units.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';
import { scopesOf } from '../scope.js';

const capacityRule = rule({
  id: 'capacity',
  summary: 'as much as promised can flow between two parts of the fabric, proved by flows and cuts',
  explanation: `\`capacityGbps\` of a scope \`A--B\` is the most that can flow, per direction, from all
endpoints (or switches) of A together to all of B: a maximum flow over the cables in use at their
speed, plane by plane, and the sum of these. Endpoints pass nothing on, neither those of A and B nor any
other (in a cube that is not joined the others do). It is exact: in each plane a flow and a cut of the same value are verified by code that shares
nothing with the solver.

To mend it: look for the narrowest place between the two, often the uplinks of the smaller side, or
promise what there is.`,
  messages: { 'capacity-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measure: capacityGbps. */
export const capacityChecker: Checker = {
  rule: capacityRule,
  run(subject) {
    const stated = judge(capacityRule, 'capacity-differs', subject, ['capacityGbps']);
    const results = stated.results.map((result) => withProof(subject, result));
    const certificates = results.flatMap(({ certificate }) => certificate ?? []);
    return { ...stated, results, certificates };
  },
};

function withProof({ fabric, healthy }: Subject, result: CheckResult): CheckResult {
  const ends = scopesOf(fabric, result.scope)[0]?.between;
  if (!ends) return result;
  const certificate = certifiedCapacity(fabric, healthy.capacity, result.scope, ends);
  const { length } = certificate.planes;
  const note =
    length === 0
      ? 'exact; no plane has cables of both'
      : `exact; certified by a flow and a cut in ${length === 1 ? 'its plane' : `each of ${formatCounted(length, 'plane')}`}`;
  return { ...result, note, certificate };
}
