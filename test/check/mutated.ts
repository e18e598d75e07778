import { build } from '../../src/build/build.js';
import type { CheckResult } from '../../src/check/checker.js';
import { rules } from '../../src/check/registry.js';
import { check, subjectOf } from '../../src/check/run.js';
import type { CableAttributes, FabricGraph } from '../../src/fabric/attributes.js';
import { words } from '../../src/finding/rule.js';
import { readTopology, topologyOf } from '../worlds.js';

const deployed = topologyOf(readTopology('topologies/deepseek-v3-2048.json'));

/** What the checks say of deepseek-v3-2048 after somebody was at its graph. */
export function checkMutated(mutate: (graph: FabricGraph) => void) {
  const built = build(deployed);
  mutate(built.graph);
  const subject = subjectOf(deployed, built);
  const { results, findings } = check(subject);
  const failed = results.filter(({ status }) => status === 'fail');
  return {
    subject,
    results,
    /** "check measure scope: claimed → measured" of all that failed, formulas left out. */
    failed: failed
      .filter(({ basis }) => basis !== 'formula')
      .map(
        ({ check, measure, scope, claimed, measured }) =>
          `${check} ${measure} ${scope}: ${text(claimed)} → ${text(measured)}`,
      ),
    codes: [...new Set(findings.map(({ code }) => code))].sort(),
    messages: findings.map((found) => words(rules.find(({ id }) => id === found.check)!, found)),
    findings,
  };
}

const text = (value: CheckResult['measured'] | CheckResult['claimed']): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Takes a cable out of the fabric and puts it back with other ends, ports, speed or label. */
export function recable(
  graph: FabricGraph,
  cable: string,
  change: Partial<CableAttributes> & { readonly lower?: string; readonly upper?: string },
): void {
  const [source, target] = graph.extremities(cable);
  const { lower = source, upper = target, ...attributes } = change;
  const before = graph.getEdgeAttributes(cable);
  graph.dropEdge(cable);
  graph.addEdgeWithKey(`${cable} recabled`, lower, upper, { ...before, ...attributes });
}

/** The cable in a port. */
export function cableIn(graph: FabricGraph, port: string): string {
  const found = graph.findEdge((id) => id.split('--').includes(port));
  if (!found) throw new Error(`no cable in ${port}`);
  return found;
}
