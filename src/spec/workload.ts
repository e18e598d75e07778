/** A workload: who runs which collectives on which hosts. `…Input` is what people write. */

export interface WorkloadInput {
  readonly $schema?: string;
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  readonly source?: string;
  /** The plane set that carries it; default: the first one with NICs of hosts with GPUs, else with NICs. */
  readonly planes?: string;
  /** A profile, or the figures themselves; default: none, only transfers take time. */
  readonly latency?: LatencyProfile | Latency;
  /** How a message to a GPU of another rail goes; default `pxn`. */
  readonly relay?: Relay;
  /** All start at once. */
  readonly jobs: Readonly<Record<string, JobInput>>;
}

export type LatencyProfile = 'infiniband' | 'roce';

/** End to end, between two processes. */
export interface Latency {
  readonly baseUs: number;
  readonly perSwitchUs: number;
  /** Of a way inside a scale-up domain. */
  readonly scaleUpUs?: number;
}

/**
 * `pxn`: by the scale-up domain to the GPU of the sending host that has the receiver's rail, then by that
 * NIC (NCCL PXN); `direct`: from the sender's NIC to the receiver's where a plane joins them, and by `pxn` where none does.
 */
export type Relay = 'pxn' | 'direct';

export interface JobInput {
  readonly description?: string;
  /** So many hosts, or several numbers, one after the other (only where a workload has one job). */
  readonly hosts: number | readonly number[] | readonly string[];
  /** GPUs 0 … of each host that take part; default: all. */
  readonly gpusPerHost?: number;
  /** Which hosts, of those that no list of hosts names and no job before has; default `packed`. */
  readonly placement?: Placement;
  /** Of `strided`: every so many-th host; default: so that they spread over all. */
  readonly stride?: number;
  /** Of `random`; default 1. */
  readonly seed?: number;
  /** One after the other. */
  readonly run: readonly Collective[];
  /** So many times; default 1. */
  readonly repeat?: number;
}

export type Placement = 'packed' | 'strided' | 'random';

/** Ranks of groups: `size` of them, `stride` apart; default: all ranks are one group. */
export interface Grouping {
  readonly size: number;
  readonly stride?: number;
}

/** A size in bytes, or several, one after the other (only where a workload has one collective). */
export type Bytes = number | readonly number[];

interface Common {
  readonly groups?: Grouping;
  readonly description?: string;
}

/** Sizes as NCCL's tests count them: of the buffer of a rank (all-gather, reduce-scatter: of the larger one). */
export type Collective = Common &
  (
    | {
        readonly kind: 'all-to-all';
        readonly bytes: Bytes;
        readonly algorithm?: 'at-once' | 'shift';
      }
    | {
        readonly kind: 'all-gather' | 'reduce-scatter';
        readonly bytes: Bytes;
        readonly algorithm?: 'ring' | 'rail-aligned';
        readonly channels?: number;
      }
    | {
        readonly kind: 'all-reduce';
        readonly bytes: Bytes;
        readonly algorithm?: 'ring' | 'tree' | 'rail-aligned';
        readonly channels?: number;
      }
    | ExpertExchange
    | { readonly kind: 'send'; readonly pairs: readonly Send[] }
    | { readonly kind: 'incast'; readonly bytes: Bytes; readonly to?: number }
    | {
        readonly kind: 'permutation';
        readonly bytes: Bytes;
        /** Rank r to r + shift; without it a random permutation without fixed points. */
        readonly shift?: number;
        readonly seed?: number;
      }
  );

/** Ranks of the job. */
export interface Send {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** Tokens to the GPUs of their experts (`dispatch`), and what these make of them back (`combine`). */
export interface ExpertExchange {
  readonly kind: 'dispatch' | 'combine';
  /** Of each GPU. */
  readonly tokens: number;
  readonly hidden: number;
  readonly bytesPerElement: number;
  /** Routed experts, dealt evenly to the GPUs of a group in order. */
  readonly experts: number;
  readonly topK: number;
  /** Beside the routed ones, each on one further GPU that is drawn evenly; default 0: replicas are local. */
  readonly sharedExperts?: number;
  /** A token goes to experts of at most so many of so many groups of experts; default: no limit. */
  readonly limit?: ExpertLimit;
  /**
   * One copy for each host with some of a token's experts (scale-up domain, where several hosts share one), which
   * hands it on inside, or one for each expert; default `host`.
   */
  readonly copies?: 'host' | 'expert';
}

/** At most `groups` of `of` equal groups of experts. */
export interface ExpertLimit {
  readonly groups: number;
  readonly of: number;
}
