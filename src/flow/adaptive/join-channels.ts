import type { StartWay } from './start-ways.js';

/** Channels that stand for others: what they carry together, a part of each in proportion to its capacity. */
export interface JoinedChannel {
  /** The first of them, under whose number all of them go. */
  readonly channel: number;
  /** Gb/s of all of them. */
  readonly gbps: number;
  readonly members: readonly number[];
}

/** Shares that differ by less than 1 in 2⁴⁰ are one: what rounding leaves of it. */
const BITS = 40;

/**
 * Channels of which every way takes the same share of the capacity, none of it in two hops of one way. Their limits
 * on the rates of flows, Σ share × rate ≤ capacity, are one and the same, and so is their sum: rates that are
 * max-min fair stay what they are.
 *
 * @param ways all that flows will take
 * @param capacity Gb/s by channel
 * @param kindOf channels of different kinds (pairs of tiers) are not joined, as those of one hop and the next
 */
export function joinChannels(
  ways: readonly StartWay[],
  capacity: (channel: number) => number,
  kindOf: (channel: number) => number,
): JoinedChannel[] {
  const classOf = classes(ways, capacity, kindOf);
  const members = new Map<number, number[]>();
  for (const [channel, c] of classOf) {
    const known = members.get(c);
    if (known) known.push(channel);
    else members.set(c, [channel]);
  }
  const crossed = crossedTwice(ways, classOf);
  return [...members]
    .filter(([c, list]) => list.length > 1 && !crossed.has(c))
    .map(([, list]) => ({
      channel: Math.min(...list),
      gbps: list.reduce((sum, channel) => sum + capacity(channel), 0),
      members: list.sort((a, b) => a - b),
    }));
}

/** By channel: its class, split way by way into those that it takes alike. */
function classes(
  ways: readonly StartWay[],
  capacity: (channel: number) => number,
  kindOf: (channel: number) => number,
): Map<number, number> {
  const classOf = new Map<number, number>();
  const first = new Map<number, number>();
  let count = 0;
  for (const { channels } of ways) {
    for (const channel of channels) {
      if (classOf.has(channel)) continue;
      const kind = kindOf(channel);
      if (!first.has(kind)) first.set(kind, count++);
      classOf.set(channel, first.get(kind)!);
    }
  }
  for (const { channels, shares } of ways) {
    const split = new Map<number, Map<number, number>>();
    channels.forEach((channel, i) => {
      const c = classOf.get(channel)!;
      const alike = rounded(shares[i]! / capacity(channel));
      const parts = split.get(c) ?? new Map<number, number>();
      split.set(c, parts);
      const part = parts.get(alike) ?? count++;
      parts.set(alike, part);
      classOf.set(channel, part);
    });
  }
  return classOf;
}

/** Classes of which some way takes more than one hop. */
function crossedTwice(
  ways: readonly StartWay[],
  classOf: ReadonlyMap<number, number>,
): Set<number> {
  const crossed = new Set<number>();
  for (const { channels, shares } of ways) {
    const sums = new Map<number, number>();
    channels.forEach((channel, i) => {
      const c = classOf.get(channel)!;
      sums.set(c, (sums.get(c) ?? 0) + shares[i]!);
    });
    for (const [c, sum] of sums) if (sum > 1 + 1e-9) crossed.add(c);
  }
  return crossed;
}

function rounded(value: number): number {
  const scale = 2 ** (BITS - Math.floor(Math.log2(value)));
  return Math.round(value * scale) / scale;
}
