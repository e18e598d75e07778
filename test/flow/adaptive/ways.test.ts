import { describe, expect, test } from 'vitest';
import { type CompactFabric, compact } from '../../../src/fabric/compact.js';
import { adaptiveBytes } from '../../../src/flow/adaptive/adaptive.js';
import {
  type AdaptiveWays,
  adaptiveWays,
  adaptiveWaysOf,
} from '../../../src/flow/adaptive/adaptive-ways.js';
import { podWorlds } from '../../pod-worlds.js';
import { leafSpineCables, lehmer, smallFabric } from '../../small-fabrics.js';
import { openWorld, smallWorlds } from '../../worlds.js';
import { randomDirect } from '../random-direct.js';
import { randomPlane } from '../random-planes.js';
import { allToAll } from './all-to-all.js';
import { near, routed } from './verify.js';

type Entries = readonly (readonly { readonly channel: number; readonly share: number }[])[];

/** Max-min fair rates by raising all of them together until a channel is full, flow by flow and step by step. */
function fairRates(flows: Entries, gbps: (channel: number) => number): number[] {
  const rates = flows.map((list) => (list.length === 0 ? Number.POSITIVE_INFINITY : 0));
  const free = new Set(flows.keys());
  flows.forEach((list, f) => {
    if (list.length === 0) free.delete(f);
  });
  while (free.size > 0) {
    const [borne, open] = [new Map<number, number>(), new Map<number, number>()];
    flows.forEach((list, f) => {
      for (const { channel, share } of list) {
        borne.set(channel, (borne.get(channel) ?? 0) + share * rates[f]!);
        if (free.has(f)) open.set(channel, (open.get(channel) ?? 0) + share);
      }
    });
    let step = Number.POSITIVE_INFINITY;
    for (const [channel, share] of open) {
      step = Math.min(step, (gbps(channel) - borne.get(channel)!) / share);
    }
    for (const f of free) rates[f]! += step;
    for (const f of [...free]) {
      const full = flows[f]!.some(
        ({ channel }) =>
          borne.get(channel)! + step * open.get(channel)! >= gbps(channel) * (1 - 1e-9),
      );
      if (full) free.delete(f);
    }
  }
  return rates;
}

/** Entries as they are, and with every joined channel taken apart. */
function bothWays(ways: AdaptiveWays, capacity: Float64Array) {
  const members = new Map(ways.joined.map((one) => [one.channel, one]));
  const [joined, apart]: [Entries[number][], Entries[number][]] = [[], []];
  for (let f = 0; f < ways.count; f++) {
    const list = [];
    for (let i = ways.offsets[f]!; i < ways.offsets[f + 1]!; i++) {
      list.push({ channel: ways.channels[i]!, share: ways.shares[i]! });
    }
    joined.push(list);
    apart.push(
      list.flatMap(({ channel, share }) => {
        const one = members.get(channel);
        if (!one) return [{ channel, share }];
        return one.members.map((c) => ({
          channel: c,
          share: share * (capacity[c >> 1]! / one.gbps),
        }));
      }),
    );
  }
  return {
    joined: fairRates(joined, (c) => members.get(c)?.gbps ?? capacity[c >> 1]!),
    apart: fairRates(apart, (c) => capacity[c >> 1]!),
    entries: [joined.flat().length, apart.flat().length] as const,
  };
}

function randomSends(fabric: CompactFabric, seed: number, plane = 0) {
  const random = lehmer(seed * 15_485_863);
  const all = fabric.planes[plane]!.endpoints;
  const pick = () => Int32Array.from({ length: 12 }, () => all[random(all.length)]!);
  return { from: pick(), to: pick(), key: new Int32Array(12) };
}

describe('joined channels leave max-min fair rates what they are', () => {
  function compare(fabric: CompactFabric, capacity: Float64Array, seed: number) {
    const found = adaptiveBytes(fabric, capacity, 0, allToAll(fabric, 1000), null);
    if ('reason' in found) return [0, 0] as const;
    const sends = randomSends(fabric, seed);
    const ways = adaptiveWays(found, sends);
    expect(ways.shares.every((share) => share > 0 && share <= 1)).toBe(true);
    const { joined, apart, entries } = bothWays(ways, capacity);
    joined.forEach((rate, f) => {
      expect(rate === apart[f] || near(rate, apart[f]!)).toBe(true);
    });
    return entries;
  }

  test('on random planes and direct networks', () => {
    const sum = [0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      for (const { fabric, capacity } of [
        randomPlane(seed * 15_485_863, 'any'),
        randomDirect(seed * 15_485_863),
      ]) {
        const [joined, apart] = compare(fabric, capacity, seed);
        sum[0]! += joined;
        sum[1]! += apart;
      }
    }
    expect(sum[0]!).toBeLessThan(sum[1]!);
  });

  test('on small worlds', () => {
    const worlds = [...smallWorlds()].filter((_, i) => i % 80 === 3);
    for (const [i, { document }] of [
      ...worlds,
      ...[...podWorlds()].filter((_, i) => i % 9 === 1),
    ].entries()) {
      const { fabric } = openWorld(document).subject;
      const random = lehmer((i + 1) * 15_485_863);
      compare(
        fabric,
        fabric.gbps.map((gbps) => (random(6) === 0 ? 0 : gbps)),
        i + 1,
      );
    }
  });
});

test('a flow of a whole two-tier plane has four entries', () => {
  const fabric = compact(smallFabric({ cables: leafSpineCables([4, 4, 4], 8, 2) }));
  const found = routed(adaptiveBytes(fabric, fabric.gbps, 0, allToAll(fabric, 1), null));
  const { endpoints } = fabric.planes[0]!;
  const list = [...endpoints].flatMap((from) => [...endpoints].map((to) => ({ from, to })));
  const ways = adaptiveWays(found, {
    from: Int32Array.from(list, ({ from }) => from),
    to: Int32Array.from(list, ({ to }) => to),
    key: new Int32Array(list.length),
  });
  list.forEach(({ from, to }, f) => {
    const [a, b] = [Math.floor(from / 4), Math.floor(to / 4)];
    const entries = ways.offsets[f + 1]! - ways.offsets[f]!;
    expect(entries).toBe(from === to ? 0 : a === b ? 2 : 4);
  });
  expect(new Set(ways.joined.map(({ gbps, members }) => `${gbps} ${members.length}`))).toEqual(
    new Set(['6400 16']),
  );
});

test('several jobs on the same cables are joined together, or not', () => {
  const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2, 2], 2) }));
  const of = (v: string) => fabric.indexOfVertex.get(`compute/p0/${v}`)!;
  const capacity = fabric.gbps.map((gbps, c) =>
    fabric.lower[c] === of('leaf2') && fabric.upper[c] === of('spine1') ? 0 : gbps,
  );
  const found = routed(adaptiveBytes(fabric, capacity, 0, allToAll(fabric, 1), null));
  const send = (from: number, to: number) => ({
    found,
    sends: { from: Int32Array.of(from), to: Int32Array.of(to), key: Int32Array.of(0) },
  });
  // Leaf 0 to leaf 1 by both spines alike; beside leaf 0 to leaf 2, which only one reaches, they are apart.
  expect(adaptiveWaysOf([send(0, 2)]).offsets).toEqual(Int32Array.of(0, 4));
  const both = adaptiveWaysOf([send(0, 2), send(0, 4)]);
  expect(both.offsets[1]! - both.offsets[0]!).toBeGreaterThan(4);
  const { joined, apart } = bothWays(both, capacity);
  joined.forEach((rate, f) => {
    expect(near(rate, apart[f]!)).toBe(true);
  });
});

test('a pair that sent nothing has ways, and one that no cable joins has none', () => {
  const cables = leafSpineCables([2, 2], 3);
  const fabric = compact(smallFabric({ cables, alone: ['h9/nic0'] }));
  const nothing = routed(adaptiveBytes(fabric, fabric.gbps, 0, allToAll(fabric, 0), null));
  const alone = fabric.indexOfVertex.get('h9/nic0')!;
  const ways = adaptiveWays(nothing, {
    from: Int32Array.of(0, 0, 1),
    to: Int32Array.of(2, alone, 1),
    key: new Int32Array(3),
  });
  expect(ways.offsets).toEqual(Int32Array.of(0, 4, 4, 4));
  expect(ways.unrouted).toBe(1);
});
