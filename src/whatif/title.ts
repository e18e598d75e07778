import type { Subject } from '../check/checker.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { cutOff } from '../measure/cut-off.js';
import type { FabricState } from '../measure/state.js';
import { formatCounted, formatGbps } from '../std/units.js';

/** What a picture says of each plane set in its title: counts and bisection, and what faults left. */
export function titleFacts({ fabric, healthy }: Subject, failed: FabricState | null): string[] {
  return fabric.planeSets.map(({ id, planes }) => {
    const { hosts, endpoints, switches, cables } = counts(fabric, planes);
    const facts = [
      `${id}: ${formatCounted(planes.length, 'plane')}`,
      formatCounted(hosts, 'host'),
      formatCounted(endpoints, 'endpoint'),
      formatCounted(switches.total ?? 0, 'switch'),
      formatCounted((cables.endpoint ?? 0) + (cables.switch ?? 0), 'cable'),
      `bisection ${bisection(healthy, planes)}`,
    ];
    if (failed) {
      const { endpointsCutOff } = cutOff(failed, planes);
      facts.push(`with what is down ${bisection(failed, planes)}`);
      facts.push(`${formatCounted(endpointsCutOff, 'endpoint')} cut off`);
    }
    return facts.join(' · ');
  });
}

function bisection(state: FabricState, planes: readonly number[]): string {
  const { min, max } = bisectionOf(state, planes);
  return min === max ? formatGbps(max) : `${formatGbps(min)} to ${formatGbps(max)}`;
}
