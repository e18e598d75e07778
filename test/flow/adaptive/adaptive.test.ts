import { beforeAll, describe, expect, test } from 'vitest';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { adaptiveBytes } from '../../../src/flow/adaptive/adaptive.js';
import { type LinearSolver, loadLinearSolver } from '../../../src/flow/linear-program.js';
import type { PlaneTraffic } from '../../../src/flow/routing/plane-traffic.js';
import { cubeWorlds } from '../../cube-worlds.js';
import { podWorlds } from '../../pod-worlds.js';
import { lehmer } from '../../small-fabrics.js';
import { openWorld, smallWorlds } from '../../worlds.js';
import { randomDirect } from '../random-direct.js';
import { randomPlane } from '../random-planes.js';
import { allToAll } from './all-to-all.js';
import { leastTime, pairWays } from './path-program.js';
import { near, routed, verify } from './verify.js';

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadLinearSolver();
});

/** Two blocks that overlap, and single pairs, all of other sizes. */
function randomTraffic(fabric: CompactFabric, seed: number): PlaneTraffic {
  const random = lehmer(seed);
  const all = [...fabric.planes[0]!.endpoints];
  const some = () => Int32Array.from(all.filter(() => random(3) > 0));
  const pick = () => Int32Array.from({ length: 4 }, () => all[random(all.length)]!);
  const sizes = [1e6, 3e6, 12345];
  const blocks = Array.from({ length: random(3) }, () => ({
    from: some(),
    to: some(),
    bytes: sizes[random(3)]!,
  }));
  const bytes = Float64Array.from({ length: 4 }, () => sizes[random(3)]!);
  return { blocks, domainOf: fabric.hostOf, pairs: { from: pick(), to: pick(), bytes } };
}

/** Compares with the program over all ways; says how the time was found. */
function compare(fabric: CompactFabric, capacity: Float64Array, traffic: PlaneTraffic) {
  const { routed: pairs, unrouted } = pairWays(fabric, capacity, 0, traffic);
  let solved = false;
  const found = routed(
    adaptiveBytes(fabric, capacity, 0, traffic, (program) => {
      solved = true;
      return solve(program);
    }),
  );
  const least = leastTime(pairs, capacity, solve);
  expect(found.unrouted).toBe(unrouted);
  expect(near(found.lower, found.upper)).toBe(true);
  expect(near(found.upper, least, 1e-8)).toBe(true);
  verify(fabric, capacity, found, pairs);
  const quick = routed(adaptiveBytes(fabric, capacity, 0, traffic, null));
  expect(quick.lower * (1 - 1e-8)).toBeLessThanOrEqual(least);
  expect(quick.upper * (1 + 1e-8)).toBeGreaterThanOrEqual(least);
  verify(fabric, capacity, quick, pairs);
  return {
    even: !found.splits.flows,
    solved,
    gap: quick.upper > 0 ? 1 - quick.lower / quick.upper : 0,
  };
}

const joinsEndpoints = (fabric: CompactFabric, capacity: Float64Array) =>
  !fabric.planes[0]!.relays &&
  fabric.planes[0]!.cables.some((c) => fabric.upper[c]! < fabric.endpointCount && capacity[c]! > 0);

/** Damage, and endpoints so fast that what is between switches decides. */
function damaged(fabric: CompactFabric, seed: number, fast: boolean): Float64Array {
  const random = lehmer(seed * 15_485_863);
  const ofEndpoint = (c: number) => fabric.lower[c]! < fabric.endpointCount;
  const dead = [0, 5, 9][random(3)]!;
  return fabric.gbps.map((gbps, c) => {
    const left = random(12) < dead && random(2) === 0 ? [0, gbps / 2][random(2)]! : gbps;
    return ofEndpoint(c) && fast && !fabric.planes[0]!.relays ? 64 * left : left;
  });
}

interface Tally {
  cases: number;
  /** Not settled by even splits; not by balancing either. */
  balanced: number;
  solved: number;
  /** The worst interval without a solver. */
  gap: number;
}

function tally(count: Tally, { even, solved, gap }: ReturnType<typeof compare>) {
  count.cases++;
  if (!even) count.balanced++;
  if (solved) count.solved++;
  count.gap = Math.max(count.gap, gap);
}

const empty = (): Tally => ({ cases: 0, balanced: 0, solved: 0, gap: 0 });

describe('the best split is that of a program with a variable for every shortest way', () => {
  for (const shape of ['leaf-spine', 'any'] as const) {
    test(`random planes: ${shape}`, () => {
      const count = empty();
      for (let seed = 1; seed <= 40; seed++) {
        const { fabric, capacity: given } = randomPlane(seed * 15_485_863, shape);
        const capacity = given.map((gbps, c) =>
          fabric.lower[c]! < fabric.endpointCount ? 64 * gbps : gbps,
        );
        if (joinsEndpoints(fabric, capacity)) {
          expect(adaptiveBytes(fabric, capacity, 0, allToAll(fabric, 1), null)).toEqual({
            reason: 'a cable joins two endpoints without a switch',
          });
          continue;
        }
        for (const traffic of [allToAll(fabric, 1e6), randomTraffic(fabric, seed * 1_299_709)]) {
          tally(count, compare(fabric, capacity, traffic));
        }
      }
      expect(count.balanced).toBeGreaterThan(0);
      expect(count.gap).toBeLessThan(1e-4);
    });
  }

  test('random direct networks', () => {
    const count = empty();
    for (let seed = 1; seed <= 30; seed++) {
      const { fabric, capacity: given } = randomDirect(seed * 15_485_863);
      const capacity = given.map((gbps, c) =>
        fabric.lower[c]! < fabric.endpointCount ? 64 * gbps : gbps,
      );
      tally(count, compare(fabric, capacity, randomTraffic(fabric, seed * 1_299_709)));
    }
    expect(count.balanced).toBeGreaterThan(0);
    expect(count.gap).toBeLessThan(1e-4);
  });

  const worlds = [
    [
      'one and two tiers, NICs with several ports',
      [...smallWorlds()].filter((_, i) => i % 12 === 5),
    ],
    ['pods', [...podWorlds()].filter((_, i) => i % 3 === 0)],
    ['cubes, whose endpoints relay or have cables to several switches', [...cubeWorlds()]],
  ] as const;
  for (const [name, some] of worlds) {
    test(name, () => {
      const count = empty();
      for (const [i, { document }] of some.entries()) {
        const { fabric } = openWorld(document).subject;
        const capacity = damaged(fabric, i + 1, i % 4 > 0);
        const traffic = i % 2 === 0 ? allToAll(fabric, 1e6) : randomTraffic(fabric, i * 1_299_709);
        if (joinsEndpoints(fabric, capacity)) continue;
        tally(count, compare(fabric, capacity, traffic));
      }
      expect(count.balanced).toBeGreaterThan(0);
      expect(count.gap).toBeLessThan(1e-4);
    });
  }
});
