import type { EndpointSet } from '../fabric/endpoint-set.js';
import type { Ends } from '../flow/between.js';
import { anyTwoHosts, endsOf, type WorstHosts } from '../flow/separation/any-two-hosts.js';
import { hostGround } from '../flow/separation/host-profiles.js';
import type { SeparatedBy } from '../flow/separation/plane-cut.js';
import { remembered, shareOf } from './paths/path-question.js';
import type { FabricState } from './state.js';

/** Searches that would take more steps are not made: some seconds. */
const mostSteps = 5e8;

/** The two hosts that the fewest losses separate, with their endpoints that count. */
export interface Connectivity extends WorstHosts {
  readonly ends: Ends;
}

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
): Connectivity | null | undefined {
  const { fabric, capacity } = state;
  const question = { planes, among, relays: 'switches' } as const;
  const once = <T>(what: string, measure: () => T) => remembered(state, question, what, measure);
  return once(`connectivity ${by}`, () => {
    const scope = { planes, among, representative: (p: number) => state.representative(p) };
    const ground = once('hosts', () => hostGround(fabric, capacity, scope));
    const worst = anyTwoHosts(fabric, capacity, ground, by, mostSteps * shareOf(state));
    if (!worst) return worst;
    // One object for both measures: what is between two ends is remembered by it.
    const ends = once(`ends ${worst.hosts}`, () => endsOf(fabric, scope, worst.hosts));
    return { ...worst, ends };
  });
}
