import type { EndpointSet } from '../fabric/endpoint-set.js';
import { anyTwoHosts, type WorstHosts } from '../flow/separation/any-two-hosts.js';
import type { SeparatedBy } from '../flow/separation/plane-cut.js';
import { remembered, shareOf } from './paths/path-question.js';
import type { FabricState } from './state.js';

/** Searches that would take more steps are not made: some seconds. */
const mostSteps = 5e8;

/**
 * The two hosts of a scope that the fewest cables or switches separate, and how many; null: there are
 * not two; undefined: there are too many pairs to be searched. Measured once a scope.
 *
 * @param planes indices; of a set of endpoints (null: all) only these count
 */
export function connectivity(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null,
  by: SeparatedBy,
): WorstHosts | null | undefined {
  const question = { planes, among, relays: 'switches' } as const;
  return remembered(state, question, `connectivity ${by}`, () => {
    const most = mostSteps * shareOf(state);
    const scope = { planes, among, representative: (p: number) => state.representative(p) };
    return anyTwoHosts(state.fabric, state.capacity, scope, by, most);
  });
}
