import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { Proof } from '../bisection/guarantee.js';
import { differ } from './number.js';

/** What was proved of the same halves under other capacities, less what has been lost since. */
export interface LessLostProof {
  readonly by: 'less-lost';
  /** The most that any halves can have lost to the cables that changed, Gb/s. */
  readonly lostGbps: number;
  /** The proof under the capacities before. */
  readonly before: Proof;
}

/**
 * The most that a bisection can have lost to cables that changed, Gb/s. Any cut loses at most what its
 * cables lost. A switch that has no live cable left may stand on either side of a cut, so before it
 * stood on that side to which it had the more Gb/s: of its cables at most half were cut.
 */
export function verifyLessLost(
  fabric: CompactFabric,
  before: Float64Array,
  after: Float64Array,
  { cables }: CompactPlane,
  { lostGbps }: LessLostProof,
  reasons: string[],
): number {
  const { endpointCount, lower, upper } = fabric;
  const alive = new Uint8Array(fabric.vertexCount);
  for (let cable = 0; cable < fabric.cableCount; cable++) {
    if (!(after[cable]! > 0)) continue;
    alive[lower[cable]!] = 1;
    alive[upper[cable]!] = 1;
  }
  const isOut = (v: number) => v >= endpointCount && alive[v] === 0;
  let lost = 0;
  for (const cable of cables) {
    const less = Math.max(0, before[cable]! - after[cable]!);
    lost += isOut(lower[cable]!) || isOut(upper[cable]!) ? less / 2 : less;
  }
  if (differ(lost, lostGbps))
    reasons.push(`the cables that changed lose ${lost} Gb/s, not ${lostGbps}`);
  return lost;
}
