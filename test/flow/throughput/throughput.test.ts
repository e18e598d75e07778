import { beforeAll, describe, expect, test } from 'vitest';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { type LinearSolver, loadLinearSolver } from '../../../src/flow/linear-program.js';
import { givenDemands, uniformDemands } from '../../../src/flow/throughput/demands.js';
import { throughputOf, throughputOfShortestWays } from '../../../src/flow/throughput/throughput.js';
import {
  type TrafficNetwork,
  trafficNetwork,
} from '../../../src/flow/throughput/traffic-network.js';
import { cubeWorlds } from '../../cube-worlds.js';
import { podWorlds } from '../../pod-worlds.js';
import { lehmer } from '../../small-fabrics.js';
import { openWorld, smallWorlds } from '../../worlds.js';
import { randomPlane } from '../random-planes.js';
import { fullThroughput } from './full-program.js';

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadLinearSolver();
});

/** Every pair of endpoints of the part, as uniform all-to-all wants it. */
const uniformPairs = ({ endpoints, rates }: TrafficNetwork) =>
  [...endpoints].flatMap((from, i) =>
    [...endpoints].flatMap((to) =>
      from === to ? [] : [{ from, to, gbps: rates[i]! / (endpoints.length - 1) }],
    ),
  );

/** Compares with the full program; says whether a reduced one had to be solved. */
function compareUniform(fabric: CompactFabric, capacity: Float64Array, always: boolean): boolean {
  const network = trafficNetwork(fabric, capacity, 0);
  if (network.endpoints.length < 2) return false;
  let solved = false;
  const found = throughputOf(network, uniformDemands(network), (program) => {
    solved = true;
    return solve(program);
  });
  expect(found.upper - found.lower).toBeLessThanOrEqual(1e-9);
  compareQuick(network, found.upper);
  if (!always && !solved) return false;
  const full = fullThroughput(fabric, capacity, 0, uniformPairs(network), solve);
  expect(Math.abs(found.upper - full)).toBeLessThanOrEqual(1e-8);
  return solved;
}

/** Shortest ways alone are never above what fits, and their bound is never below. */
function compareQuick(network: TrafficNetwork, fits: number): void {
  const quick = throughputOfShortestWays(network, uniformDemands(network))!;
  expect(quick.lower).toBeLessThanOrEqual(fits * (1 + 1e-9));
  expect(quick.upper).toBeGreaterThanOrEqual(fits * (1 - 1e-9));
}

describe('uniform all-to-all is that of the program without classes', () => {
  test('random planes, damaged', () => {
    let solved = 0;
    for (let seed = 1; seed <= 700; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 8 === 1 ? 'leaf-spine' : 'any');
      if (compareUniform(fabric, capacity, seed % 16 === 1)) solved++;
    }
    expect(solved).toBeGreaterThan(20);
  });

  test('every small world, intact and with one cable down', () => {
    const random = lehmer(5);
    let compared = 0;
    for (const { document } of [...smallWorlds(), ...podWorlds(), ...cubeWorlds()]) {
      if (random(12) > 0) continue;
      const { fabric } = openWorld(document).subject;
      if (fabric.planes.length === 0 || fabric.planes[0]!.cables.length > 48) continue;
      const capacity = fabric.gbps.slice();
      compareUniform(fabric, capacity, true);
      compared++;
      capacity[fabric.planes[0]!.cables[random(fabric.planes[0]!.cables.length)]!] = 0;
      compareUniform(fabric, capacity, true);
    }
    expect(compared).toBeGreaterThan(50);
  });

  test('given demands between endpoints', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'any');
      const network = trafficNetwork(fabric, capacity, 0);
      const { endpoints } = network;
      if (endpoints.length < 3) continue;
      const random = lehmer(seed + 1000);
      const given = [...endpoints.keys()].flatMap((from) =>
        [...endpoints.keys()].flatMap((to) =>
          from !== to && random(3) === 0 ? [{ from, to, gbps: 10 * (1 + random(30)) }] : [],
        ),
      );
      if (given.length === 0) continue;
      const found = throughputOf(network, givenDemands(network, given), solve);
      const literal = given.map(({ from, to, gbps }) => ({
        from: endpoints[from]!,
        to: endpoints[to]!,
        gbps,
      }));
      const full = fullThroughput(fabric, capacity, 0, literal, solve);
      expect(found.upper - found.lower, `seed ${seed}`).toBeLessThanOrEqual(1e-9 * found.upper);
      expect(Math.abs(found.upper - full), `seed ${seed}`).toBeLessThanOrEqual(1e-8 * full);
    }
  });

  test('without a solver both ends still hold, and are near where parts are unequal', () => {
    let asked = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'any');
      const network = trafficNetwork(fabric, capacity, 0);
      if (network.endpoints.length < 2) continue;
      const demands = uniformDemands(network);
      const { lower, upper } = throughputOf(network, demands, () => {
        asked++;
        return null;
      });
      const { upper: optimum } = throughputOf(network, demands, solve);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(optimum * (1 + 1e-9));
      expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(optimum * (1 - 1e-9));
      expect(upper - lower, `seed ${seed}`).toBeLessThan(0.2 * optimum);
    }
    expect(asked).toBeGreaterThan(5);
  });
});
