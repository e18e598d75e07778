import { rule } from '../../finding/rule.js';
import type { ThroughputCertificate } from '../../flow/certify/throughput.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';
import { scopesOf } from '../scope.js';

const throughputRule = rule({
  id: 'throughput',
  summary: 'so much of uniform all-to-all fits each plane as was promised, both ends proved',
  explanation: `\`throughput\` is the largest t such that, in each plane of the scope, every endpoint can send t times its
rate at once, spread evenly over all other endpoints of the plane, however this is routed (maximum
concurrent flow). An endpoint gets as much from each sender, so one that is slower than the others limits
all of them. Endpoints that faults cut off take no part. Of a selector only its endpoints send to each other,
while the others are idle; of several planes the least counts.

Ways with the fewest hops often are the best ones. Where they are not, t is the optimum of a linear program
with one source of each orbit of sources and one variable for each class of cables. What the solver says
proves nothing: its flow is shared out again so that it conserves, and its dual lengths are evaluated; both
ends are reported, and are one number if they differ by less than a billionth. Symmetries, flows and lengths
are verified by code that shares nothing with the search (\`--certificates\`, docs/certificates.md).
\`planewright throughput\` says what the limit is, and answers for other traffic.

To mend it: add uplinks or spines, spread uplinks evenly, or promise what there is.`,
  messages: { 'throughput-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measures: throughput. It is only looked at where it is promised. */
export const throughputChecker: Checker = {
  rule: throughputRule,
  run(subject) {
    const stated = judge(throughputRule, 'throughput-differs', subject, ['throughput']);
    const proved = stated.results.map((result) => withProof(subject, result));
    return {
      results: proved.map(({ result }) => result),
      findings: stated.findings,
      certificates: [...new Map(proved.flatMap(({ certificates }) => certificates)).values()],
    };
  },
};

/** How a figure was proved, and the certificates of its planes (identical ones once). */
function withProof({ fabric, healthy }: Subject, result: CheckResult) {
  const scope = scopesOf(fabric, result.scope).find(({ id }) => id === result.scope);
  if (!scope || result.basis !== 'expect' || result.measured === null) {
    return { result, certificates: [] };
  }
  const { planes, among = null } = scope;
  const certificates = planes.flatMap((p): [string, ThroughputCertificate][] => {
    if (healthy.representative(p, among) !== p) return [];
    const found = healthy.throughput(p, among);
    return found ? [[`${p} ${among ? result.scope : ''}`, found.certificate()]] : [];
  });
  const exact = typeof result.measured === 'number';
  const note = exact ? 'exact; certified by a flow and lengths' : 'both ends proved';
  const [first, ...others] = certificates;
  const certificate = first && others.length === 0 ? { certificate: first[1] } : {};
  return { result: { ...result, note, ...certificate }, certificates };
}
