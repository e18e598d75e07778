import { byFormula } from '../build/described.js';
import type { Subject } from '../check/checker.js';
import { describedSets } from '../check/described-scopes.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { cutOff } from '../measure/cut-off.js';
import type { FabricState } from '../measure/state.js';
import type { Topology } from '../spec/topology.js';
import { formatCounted, formatGbps, formatRange } from '../std/units.js';

/** What a picture says in its title: what faults left, then counts and bisection by plane set. */
export function titleFacts(
  { topology, fabric, healthy }: Subject,
  failed: FabricState | null,
): string[] {
  const left = fabric.planeSets.flatMap(({ id, planes }) => {
    if (!failed) return [];
    const { endpointsCutOff } = cutOff(failed, planes);
    const cut = `${formatCounted(endpointsCutOff, 'endpoint')} cut off`;
    const kept = `${bisection(failed, planes)} of ${bisection(healthy, planes)}`;
    return [`${id} with what is down: bisection ${kept}, ${cut}`];
  });
  const facts = fabric.planeSets.flatMap(({ id, planes }) => {
    const { hosts, endpoints, switches, cables } = counts(fabric, planes);
    return [
      `${id}: ${formatCounted(planes.length, 'plane')}`,
      formatCounted(hosts, 'host'),
      formatCounted(endpoints, 'endpoint'),
      formatCounted(switches.total ?? 0, 'switch'),
      formatCounted((cables.endpoint ?? 0) + (cables.switch ?? 0), 'cable'),
      `bisection ${bisection(healthy, planes)}`,
    ];
  });
  return [...left, ...facts, ...describedSets(topology).flatMap((id) => ofDescribed(topology, id))];
}

/** By formula, of what is not built. */
function ofDescribed(topology: Topology, id: string): string[] {
  const { sizes, switchTotal } = byFormula(topology, id);
  const { planes, hosts, endpoints, cables } = sizes;
  return [
    `${id}, described only: ${formatCounted(planes, 'plane')}`,
    formatCounted(hosts, 'host'),
    formatCounted(endpoints, 'endpoint'),
    formatCounted(switchTotal, 'switch'),
    formatCounted(cables.endpoint + cables.switch, 'cable'),
  ];
}

function bisection(state: FabricState, planes: readonly number[]): string {
  const { min, max } = bisectionOf(state, planes);
  return formatRange(min, max, formatGbps);
}
