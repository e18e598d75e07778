import type { Flows } from '../fluid/flows.js';
import type { Sends } from '../routing/plane-traffic.js';
import type { Adaptive } from './adaptive.js';
import { type JoinedChannel, joinChannels } from './join-channels.js';
import { type StartWay, StartWays } from './start-ways.js';

/** Flows of one plane with the splits that were found for it. */
export interface AdaptiveSends {
  readonly found: Adaptive;
  readonly sends: Sends;
}

/** Channels and shares of flows; one without any has no way, or stays where it is. */
export interface AdaptiveWays extends Flows {
  readonly shares: Float64Array;
  /** Flows that have no way. */
  readonly unrouted: number;
  /** Channels that stand for others: their capacity is that of all of them. */
  readonly joined: readonly JoinedChannel[];
}

export function adaptiveWays(found: Adaptive, sends: Sends): AdaptiveWays {
  return adaptiveWaysOf([{ found, sends }]);
}

/**
 * Several at once, of one fabric under the same capacities: jobs that were balanced apart, or planes. Channels are
 * joined only where all flows take them alike, so flows that share channels have to be asked for together.
 *
 * @returns flows in the order of the parts
 */
export function adaptiveWaysOf(parts: readonly AdaptiveSends[]): AdaptiveWays {
  const ways: StartWay[] = [];
  const numbers = new Map<StartWay, number>();
  const flows: Ends[] = [];
  let unrouted = 0;
  for (const { found, sends } of parts) {
    const { startOf, partOf, reaches, ownChannels } = found.splits.network;
    const starts = new StartWays(found);
    const nowhere: Ends = { way: -1, from: [], to: [], found };
    for (let f = 0; f < sends.from.length; f++) {
      const [from, to] = [sends.from[f]!, sends.to[f]!];
      const [a, b] = [startOf[from]!, startOf[to]!];
      const joined = a >= 0 && b >= 0 && reaches(partOf[a]!, partOf[b]!);
      if (from === to || !joined) {
        if (from !== to) unrouted++;
        flows.push(nowhere);
        continue;
      }
      const way = starts.between(a, b);
      const number = numbers.get(way) ?? ways.push(way) - 1;
      numbers.set(way, number);
      flows.push({ way: number, from: ownChannels(from), to: ownChannels(to), found });
    }
  }
  return { ...written(parts, ways, flows), unrouted };
}

interface Ends {
  /** −1: none. */
  readonly way: number;
  /** Own channels of the sender, and of the receiver: those up. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly found: Adaptive;
}

function written(
  parts: readonly AdaptiveSends[],
  ways: readonly StartWay[],
  flows: readonly Ends[],
): Omit<AdaptiveWays, 'unrouted'> {
  const network = parts[0]?.found.splits.network;
  const gbps = (channel: number) => network!.capacity[channel >> 1]!;
  const joined = joinChannels(ways, gbps, (channel) => {
    const { tierOf, tierNames, lower, upper } = network!.fabric;
    const [a, b] = [tierOf[lower[channel >> 1]!]!, tierOf[upper[channel >> 1]!]!];
    return (channel & 1) === 0 ? a * tierNames.length + b : b * tierNames.length + a;
  });
  const standIn = new Map<number, number>();
  for (const { channel, members } of joined) for (const one of members) standIn.set(one, channel);
  const short = ways.map((way) => shortened(way, standIn));
  const own = new Map<number, JoinedChannel>();
  const offsets = new Int32Array(flows.length + 1);
  const [channels, shares]: [number[], number[]] = [[], []];
  // Parallel cables of an endpoint are taken alike by all that it sends.
  const add = (list: readonly number[], down: 0 | 1) => {
    const [first] = list;
    if (first === undefined) return;
    channels.push(first ^ down);
    shares.push(1);
    if (list.length === 1 || own.has(first ^ down)) return;
    own.set(first ^ down, {
      channel: first ^ down,
      gbps: list.reduce((sum, channel) => sum + gbps(channel), 0),
      members: list.map((channel) => channel ^ down),
    });
  };
  flows.forEach(({ way, from, to }, f) => {
    if (way >= 0) {
      add(from, 0);
      const { channels: on, shares: of } = short[way]!;
      for (let i = 0; i < on.length; i++) {
        channels.push(on[i]!);
        shares.push(of[i]!);
      }
      add(to, 1);
    }
    offsets[f + 1] = channels.length;
  });
  return {
    count: flows.length,
    offsets,
    channels: Int32Array.from(channels),
    shares: Float64Array.from(shares),
    joined: [...joined, ...own.values()].sort((a, b) => a.channel - b.channel),
  };
}

function shortened({ channels, shares }: StartWay, standIn: ReadonlyMap<number, number>): StartWay {
  const sums = new Map<number, number>();
  channels.forEach((channel, i) => {
    const at = standIn.get(channel) ?? channel;
    sums.set(at, (sums.get(at) ?? 0) + shares[i]!);
  });
  return {
    channels: Int32Array.from(sums.keys()),
    shares: Float64Array.from(sums.values(), (share) => Math.min(1, share)),
  };
}
