import { Ints, Numbers } from '../../fabric/growing.js';
import type { Flows } from '../fluid/flows.js';
import type { Sends } from '../routing/plane-traffic.js';
import type { Adaptive } from './adaptive.js';
import { type StartWay, StartWays } from './start-ways.js';

/** Channels and shares of flows; one without any has no way, or stays where it is. */
export interface AdaptiveWays extends Flows {
  readonly shares: Float64Array;
  /** Flows that have no way. */
  readonly unrouted: number;
}

/** Flows of one plane with the splits that were found for it. */
export function adaptiveWays(found: Adaptive, sends: Sends): AdaptiveWays {
  const { startOf, partOf, reaches, ownChannels, capacity } = found.splits.network;
  const starts = new StartWays(found);
  const known = new Map<number, StartWay>();
  const between = (a: number, b: number): StartWay => {
    const key = a * found.splits.network.sends.length + b;
    const way = known.get(key) ?? starts.between(a, b);
    known.set(key, way);
    return way;
  };
  const offsets = new Int32Array(sends.from.length + 1);
  const [channels, shares] = [new Ints(), new Numbers()];
  // Parallel cables of an endpoint bear what is sent by their speed.
  const addOwn = (endpoint: number, down: 0 | 1) => {
    const own = ownChannels(endpoint);
    const gbps = own.reduce((sum, channel) => sum + capacity[channel >> 1]!, 0);
    for (const channel of own) {
      channels.push(channel ^ down);
      shares.push(capacity[channel >> 1]! / gbps);
    }
  };
  let unrouted = 0;
  for (let f = 0; f < sends.from.length; f++) {
    const [from, to] = [sends.from[f]!, sends.to[f]!];
    const [a, b] = [startOf[from]!, startOf[to]!];
    const isJoined = a >= 0 && b >= 0 && reaches(partOf[a]!, partOf[b]!);
    if (from !== to && isJoined) {
      addOwn(from, 0);
      const way = between(a, b);
      for (let i = 0; i < way.channels.length; i++) {
        channels.push(way.channels[i]!);
        shares.push(way.shares[i]!);
      }
      addOwn(to, 1);
    } else if (from !== to) unrouted++;
    offsets[f + 1] = channels.length;
  }
  return {
    count: sends.from.length,
    offsets,
    channels: channels.close(),
    shares: shares.close(),
    unrouted,
  };
}
