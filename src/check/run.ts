import type { Built } from '../build/build.js';
import { compact } from '../fabric/compact.js';
import { FabricState } from '../measure/state.js';
import type { Topology } from '../spec/topology.js';
import type { CheckOutcome, Subject } from './checker.js';
import { checkers } from './registry.js';

/** What the checkers look at, made from a built fabric. */
export function subjectOf(topology: Topology, { graph, claims }: Built): Subject {
  const fabric = compact(graph);
  return { topology, fabric, claims, healthy: new FabricState(fabric, fabric.gbps) };
}

/** Runs every check; nothing that one finds keeps another from running. */
export function check(subject: Subject): CheckOutcome {
  const outcomes = checkers.map((checker) => checker.run(subject));
  return {
    results: outcomes.flatMap(({ results }) => results),
    findings: outcomes.flatMap(({ findings }) => findings),
  };
}
