import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import type { Proof } from '../bisection/guarantee.js';
import { verifyAllToAll } from './all-to-all.js';
import { verifyCommonSpines } from './common-spines.js';
import { verifyLeafClasses } from './leaf-classes.js';
import { verifyLessLost } from './less-lost.js';
import { verifySpectral } from './spectral.js';
import { verifySwitchClasses } from './switch-classes.js';
import { verifyTwoPhase } from './two-phase.js';
import { verifyUpDown } from './up-down.js';

/**
 * Re-computes what a proof proves of the halves of a plane, by itself and from its ids alone, and adds
 * why the proof does not hold, one reason per defect.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param among the endpoints that are halved; null: all of the plane
 * @returns Gb/s that cross between any halves; nothing to rely on if reasons were added
 */
export type Verifier<P extends Proof> = (
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  proof: P,
  reasons: string[],
) => number;

type Verifiers = {
  readonly [By in Exclude<Proof['by'], 'less-lost'>]: Verifier<Extract<Proof, { by: By }>>;
};

const verifiers: Verifiers = {
  'leaf-classes': verifyLeafClasses,
  'common-spines': verifyCommonSpines,
  'up-down': verifyUpDown,
  'two-phase': verifyTwoPhase,
  'all-to-all': verifyAllToAll,
  spectral: verifySpectral,
  'switch-classes': verifySwitchClasses,
  nothing: () => 0,
};

/**
 * The same of any proof.
 *
 * @param before capacities of the state whose proof `less-lost` starts from; null: there is none
 */
export function verifyLower(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  proof: Proof,
  reasons: string[],
  before: Float64Array | null,
): number {
  if (proof.by !== 'less-lost') {
    const verify = verifiers[proof.by] as Verifier<Proof>;
    return verify(fabric, capacity, plane, among, proof, reasons);
  }
  if (!before || proof.before.by === 'less-lost') {
    reasons.push('there is no state before, from which something could have been lost');
    return 0;
  }
  const gbps = verifyLower(fabric, before, plane, among, proof.before, reasons, null);
  return Math.max(0, gbps - verifyLessLost(fabric, before, capacity, plane, proof, reasons));
}
