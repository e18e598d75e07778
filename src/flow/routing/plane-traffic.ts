/** Endpoints (vertices of the fabric) each of which sends each of others as much. */
export interface Block {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Of each pair. */
  readonly bytes: number;
}

/** What the endpoints of one plane send each other, without a look at who is whose message. */
export interface PlaneTraffic {
  readonly blocks: readonly Block[];
  /** By endpoint of the fabric: in a block, pairs with the same number (a scale-up domain) send nothing. */
  readonly domainOf: Int32Array;
  /** Single pairs, beside the blocks. */
  readonly pairs: {
    readonly from: Int32Array;
    readonly to: Int32Array;
    readonly bytes: Float64Array;
  };
}

/** Flows of one plane that are looked at one by one. */
export interface Sends {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What tells flows between the same endpoints apart, as the ports of a queue pair do. */
  readonly key: Int32Array;
}

/** By flow of some `Sends`: the channels (flow/fluid/flows.ts) that it takes; none: it has no way. */
export interface Ways {
  readonly offsets: Int32Array;
  readonly channels: Int32Array;
  readonly unrouted: number;
}

/** Bytes by channel of the plane: entries 2i and 2i + 1 are of its cable i, from its lower end up and down. */
export interface ChannelBytes {
  readonly bytes: Float64Array;
  /** Ordered pairs of endpoints that send something and have no way. */
  readonly unrouted: number;
}
