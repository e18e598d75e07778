import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { ecmpAllToAll } from '../../src/flow/routing/ecmp.js';
import { type HashedEcmp, hashedEcmp } from '../../src/flow/routing/hashed-ecmp.js';
import { sendersOf } from '../../src/flow/routing/senders.js';
import { mix, mixSeed } from '../../src/std/mix.js';
import { cubeWorlds } from '../cube-worlds.js';
import { randomDamage } from '../measure/damage.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { randomDirect } from './random-direct.js';
import { randomPlane } from './random-planes.js';
import { allPairs, endpointsIn, walked, wayOf } from './sends.js';

function hashed(found: ReturnType<typeof hashedEcmp>): HashedEcmp {
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

/** Cables of the shortest path between two endpoints, by a search over vertices; undefined: none. */
function distance(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  from: number,
): Map<number, number> {
  const { lower, upper, endpointCount } = fabric;
  const { cables, relays } = fabric.planes[plane]!;
  const found = new Map([[from, 0]]);
  for (const [v, hops] of found) {
    if (v !== from && v < endpointCount && !relays) continue;
    for (const c of cables) {
      if (!(capacity[c]! > 0) || (lower[c] !== v && upper[c] !== v)) continue;
      const other = lower[c] === v ? upper[c]! : lower[c]!;
      if (!found.has(other)) found.set(other, hops + 1);
    }
  }
  return found;
}

/** Every way is a shortest one in use, and none is missing. */
function expectShortest(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  name: string,
) {
  const found = hashedEcmp(fabric, capacity, plane);
  if ('reason' in found) {
    expect(found).toEqual(ecmpAllToAll(fabric, capacity, plane));
    return 0;
  }
  const { endpointCount } = fabric;
  const { relays } = fabric.planes[plane]!;
  const endpoints = endpointsIn(fabric, plane);
  const sends = allPairs(endpoints, 3);
  const ways = found.ways(sends, 7);
  let unrouted = 0;
  let known: { from: number; to: Map<number, number> } = { from: -1, to: new Map() };
  for (let flow = 0; flow < sends.to.length; flow++) {
    const [from, to] = [sends.from[flow]!, sends.to[flow]!];
    if (known.from !== from) known = { from, to: distance(fabric, capacity, plane, from) };
    const way = wayOf(ways, flow);
    expect(way.length, name).toBe(known.to.get(to) ?? 0);
    if (way.length === 0) {
      unrouted++;
      continue;
    }
    const walk = walked(fabric, capacity, plane, way);
    expect([walk.from, walk.to], name).toEqual([from, to]);
    if (!relays) expect(walk.through.every((v) => v >= endpointCount)).toBe(true);
  }
  expect(ways.unrouted, name).toBe(unrouted);
  return unrouted;
}

describe('the way of a flow', () => {
  it('is a shortest one in every small world, whole and damaged', () => {
    let unrouted = 0;
    for (const [i, { name, document }] of [...smallWorlds(), ...cubeWorlds()].entries()) {
      if (i % 17 !== 0) continue;
      const { fabric } = openWorld(document).subject;
      for (const p of fabric.planes.keys()) {
        expectShortest(fabric, fabric.gbps, p, name);
        unrouted += expectShortest(fabric, randomDamage(fabric, i), p, name);
      }
    }
    for (let seed = 0; seed < 60; seed++) {
      for (const { fabric, capacity } of [randomPlane(seed, 'any'), randomDirect(seed)]) {
        unrouted += expectShortest(fabric, capacity, 0, `${seed}`);
      }
    }
    expect(unrouted).toBeGreaterThan(100);
  });

  it('depends on the flow and the seed only, whatever else is sent', () => {
    const { fabric } = openWorld(readTopology('test/fixtures/ok/three-tiers.json')).subject;
    const { ways } = hashed(hashedEcmp(fabric, fabric.gbps, 0));
    const sends = allPairs(endpointsIn(fabric, 0), 2);
    const order = [...sends.to.keys()].sort((a, b) => mix(a) - mix(b)).slice(0, 500);
    const some = {
      from: Int32Array.from(order, (i) => sends.from[i]!),
      to: Int32Array.from(order, (i) => sends.to[i]!),
      key: Int32Array.from(order, (i) => sends.key[i]!),
    };
    const [all, few, others] = [ways(sends, 1), ways(some, 1), ways(some, 2)];
    const differing = order.filter((flow, i) => {
      expect(wayOf(few, i)).toEqual(wayOf(all, flow));
      return wayOf(few, i).join() !== wayOf(others, i).join();
    });
    expect(differing.length).toBeGreaterThan(350);
    // Large seeds are told apart by all of their bits.
    expect(ways(some, 2 ** 52).channels).not.toEqual(ways(some, 2 ** 52 + 1).channels);
    expect(ways(some, 1).channels).not.toEqual(ways(some, 1 + 2 ** 40).channels);
  });

  it('takes nothing to itself', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2], 2) }));
    const { ways } = hashed(hashedEcmp(fabric, fabric.gbps, 0));
    const sends = { from: Int32Array.of(1, 0), to: Int32Array.of(1, 1), key: Int32Array.of(0, 0) };
    const found = ways(sends, 0);
    expect([...found.offsets]).toEqual([0, 0, 2]);
    expect(found.unrouted).toBe(0);
  });
});

describe('over many keys', () => {
  /**
   * The mean over keys against even loads: each flow puts its share on a channel or does not, so that a
   * sum of independent ones is within six standard deviations, but for one case in 10⁸.
   */
  function expectEven(fabric: CompactFabric, capacity: Float64Array, plane: number, keys: number) {
    const even = ecmpAllToAll(fabric, capacity, plane);
    const found = hashedEcmp(fabric, capacity, plane);
    if ('reason' in even || 'reason' in found) return;
    const { endpoints, rates } = sendersOf(fabric, capacity, plane, null);
    const rateOf = new Map([...endpoints].map((e, i) => [e, rates[i]! / (endpoints.length - 1)]));
    const sends = allPairs([...endpoints], keys);
    const { offsets, channels } = found.ways(sends, 11);
    const loads = new Map<number, number>();
    const seen = new Map<number, { flow: number; count: number }[]>();
    for (let flow = 0; flow < sends.to.length; flow++) {
      const rate = rateOf.get(sends.from[flow]!)! / keys;
      for (let i = offsets[flow]!; i < offsets[flow + 1]!; i++) {
        loads.set(channels[i]!, (loads.get(channels[i]!) ?? 0) + rate);
        const pair = Math.floor(flow / keys);
        const list = seen.get(channels[i]!) ?? [];
        seen.set(channels[i]!, list);
        if (list.at(-1)?.flow === pair) list.at(-1)!.count++;
        else list.push({ flow: pair, count: 1 });
      }
    }
    fabric.planes[plane]!.cables.forEach((cable, i) => {
      for (const way of [0, 1]) {
        const channel = 2 * cable + way;
        const variance = (seen.get(channel) ?? []).reduce((sum, { flow, count }) => {
          const rate = rateOf.get(sends.from[flow * keys]!)!;
          const share = count / keys;
          return sum + (rate ** 2 * share * (1 - share)) / keys;
        }, 0);
        const off = Math.abs((loads.get(channel) ?? 0) - even.loads[2 * i + way]!);
        expect(off, fabric.cableId(cable)).toBeLessThan(6 * Math.sqrt(variance) + 1e-6);
      }
    });
  }

  it('loads are those of the even spread, of every family', () => {
    for (const path of ['cube', 'cube-joined', 'slim-fly', 'dual-tor', 'uneven', 'listed-cables']) {
      const { fabric } = openWorld(readTopology(`test/fixtures/ok/${path}.json`)).subject;
      if (fabric.planes[0]!.endpoints.length > 64) continue;
      expectEven(fabric, fabric.gbps, 0, 60);
      expectEven(fabric, randomDamage(fabric, 5), 0, 60);
    }
    for (let seed = 0; seed < 25; seed++) {
      for (const { fabric, capacity } of [randomPlane(seed, 'any'), randomDirect(seed)]) {
        expectEven(fabric, capacity, 0, 400);
      }
    }
  });

  /** Chi-square of counts that should be equal, as standard deviations from its mean (Wilson and Hilferty). */
  function deviation(counts: readonly number[]): number {
    const each = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const square = counts.reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
    const free = counts.length - 1;
    return (Math.cbrt(square / free) - 1 + 2 / (9 * free)) / Math.sqrt(2 / (9 * free));
  }

  it('parallel cables of unequal speed are equally likely, and switches choose by themselves', () => {
    const [leaf, spine] = ['leaf0', 'leaf1'];
    const fabric = compact(
      smallFabric({
        cables: [
          ['h0/nic0', leaf],
          ['h1/nic0', spine],
          [leaf, 'spine0', 100],
          [leaf, 'spine0', 400],
          [leaf, 'spine0', 800],
          [spine, 'spine0', 400],
          [spine, 'spine0', 100],
          [spine, 'spine0', 100],
        ],
      }),
    );
    const { ways } = hashed(hashedEcmp(fabric, fabric.gbps, 0));
    for (const [seed, step] of [
      [0, 1],
      [1, 1],
      [2, 4096],
      [3, 65_537],
    ] as const) {
      const length = 9000;
      const key = Int32Array.from({ length }, (_, i) => i * step);
      const found = ways(
        { from: new Int32Array(length), to: new Int32Array(length).fill(1), key },
        seed,
      );
      const joint = new Map<string, number>();
      for (let flow = 0; flow < length; flow++) {
        const [, up, down] = wayOf(found, flow);
        joint.set(`${up} ${down}`, (joint.get(`${up} ${down}`) ?? 0) + 1);
      }
      expect(joint.size).toBe(9);
      expect(Math.abs(deviation([...joint.values()]))).toBeLessThan(4);
    }
  });

  it('the mix is a permutation whose choices are even for neighbours in any word', () => {
    expect(new Set(Array.from({ length: 200_000 }, (_, i) => mix(i * 21_473))).size).toBe(200_000);
    for (const count of [2, 3, 5, 31, 32, 63]) {
      const hash: readonly ((i: number) => number)[] = [
        (i) => mix(i),
        (i) => mix(mix(mix(mixSeed(9) ^ i) ^ 4) ^ 0),
        (i) => mix(mix(mix(mixSeed(9) ^ 4) ^ i) ^ 0),
        (i) => mix(mix(mix(mixSeed(i) ^ 4) ^ 5) ^ 0),
      ];
      for (const of of hash) {
        const counts = new Array<number>(count).fill(0);
        for (let i = 0; i < 20_000; i++) counts[Math.floor(((of(i) >>> 0) / 2 ** 32) * count)]!++;
        expect(Math.abs(deviation(counts)), `${count}`).toBeLessThan(4.5);
      }
    }
  });
});

describe('planes without it', () => {
  it('are those in which a cable joins two endpoints', () => {
    const fabric = compact(
      smallFabric({
        cables: [
          ['h0/nic0', 'leaf0'],
          ['h1/nic0', 'leaf0'],
          ['h0/nic0', 'h1/nic0'],
        ],
      }),
    );
    expect(hashedEcmp(fabric, fabric.gbps, 0)).toEqual({
      reason: 'a cable joins two endpoints without a switch',
    });
    const left = fabric.gbps.map((gbps, c) => (c === 2 ? 0 : gbps));
    expect(hashed(hashedEcmp(fabric, left, 0)).ways(allPairs([0, 1]), 0).unrouted).toBe(0);
  });
});
