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
  const numbered = parts.map((part) => numberWays(part, ways));
  const joined = joinedOf(parts, ways);
  const standIns = new Map<number, number>();
  for (const { channel, members } of joined) for (const one of members) standIns.set(one, channel);
  const short = ways.map((way) => shortened(way, standIns));
  const count = parts.reduce((sum, { sends }) => sum + sends.from.length, 0);
  const offsets = new Int32Array(count + 1);
  let f = 0;
  let unrouted = 0;
  eachFlow(parts, numbered, (way, from, to) => {
    if (way === NOWHERE) unrouted++;
    const own = way < 0 ? 0 : Math.min(1, from.length) + Math.min(1, to.length);
    offsets[f + 1] = offsets[f]! + own + (way < 0 ? 0 : short[way]!.channels.length);
    f++;
  });
  const channels = new Int32Array(offsets[count]!);
  const shares = new Float64Array(offsets[count]!);
  const own = new OwnChannels(parts);
  let at = 0;
  const put = (channel: number, share: number) => {
    channels[at] = channel;
    shares[at++] = share;
  };
  eachFlow(parts, numbered, (way, from, to) => {
    if (way < 0) return;
    if (from.length > 0) put(own.standIn(from, 0), 1);
    const { channels: on, shares: of } = short[way]!;
    for (let i = 0; i < on.length; i++) put(on[i]!, of[i]!);
    if (to.length > 0) put(own.standIn(to, 1), 1);
  });
  const all = [...joined, ...own.joined].sort((a, b) => a.channel - b.channel);
  return { count, offsets, channels, shares, unrouted, joined: all };
}

/** Instead of the number of a way: there is none; it stays where it is. */
const NOWHERE = -1;
const ITSELF = -2;

/** By flow: the number of its way among those of all parts. */
function numberWays({ found, sends }: AdaptiveSends, ways: StartWay[]): Int32Array {
  const { startOf, partOf, reaches, sends: starts } = found.splits.network;
  const between = new StartWays(found);
  const known = new Map<number, number>();
  const numberOf = (from: number, to: number) => {
    if (from === to) return ITSELF;
    const [a, b] = [startOf[from]!, startOf[to]!];
    if (a < 0 || b < 0) return NOWHERE;
    const key = a * starts.length + b;
    const number =
      known.get(key) ??
      (reaches(partOf[a]!, partOf[b]!) ? ways.push(between.between(a, b)) - 1 : NOWHERE);
    known.set(key, number);
    return number;
  };
  return sends.from.map((from, f) => numberOf(from, sends.to[f]!));
}

/** Calls back with the number of a way, and with the own channels, up, of sender and receiver. */
function eachFlow(
  parts: readonly AdaptiveSends[],
  numbered: readonly Int32Array[],
  visit: (way: number, from: readonly number[], to: readonly number[]) => void,
): void {
  parts.forEach(({ found, sends }, p) => {
    const { ownChannels } = found.splits.network;
    for (let f = 0; f < sends.from.length; f++) {
      visit(numbered[p]![f]!, ownChannels(sends.from[f]!), ownChannels(sends.to[f]!));
    }
  });
}

/** Parallel cables of an endpoint are taken alike by all that it sends: the first stands for all of them. */
class OwnChannels {
  readonly #capacity: Float64Array;
  readonly #joined = new Map<number, JoinedChannel>();

  constructor(parts: readonly AdaptiveSends[]) {
    this.#capacity = parts[0]?.found.splits.network.capacity ?? new Float64Array(0);
  }

  get joined(): Iterable<JoinedChannel> {
    return this.#joined.values();
  }

  /** @param down 1: the same channels in the other direction */
  standIn(up: readonly number[], down: 0 | 1): number {
    const channel = up[0]! ^ down;
    if (up.length > 1 && !this.#joined.has(channel)) {
      const gbps = up.reduce((sum, one) => sum + this.#capacity[one >> 1]!, 0);
      this.#joined.set(channel, { channel, gbps, members: up.map((one) => one ^ down) });
    }
    return channel;
  }
}

function joinedOf(parts: readonly AdaptiveSends[], ways: readonly StartWay[]): JoinedChannel[] {
  const [first] = parts;
  if (!first) return [];
  const { fabric, capacity } = first.found.splits.network;
  const { tierOf, tierNames, lower, upper } = fabric;
  const kindOf = (channel: number) => {
    const [a, b] = [tierOf[lower[channel >> 1]!]!, tierOf[upper[channel >> 1]!]!];
    return (channel & 1) === 0 ? a * tierNames.length + b : b * tierNames.length + a;
  };
  return joinChannels(ways, (channel) => capacity[channel >> 1]!, kindOf);
}

/** A way over the channels that stand for others. */
function shortened(
  { channels, shares }: StartWay,
  standIns: ReadonlyMap<number, number>,
): StartWay {
  const sums = new Map<number, number>();
  channels.forEach((channel, i) => {
    const at = standIns.get(channel) ?? channel;
    sums.set(at, (sums.get(at) ?? 0) + shares[i]!);
  });
  return {
    channels: Int32Array.from(sums.keys()),
    shares: Float64Array.from(sums.values(), (share) => Math.min(1, share)),
  };
}
