import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { rule } from '../../finding/rule.js';
import { certifiedBisection } from '../../flow/bisection/certificate.js';
import type { BisectionCertificate } from '../../flow/certify/bisection.js';
import type { FabricState } from '../../measure/state.js';
import { formatCounted } from '../../std/units.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';
import { type Scope, scopesOf } from '../scope.js';

const bisectionRule = rule({
  id: 'bisection',
  summary: 'each plane has the promised bisection bandwidth, both ends of it proved',
  explanation: `The bisection bandwidth of a plane is the least capacity, per direction, of a cut that
separates its endpoints into two halves (sizes differ by at most one); switches may stand on either
side. It is full if half the endpoints can send to the other half at their rate, whatever the halves.

For leaf–spine planes in which each endpoint hangs on one leaf it is exact: leaves with the same
cables are one class, and all ways to take leaves from the classes are tried, as long as these are
at most 20 million steps (a few dozen leaves that all differ are too many). So it is wherever all
choices of switches can be tried, those that may change places counting by number only (few
switches, a BCube or ZCube). Everything else is an interval: the upper end is the best cut found,
the lower one is what some routing carries between any halves (up and down, over common spines, in
two phases) or what eigenvalues say; a promise must hold for the proved end. Where the two ends meet
the figure is exact, too. What is exact is certified: the cut, and the proof that no halves have
less, are verified by code that shares nothing with the solver; \`--certificates DIR\` writes both
down, of open intervals, too, and \`planewright certify\` verifies them again (see
docs/certificates.md). The figure of a plane set is the sum of its planes' bisections. That of a
selector (\`unit:compute/u0\`) is the sum, over all planes, of the bisection among its endpoints
there, while the others are idle.

To mend it: add uplinks or spines, spread uplinks evenly, or promise what there is.`,
  messages: { 'bisection-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measures: bisectionGbps, bisectionRatio (and bisectionKept, which is 1 without faults). */
export const bisectionChecker: Checker = {
  rule: bisectionRule,
  run(subject) {
    const stated = judge(bisectionRule, 'bisection-differs', subject, [
      'bisectionGbps',
      'bisectionRatio',
      'bisectionKept',
    ]);
    const certificates = certify(subject);
    const ofScopes: BisectionCertificate[] = [];
    const results = stated.results.map((r) => {
      const among = withProofAmong(subject, r);
      ofScopes.push(...among.certificates);
      return withProof(subject, among.result, certificates);
    });
    return {
      results: [...results, ...unpromised(subject, results, certificates)],
      findings: stated.findings,
      certificates: [...certificates.values(), ...ofScopes],
    };
  },
};

const howExact = 'exact; certified by a cut and a proof that no halves have less';
const howOpen = 'both ends proved';

/** Of which figures certificates are made. */
const isCertified = (
  { certifyAll = false, healthy }: Subject,
  p: number,
  among: EndpointSet | null = null,
): boolean => certifyAll || healthy.bisection(p, among).exact;

/** By plane: the certificate of its bisection; identical planes are certified once. */
function certify(subject: Subject): Map<string, BisectionCertificate> {
  const { fabric, healthy } = subject;
  const certificates = new Map<string, BisectionCertificate>();
  fabric.planes.forEach(({ id }, p) => {
    if (healthy.representative(p) !== p || !isCertified(subject, p)) return;
    certificates.set(id, certificateOf(healthy, p));
  });
  return certificates;
}

/** How the figure of a plane was proved, with its certificate where it was made. */
function withProof(
  { fabric, healthy }: Subject,
  result: CheckResult,
  certificates: Map<string, BisectionCertificate>,
): CheckResult {
  const p = fabric.planes.findIndex(({ id }) => id === result.scope);
  if (result.measure !== 'bisectionGbps' || p < 0) return result;
  const { exact } = healthy.bisection(p);
  const certificate = certificates.get(result.scope);
  if (certificate) return { ...result, note: exact ? howExact : howOpen, certificate };
  if (!exact) return { ...result, note: howOpen };
  const twin = fabric.planes[healthy.representative(p)]!.id;
  return { ...result, note: `exact; identical to ${twin}, cable by cable` };
}

/** How the figure of a selector was proved: each of its planes has a certificate of its own. */
function withProofAmong(subject: Subject, result: CheckResult) {
  const [scope] = result.measure === 'bisectionGbps' ? scopesOf(subject.fabric, result.scope) : [];
  if (!scope?.among) return { result, certificates: [] };
  const { planes, among = null } = scope;
  const certificates = certifyAmong(subject, scope);
  const exact = planes.every((p) => subject.healthy.bisection(p, among).exact);
  if (planes.length === 1 && certificates.length === 1) {
    const [certificate] = certificates;
    const note = exact ? howExact : howOpen;
    return { result: { ...result, note, certificate: certificate! }, certificates };
  }
  const all = formatCounted(planes.length, 'plane');
  const note = exact ? `${howExact}, in each of ${all} (identical ones once)` : howOpen;
  return { result: { ...result, note }, certificates };
}

/** Certificates of the planes of a selector that differ. */
function certifyAmong(subject: Subject, scope: Scope): BisectionCertificate[] {
  const { healthy } = subject;
  const { planes, among = null } = scope;
  if (!planes.every((p) => isCertified(subject, p, among))) return [];
  return planes
    .filter((p) => healthy.representative(p, among) === p)
    .map((p) => certificateOf(healthy, p, among));
}

/** The certificate of what was measured already. */
function certificateOf(
  healthy: FabricState,
  p: number,
  among: EndpointSet | null = null,
): BisectionCertificate {
  const { fabric, capacity } = healthy;
  const found = healthy.bisection(p, among);
  return certifiedBisection(fabric, capacity, p, among, found).certificate;
}

/** Planes of which nothing was promised are measured all the same. */
function unpromised(
  subject: Subject,
  results: readonly CheckResult[],
  certificates: Map<string, BisectionCertificate>,
): CheckResult[] {
  const { fabric, healthy } = subject;
  const known = new Set(results.filter((r) => r.measure === 'bisectionGbps').map((r) => r.scope));
  return fabric.planes.flatMap(({ id }, p): CheckResult[] => {
    if (known.has(id)) return [];
    const { lower, upper, exact } = healthy.bisection(p);
    const one: CheckResult = {
      check: bisectionRule.id,
      status: 'pass',
      scope: id,
      measure: 'bisectionGbps',
      claimed: null,
      basis: null,
      measured: exact ? upper : { min: lower, max: upper },
      unit: 'Gb/s',
    };
    return [withProof(subject, one, certificates)];
  });
}
