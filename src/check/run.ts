import type { Built } from '../build/build.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFault } from '../failure/fault.js';
import type { Finding } from '../finding/rule.js';
import type { Certificate } from '../flow/certificates.js';
import { type LinearSolver, noSolver } from '../flow/linear-program.js';
import { FabricState } from '../measure/state.js';
import type { Topology } from '../spec/topology.js';
import { Acceptances } from './acceptances.js';
import type { CheckOutcome, CheckResult, Outage, Subject } from './checker.js';
import { selectorsChecker } from './checkers/selectors.js';
import { checkers } from './registry.js';
import { scopeFindings } from './scope-findings.js';

/** What the checkers look at, made from a built fabric. */
export function subjectOf(
  topology: Topology,
  { fabric, claims }: Built,
  solve: LinearSolver = noSolver,
): Subject {
  const off = topology.exceptions.flatMap((exception, item): Outage[] => {
    if (!('off' in exception)) return [];
    // One that names nothing is a finding of the check of selectors.
    const fault = readFault(fabric, exception.off, false);
    return 'problem' in fault ? [] : [{ ...fault, item }];
  });
  const capacity = capacityAfter(fabric, off);
  const healthy = new FabricState(fabric, capacity, null, null, solve);
  const accepted = new Acceptances(fabric, topology.accepted);
  return { topology, fabric, claims, off, healthy, accepted };
}

/** Selectors, scopes and labels that name nothing: they can be told whatever else is wrong. */
export const wrongNames = (subject: Subject): readonly Finding[] => [
  ...scopeFindings(subject),
  ...selectorsChecker.run(subject, []).findings,
];

/** Runs every check; nothing that one finds keeps another from running. */
export function check(subject: Subject): Required<CheckOutcome> {
  let results: readonly CheckResult[] = [];
  let findings: readonly Finding[] = scopeFindings(subject);
  let certificates: readonly Certificate[] = [];
  for (const checker of checkers) {
    const outcome = checker.run(subject, findings);
    results = [...results, ...outcome.results];
    findings = [...findings, ...outcome.findings];
    certificates = [...certificates, ...(outcome.certificates ?? [])];
  }
  return { results, findings, certificates };
}
