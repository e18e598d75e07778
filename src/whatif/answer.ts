import type { PromisesKept } from '../check/promises-under.js';
import type { CutOff } from '../measure/cut-off.js';
import type { HostPairs } from '../measure/host-pairs.js';
import type { Shares } from '../measure/host-shares.js';
import type { RelayingPairs } from '../measure/relaying.js';
import type { Uplinks } from '../measure/uplinks.js';
import type { Between } from './between.js';
import type { WeakestHosts } from './weakest.js';

/** Both ends proved; `exact` when they meet. */
export interface Ends {
  readonly lower: number;
  readonly upper: number;
  readonly exact: boolean;
}

/** Gb/s per direction. */
export type BisectionGbps = Ends;

/**
 * How much of what all endpoints send at their rates fits (1: all of it); null if nobody sends anything,
 * `not measured` where a plane is too large for a quick answer.
 */
export type AllToAll = Ends | 'not measured' | null;

export interface PlaneAnswer {
  readonly plane: string;
  readonly endpoints: number;
  readonly endpointsCutOff: number;
  readonly bisectionGbps: BisectionGbps;
  /** Uniform all-to-all among the endpoints of the largest part. */
  readonly throughput: AllToAll;
  /** The leaf that keeps the smallest share of its uplinks; null if none lost any. */
  readonly worstLeaf: Uplinks | null;
}

/** Who is cut off, and what the others keep. */
export interface Left extends CutOff, Shares, HostPairs {
  /** Pairs of hosts that still meet, but in fewer planes than before. */
  readonly hostPairsDegraded: number;
}

export interface PlaneSetAnswer extends Left {
  /** The sum of its planes' bisections. */
  readonly bisectionGbps: BisectionGbps;
  /** The least of its planes. */
  readonly throughput: AllToAll;
  /** Which losses more would first separate some two hosts. */
  readonly weakest: WeakestHosts;
  /** Pairs of endpoints without a path of switches; null: there are too many to be searched. */
  readonly relaying: RelayingPairs | null;
}

/** A fabric under capacities, measured. */
export interface SideAnswer {
  readonly planes: readonly PlaneAnswer[];
  readonly planeSets: Readonly<Record<string, PlaneSetAnswer>>;
}

/** The same with faults: with promises of the file that do not hold under these. */
export interface FailedAnswer extends SideAnswer, PromisesKept {}

/** A fault as it was written, and what it matched. */
export interface FaultAnswer {
  readonly fault: string;
  readonly parts: number;
  readonly first: string;
}

export interface WhatIf {
  readonly faults: readonly FaultAnswer[];
  readonly healthy: SideAnswer;
  readonly failed: FailedAnswer;
  /** Other faults, beside the first ones. */
  readonly comparedFaults?: readonly FaultAnswer[];
  readonly compared?: FailedAnswer;
  readonly between?: Between;
}

/** What was asked wrongly: the text and the reason. */
export interface Misunderstood {
  readonly text: string;
  readonly problem: string;
}

export interface Question {
  readonly fail: readonly string[];
  /** Other faults, to be laid beside these. */
  readonly compare?: readonly string[];
  /** Ids of two NICs or hosts. */
  readonly between?: readonly [string, string];
}
