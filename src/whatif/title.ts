import type { Subject } from '../check/checker.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { formatCounted, formatGbps } from '../std/units.js';

/** What a picture says of each plane set in its title: counts and bisection. */
export function titleFacts({ fabric, healthy }: Subject): string[] {
  return fabric.planeSets.map(({ id, planes }) => {
    const { hosts, endpoints, switches, cables } = counts(fabric, planes);
    const { min, max } = bisectionOf(healthy, planes);
    const bisection = min === max ? formatGbps(max) : `${formatGbps(min)} to ${formatGbps(max)}`;
    return [
      `${id}: ${formatCounted(planes.length, 'plane')}`,
      formatCounted(hosts, 'host'),
      formatCounted(endpoints, 'endpoint'),
      formatCounted(switches.total ?? 0, 'switch'),
      formatCounted((cables.endpoint ?? 0) + (cables.switch ?? 0), 'cable'),
      `bisection ${bisection}`,
    ].join(' · ');
  });
}
