/**
 * Channels: what flows share. Channel 2c is cable c of the fabric from its lower end up, 2c + 1 the same
 * cable down; what comes behind those of all cables is not of the network (a GPU and its scale-up domain).
 * A capacity here is a `Float64Array` of Gb/s by channel, 0 = dead.
 */
export interface Flows {
  readonly count: number;
  /** By flow: its channels are entries `offsets[f]` … `offsets[f + 1] − 1`; none: nothing limits it. */
  readonly offsets: Int32Array;
  readonly channels: Int32Array;
  /** By entry: the share of the flow that takes the channel, 0 < share ≤ 1; null: all of it everywhere. */
  readonly shares: Float64Array | null;
}
