import type { Tell } from '../finding/problem.js';
import type { ExpertLimit } from '../spec/workload.js';
import { formatCount, formatCounted } from '../std/units.js';

/** What keeps so many experts from being chosen; `key` is what their number is called. */
export function choiceProblems(
  of: {
    readonly routed: number;
    readonly chosen: number;
    readonly limit?: ExpertLimit | undefined;
  },
  tell: Tell,
  key: string,
): void {
  const { routed, chosen, limit } = of;
  if (chosen > routed) {
    tell(`${formatCount(chosen)} of ${formatCounted(routed, 'expert')} cannot be chosen`, key);
  }
  if (!limit) return;
  if (routed % limit.of !== 0) {
    tell(
      `${formatCounted(routed, 'expert')} do not fall into ${formatCount(limit.of)} equal groups`,
      'limit',
      'of',
    );
  } else if (limit.groups > limit.of) {
    tell(
      `at most ${formatCount(limit.groups)} groups, but there are ${formatCount(limit.of)}`,
      'limit',
      'groups',
    );
  } else if (chosen <= routed && chosen > (limit.groups * routed) / limit.of) {
    tell(
      `${formatCounted(limit.groups, 'group')} of ${formatCount(routed / limit.of)} have fewer than ${formatCounted(chosen, 'expert')}`,
      'limit',
      'groups',
    );
  }
}
