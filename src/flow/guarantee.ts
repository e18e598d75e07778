import type { AllToAllProof } from './concurrent.js';
import type { LeafClassesProof } from './leaf-classes.js';
import type { CommonSpinesProof } from './oblivious.js';

/**
 * From what code that shares nothing with the bounds proves a lower end of a bisection again: plain
 * JSON data with ids. `by` tells which argument it is; flow/certify-lower has a verifier of each.
 */
export type Proof =
  | LeafClassesProof
  | CommonSpinesProof
  | AllToAllProof
  | LessLostProof
  | NothingProof;

/** So many Gb/s, whatever the halves, and why. */
export interface Guarantee<P extends Proof = Proof> {
  readonly gbps: number;
  readonly proof: P;
}

/** What was proved of the same halves under other capacities, less what has been lost since. */
export interface LessLostProof {
  readonly by: 'less-lost';
  /** The most that any halves can have lost to the cables that changed, Gb/s. */
  readonly lostGbps: number;
  /** The proof under the capacities before. */
  readonly before: Proof;
}

/** Nothing is proved, which needs no proof: a bisection is at least 0 Gb/s. */
export interface NothingProof {
  readonly by: 'nothing';
}
