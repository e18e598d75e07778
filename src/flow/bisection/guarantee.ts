import type { AllToAllProof } from '../certify/all-to-all.js';
import type { CommonSpinesProof } from '../certify/common-spines.js';
import type { LeafClassesProof } from '../certify/leaf-classes.js';
import type { LessLostProof } from '../certify/less-lost.js';
import type { SpectralProof } from '../certify/spectral.js';
import type { SwitchClassesProof } from '../certify/switch-classes.js';
import type { TwoPhaseProof } from '../certify/two-phase.js';
import type { UpDownProof } from '../certify/up-down.js';

/**
 * From what code that shares nothing with the bounds proves a lower end of a bisection again: plain
 * JSON data with ids. `by` tells which argument it is; flow/certify/lower has a verifier of each.
 */
export type Proof =
  | LeafClassesProof
  | CommonSpinesProof
  | UpDownProof
  | TwoPhaseProof
  | AllToAllProof
  | SpectralProof
  | SwitchClassesProof
  | LessLostProof
  | NothingProof;

/** So many Gb/s, whatever the halves, and why. */
export interface Guarantee<P extends { readonly by: string } = Proof> {
  readonly gbps: number;
  readonly proof: P;
}

/** Nothing is proved, which needs no proof: a bisection is at least 0 Gb/s. */
export interface NothingProof {
  readonly by: 'nothing';
}
