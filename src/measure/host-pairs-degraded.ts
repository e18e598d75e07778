import { hostGroups, sharedPlanes } from './host-groups.js';
import type { FabricState } from './state.js';

/**
 * Pairs of different hosts that still meet, but in fewer planes of a scope than before.
 *
 * @param planes indices
 */
export function hostPairsDegraded(
  state: FabricState,
  before: FabricState,
  planes: readonly number[],
): number {
  const sound = (side: FabricState) =>
    planes.every((p) => side.parts(p).cutOffCount === 0 && side.parts(p).several.size === 0);
  if (state === before || (sound(state) && sound(before))) return 0;
  const groups = hostGroups(state, planes, null, before);
  const all = state.fabric.planes.length;
  let degraded = 0;
  groups.forEach((a, i) => {
    for (const b of groups.slice(i)) {
      const pairs = a === b ? (a.hosts * (a.hosts - 1)) / 2 : a.hosts * b.hosts;
      const now = sharedPlanes(a, b, (plane) => plane < all);
      if (now > 0 && now < sharedPlanes(a, b, (plane) => plane >= all)) degraded += pairs;
    }
  });
  return degraded;
}
