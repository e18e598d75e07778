import { BYTES_PER_US } from '../../std/units.js';
import type { TierUse } from './answer.js';
import type { Site } from './site.js';

interface Sum {
  readonly from: string;
  readonly to: string;
  channels: number;
  busy: number;
  most: number;
  mostGBps: number;
  readonly bins: number[];
  at: number;
}

export const useBins = 20;
/** Above what sums of floating point lose, so that a share of exactly 5 % is not in the bin below it. */
const rounding = 1e-9;

/**
 * How busy channels are, tier by tier; those in use of the plane set, and of GPUs those that carry something.
 *
 * @param bytes by channel, in so many µs
 */
export function tierUse(
  { fabric, gpus, channelGbps }: Site,
  bytes: Float64Array,
  us: number,
): TierUse[] {
  const sums = new Map(ofGpus.map((ends) => [ends.join(' '), nothing(...ends)]));
  const add = (from: string, to: string, channel: number) => {
    const key = `${from} ${to}`;
    const sum = sums.get(key) ?? nothing(from, to);
    sums.set(key, sum);
    const busy = busyShare(bytes[channel]!, channelGbps[channel]!, us);
    sum.channels++;
    sum.busy += busy;
    sum.bins[Math.min(useBins - 1, Math.floor((busy + rounding) * useBins))]!++;
    if (busy <= sum.most * (1 + 1e-9)) return;
    sum.most = busy;
    sum.mostGBps = us > 0 ? bytes[channel]! / us / 1000 : 0;
    sum.at = channel;
  };
  const behindCables = 2 * fabric.cableCount;
  for (let c = behindCables; c < bytes.length; c++) {
    if (bytes[c]! > 0) add(...ofGpus[c % 2]!, c);
  }
  const { tierNames, tierOf, lower, upper, planes } = fabric;
  for (const plane of fabric.planeSets[gpus.planeSet]!.planes) {
    for (const cable of planes[plane]!.cables) {
      if (!(channelGbps[2 * cable]! > 0)) continue;
      const [a, b] = [tierNames[tierOf[lower[cable]!]!]!, tierNames[tierOf[upper[cable]!]!]!];
      add(a, b, 2 * cable);
      add(b, a, 2 * cable + 1);
    }
  }
  const used = [...sums.values()].filter(({ channels }) => channels > 0);
  return used.map(({ from, to, channels, busy, most, mostGBps, bins, at }) => ({
    from,
    to,
    channels,
    mean: busy / channels,
    most,
    mostGBps,
    bins,
    cable: at < 0 || at >= behindCables ? null : fabric.cableId(at >> 1),
  }));
}

const nothing = (from: string, to: string): Sum => ({
  from,
  to,
  channels: 0,
  busy: 0,
  most: 0,
  mostGBps: 0,
  bins: Array.from({ length: useBins }, () => 0),
  at: -1,
});

/** The ends of the channels of GPUs, the even ones first. */
const ofGpus: readonly (readonly [string, string])[] = [
  ['GPU', 'domain'],
  ['domain', 'GPU'],
];

/** Share of the time in which cables of the plane set are busy, the busier direction, by id. */
export function cableUse(
  { fabric, gpus, channelGbps }: Site,
  bytes: Float64Array,
  us: number,
): ReadonlyMap<string, number> {
  const use = new Map<string, number>();
  for (const plane of fabric.planeSets[gpus.planeSet]!.planes) {
    for (const cable of fabric.planes[plane]!.cables) {
      const most = Math.max(bytes[2 * cable]!, bytes[2 * cable + 1]!);
      use.set(fabric.cableId(cable), busyShare(most, channelGbps[2 * cable]!, us));
    }
  }
  return use;
}

const busyShare = (bytes: number, gbps: number, us: number): number =>
  us > 0 && gbps > 0 ? bytes / (gbps * BYTES_PER_US) / us : 0;
