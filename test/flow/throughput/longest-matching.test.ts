import { describe, expect, test } from 'vitest';
import { longestMatching } from '../../../src/flow/throughput/longest-matching.js';
import {
  type TrafficNetwork,
  trafficNetwork,
} from '../../../src/flow/throughput/traffic-network.js';
import { openWorld, readTopology } from '../../worlds.js';
import { randomPlane } from '../random-planes.js';

/** Hops between the starts of all pairs of endpoints, by the algorithm of R. W. Floyd (1962). */
function hopsOf({ count, tails, heads, passes, startOf }: TrafficNetwork): number[][] {
  const hops = Array.from({ length: count }, (_, v) =>
    Array.from({ length: count }, (_, w) => (v === w ? 0 : Number.POSITIVE_INFINITY)),
  );
  tails.forEach((v, arc) => {
    hops[v]![heads[arc]!] = 1;
  });
  for (let k = 0; k < count; k++) {
    if (passes[k] === 0) continue;
    for (const row of hops) {
      for (let w = 0; w < count; w++) row[w] = Math.min(row[w]!, row[k]! + hops[k]![w]!);
    }
  }
  return Array.from(startOf, (v) => Array.from(startOf, (w) => hops[v]![w]!));
}

/** The most that any permutation has, by trying all of them. */
function heaviest(hops: readonly (readonly number[])[], from = 0, taken = 0): number {
  if (from === hops.length) return 0;
  let best = 0;
  for (let to = 0; to < hops.length; to++) {
    if ((taken >> to) & 1) continue;
    best = Math.max(best, hops[from]![to]! + heaviest(hops, from + 1, taken | (1 << to)));
  }
  return best;
}

describe('the longest matching', () => {
  test('is the heaviest of all permutations', () => {
    let compared = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'any');
      const network = trafficNetwork(fabric, capacity, 0);
      if (network.endpoints.length < 2 || network.endpoints.length > 7) continue;
      const hops = hopsOf(network);
      const pairs = longestMatching(network)!;
      const found = pairs.reduce((sum, { from, to }) => sum + hops[from]![to]!, 0);
      expect(found, `seed ${seed}`).toBe(heaviest(hops));
      expect(new Set(pairs.map(({ from }) => from)).size).toBe(pairs.length);
      expect(new Set(pairs.map(({ to }) => to)).size).toBe(pairs.length);
      compared++;
    }
    expect(compared).toBeGreaterThan(90);
  });

  test('bounds the throughput of a full two-tier plane by 1 (FACTS section 6, TUB)', () => {
    const { fabric } = openWorld(readTopology('topologies/deepseek-v3.json')).subject;
    const network = trafficNetwork(fabric, fabric.gbps, 0);
    const pairs = longestMatching(network)!;
    expect(pairs).toHaveLength(2048);
    const there = network.gbps.reduce((sum, gbps) => sum + gbps, 0);
    const taken = pairs.reduce((sum, { gbps }) => sum + 2 * gbps, 0);
    expect(there / taken).toBe(1);
  });
});
