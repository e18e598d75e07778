import type { Collective } from '../../spec/workload.js';
import type { WhatIf } from '../answer.js';

export const routings = ['adaptive', 'ecmp', 'static'] as const;
export type Routing = (typeof routings)[number];

/** Both ends, proved; they are one number where they meet. */
export interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/** A collective of a job, all its groups at once. */
export interface CollectiveTime {
  readonly job: string;
  readonly kind: Collective['kind'];
  readonly algorithm: string | null;
  /** Ranks of each group, and how many groups there are. */
  readonly ranks: number;
  readonly groups: number;
  /** The size that NCCL's tests would print; of an expert exchange, all copies that are made for a rank. */
  readonly bytes: number;
  /** When it begins, at the latest, µs; null: something before it never ends. */
  readonly beginUs: number | null;
  /** How long it takes, µs, latency included, which is the same at both ends. Null: it never ends. */
  readonly us: Ends | null;
  readonly latencyUs: number;
  /** GB/s, as NCCL defines them. */
  readonly algGBps: Ends;
  readonly busGBps: Ends;
  /** Messages without a way. */
  readonly unrouted: number;
  /** By rail (NICs with the same number), where flows are looked at one by one: µs until the last one has arrived. */
  readonly rails?: readonly { readonly rail: number; readonly us: number }[];
}

/** How long all of it takes under several seeds. */
export interface SeedSpread {
  readonly seeds: number;
  readonly leastUs: number;
  readonly meanUs: number;
  readonly medianUs: number;
  readonly mostUs: number;
}

/** Channels from one tier to another: GPU to domain, endpoint to leaf, leaf to spine … */
export interface TierUse {
  readonly from: string;
  readonly to: string;
  readonly channels: number;
  /** Share of the time in which they are busy: in the mean, and the busiest. */
  readonly mean: number;
  readonly most: number;
  readonly mostGBps: number;
  /** How many channels are busy for so much of the time: 20 bins of 5 %, all of the time in the last one. */
  readonly bins: readonly number[];
  /** The busiest cable; GPUs have none. */
  readonly cable: string | null;
}

/** One size and number of hosts. */
export interface SimulatedPoint {
  readonly hosts: number;
  readonly gpus: number;
  readonly collectives: readonly CollectiveTime[];
  /** From the beginning to the end of the last job, µs; null: it never ends. */
  readonly us: Ends | null;
  readonly seeds?: SeedSpread;
  readonly tiers: readonly TierUse[];
}

/** Whether a routing can lock up a plane whose switches wait for each other's buffers. */
export type Deadlock =
  | { readonly plane: string; readonly free: true; readonly sameAs?: string }
  | {
      readonly plane: string;
      readonly free: false;
      /** Each channel waits for the next one, the last one for the first: cables, and up or down. */
      readonly cycle: readonly string[];
      readonly lanes: number;
      readonly sameAs?: string;
    }
  | { readonly plane: string; readonly unknown: string; readonly sameAs?: string };

export interface Simulation {
  readonly faults: WhatIf['faults'];
  readonly workload: string;
  readonly planeSet: string;
  readonly routing: Routing;
  /** Whether that is by forwarding tables that were read, not by d-mod-k. */
  readonly tables: boolean;
  /** Of hashes; null: nothing is hashed. */
  readonly seed: number | null;
  readonly points: readonly SimulatedPoint[];
  readonly deadlock: readonly Deadlock[];
}
