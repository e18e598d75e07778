import type { Flows } from './flows.js';

/** What flows of some weights put on channels: sums that are taken away again for the next flows. */
export class ChannelLoads {
  /** By channel. */
  readonly loads: Float64Array;

  constructor(readonly channelCount: number) {
    this.loads = new Float64Array(channelCount);
  }

  /** @param weights by flow; null: 1 each */
  add({ count, offsets, channels, shares }: Flows, weights: Float64Array | null): void {
    const { loads } = this;
    for (let f = 0; f < count; f++) {
      const weight = weights === null ? 1 : weights[f]!;
      if (weight === 0) continue;
      for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
        loads[channels[i]!]! += shares === null ? weight : weight * shares[i]!;
      }
    }
  }

  /** The most load for its capacity on a channel of these flows; infinite on a dead one. */
  worst({ count, offsets, channels }: Flows, capacity: Float64Array): number {
    let worst = 0;
    for (let i = 0; i < offsets[count]!; i++) {
      const c = channels[i]!;
      const load = this.loads[c]!;
      if (load > 0) worst = Math.max(worst, capacity[c]! > 0 ? load / capacity[c]! : Infinity);
    }
    return worst;
  }

  /** Takes away what these flows put there, with all that others did. */
  reset({ count, offsets, channels }: Flows): void {
    for (let i = 0; i < offsets[count]!; i++) this.loads[channels[i]!] = 0;
  }
}
