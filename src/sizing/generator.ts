import type { PlaneSetInput } from '../spec/topology.js';
import type { Wiring } from './wirings.js';
import type { Question, Ratio } from './wish.js';

/** A design that a family proposes; whether it can be built is for the language to say. */
export interface Draft {
  readonly planeSet: PlaneSetInput;
  readonly wiring: Wiring;
  /** The oversubscription that it was made for. */
  readonly ratio: Ratio;
  /** "two-tier fat-tree", "Slim Fly of q = 27". */
  readonly words: string;
  /** The same as a part of a name: "2-tier", "slim-fly-q27". */
  readonly name: string;
  /** Tiers of switches; a direct network has one, of routers. */
  readonly tiers: number;
  /**
   * At most so many cables on a shortest way between endpoints of a plane (endpoint, leaf, endpoint:
   * 2); proved where it is stated.
   */
  readonly hops: number;
  /** The most endpoints that it can grow to with such switches, without another tier or order. */
  readonly growsTo: number;
  /** Of a direct network: endpoint ports of a router, and how many of them it is balanced for. */
  readonly load?: { readonly ports: number; readonly balanced: number };
}

/**
 * A family as a designer: its designs for a question, by arithmetic alone. It proposes few designs
 * (for each wiring, ratio and speed the one with the fewest switches, then cables), and each of them
 * has room for all hosts.
 */
export interface Generator {
  drafts(question: Question): Draft[];
  /** The most endpoints that it can connect of such parts; 0 if none. */
  most(question: Question): number;
}
