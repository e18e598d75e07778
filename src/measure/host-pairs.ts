import type { EndpointSet } from '../fabric/endpoint-set.js';
import { hostGroups, sharedPlanes } from './host-groups.js';
import type { FabricState } from './state.js';

/** In how many planes of a scope pairs of different hosts meet (LANGUAGE section 5). */
export interface HostPairs {
  /** Pairs that share no plane in which endpoints of both are in one part. */
  readonly hostPairsCutOff: number;
  /** The fewest and the most planes in which a pair meets; null if there is no pair. */
  readonly planesPerHostPair: { readonly min: number; readonly max: number } | null;
}

const memory = new WeakMap<FabricState, Map<EndpointSet | null, Map<string, HostPairs>>>();

/**
 * Measures how hosts meet; `planes` are indices, and of a set only its endpoints (in all planes in
 * which they have ports) count. Measured once a scope.
 */
export function hostPairs(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null = null,
): HostPairs {
  const { healthy } = state;
  const nobodyApart = (side: FabricState) =>
    planes.every((p) => side.parts(p).cutOffCount === 0 && side.parts(p).several.size === 0);
  // Where everybody is in the main part before and after, hosts meet as they did.
  if (healthy && nobodyApart(state) && nobodyApart(healthy))
    return hostPairs(healthy, planes, among);
  const sets = memory.get(state) ?? new Map<EndpointSet | null, Map<string, HostPairs>>();
  memory.set(state, sets);
  const known = sets.get(among) ?? new Map<string, HostPairs>();
  sets.set(among, known);
  const key = planes.join();
  const answer = known.get(key) ?? measure(state, planes, among);
  known.set(key, answer);
  return answer;
}

function measure(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null,
): HostPairs {
  const groups = hostGroups(state, planes, among);
  let cut = 0;
  let [min, max] = [Number.POSITIVE_INFINITY, -1];
  const count = (shared: number, pairs: number) => {
    if (pairs === 0) return;
    if (shared === 0) cut += pairs;
    min = Math.min(min, shared);
    max = Math.max(max, shared);
  };
  groups.forEach((a, i) => {
    count(sharedPlanes(a, a), (a.hosts * (a.hosts - 1)) / 2);
    for (let j = i + 1; j < groups.length; j++) {
      count(sharedPlanes(a, groups[j]!), a.hosts * groups[j]!.hosts);
    }
  });
  return { hostPairsCutOff: cut, planesPerHostPair: max < 0 ? null : { min, max } };
}
