import type { CompactFabric } from '../../src/fabric/compact.js';

/** Every shortest path between two endpoints, by channels; without anything from src. */
export function shortestPaths(
  { lower, upper, endpointCount, planes }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  from: number,
  to: number,
): number[][] {
  const { cables, relays } = planes[plane]!;
  const leaving = (v: number) =>
    [...cables]
      .filter((c) => capacity[c]! > 0 && lower[c] !== upper[c])
      .flatMap((c) => [...(lower[c] === v ? [2 * c] : []), ...(upper[c] === v ? [2 * c + 1] : [])]);
  const headOf = (channel: number) =>
    channel % 2 === 0 ? upper[channel >> 1]! : lower[channel >> 1]!;
  let paths: { at: number; channels: number[] }[] = [{ at: from, channels: [] }];
  const seen = new Set([from]);
  while (paths.length > 0 && !paths.some(({ at }) => at === to)) {
    const longer = paths
      .filter(({ at }) => at === from || at >= endpointCount || relays)
      .flatMap(({ at, channels }) =>
        leaving(at).map((channel) => ({ at: headOf(channel), channels: [...channels, channel] })),
      )
      .filter(({ at }) => !seen.has(at));
    for (const { at } of longer) seen.add(at);
    paths = longer;
  }
  return paths.filter(({ at }) => at === to).map(({ channels }) => channels);
}

/** Channels of routes: which follows which, those of endpoints left out unless they relay; and the longest. */
export function naiveDependencies(
  { lower, upper, endpointCount, planes }: CompactFabric,
  plane: number,
  routes: Iterable<readonly number[]>,
) {
  const after = new Map<number, Set<number>>();
  let longest = 0;
  const isBetween = (channel: number) =>
    planes[plane]!.relays ||
    (lower[channel >> 1]! >= endpointCount && upper[channel >> 1]! >= endpointCount);
  for (const route of routes) {
    const channels = route.filter(isBetween);
    longest = Math.max(longest, channels.length);
    channels.forEach((channel, i) => {
      const next = after.get(channel) ?? new Set();
      after.set(channel, next);
      if (i + 1 < channels.length) next.add(channels[i + 1]!);
    });
  }
  return { after, longest };
}

/** Channels of the shortest cycle, Infinity: there is none. */
export function shortestCycle(after: ReadonlyMap<number, ReadonlySet<number>>): number {
  let best = Number.POSITIVE_INFINITY;
  for (const first of after.keys()) {
    const found = new Map([[first, 0]]);
    for (const [channel, steps] of found) {
      for (const next of after.get(channel)!) {
        if (next === first) best = Math.min(best, steps + 1);
        else if (!found.has(next)) found.set(next, steps + 1);
      }
    }
  }
  return best;
}
