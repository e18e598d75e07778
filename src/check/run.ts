import type { Built } from '../build/build.js';
import { compact } from '../fabric/compact.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import type { Finding } from '../finding/rule.js';
import { FabricState } from '../measure/state.js';
import type { Topology } from '../spec/topology.js';
import { Acceptances } from './acceptances.js';
import type { CheckOutcome, CheckResult, Subject } from './checker.js';
import { checkers } from './registry.js';
import { scopeFindings } from './scope-findings.js';

/** What the checkers look at, made from a built fabric. */
export function subjectOf(topology: Topology, { graph, claims }: Built): Subject {
  const fabric = compact(graph);
  const texts = topology.exceptions.flatMap((item) => ('off' in item ? [item.off] : []));
  // Those that name nothing are findings of the check of selectors.
  const off = readFaults(fabric, texts, false).faults;
  const capacity = off.length === 0 ? fabric.gbps : capacityAfter(fabric, off);
  const healthy = new FabricState(fabric, capacity);
  const accepted = new Acceptances(fabric, topology.accepted);
  return { topology, fabric, claims, off, healthy, accepted };
}

/** Runs every check; nothing that one finds keeps another from running. */
export function check(subject: Subject): CheckOutcome {
  let results: readonly CheckResult[] = [];
  let findings: readonly Finding[] = scopeFindings(subject);
  for (const checker of checkers) {
    const outcome = checker.run(subject, findings);
    results = [...results, ...outcome.results];
    findings = [...findings, ...outcome.findings];
  }
  return { results, findings };
}
