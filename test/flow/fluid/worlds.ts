import type { Flows } from '../../../src/flow/fluid/flows.js';
import type { Stage } from '../../../src/flow/fluid/stage.js';
import type { PlainFlow, PlainStage } from './reference.js';

export function flowsOf(flows: readonly PlainFlow[]): Flows {
  const offsets = new Int32Array(flows.length + 1);
  flows.forEach(({ channels }, f) => {
    offsets[f + 1] = offsets[f]! + channels.length;
  });
  const shared = flows.some(({ halves }) => halves !== undefined);
  const shares = flows.flatMap(({ channels, halves }) =>
    channels.map((_, i) => (halves?.[i] ?? 2) / 2),
  );
  return {
    count: flows.length,
    offsets,
    channels: Int32Array.from(flows.flatMap(({ channels }) => channels)),
    shares: shared ? Float64Array.from(shares) : null,
  };
}

export const stageOf = ({ flows, delayUs }: PlainStage): Stage => ({
  flows: flowsOf(flows),
  bytes: Float64Array.from(flows, ({ bytes }) => bytes),
  delayUs,
});

type Draw = (below: number) => number;

/** A flow over up to four of some channels, now and then twice over one, or by shares. */
export function randomFlow(random: Draw, channelCount: number, isShared: boolean): PlainFlow {
  const channels = Array.from({ length: 1 + random(4) }, () => random(channelCount));
  const list = random(4) === 0 ? channels : [...new Set(channels)];
  return isShared ? { channels: list, halves: list.map(() => 1 + random(2)) } : { channels: list };
}
