import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import {
  type DeadlockEvidence,
  type DependencyCycle,
  type NoDeadlock,
  verifyDeadlock,
} from '../../src/flow/certify/deadlock.js';
import { dModKTables } from '../../src/flow/routing/d-mod-k-tables.js';
import { type Deadlock, deadlockOf } from '../../src/flow/routing/deadlock.js';
import type { ForwardingTables } from '../../src/flow/routing/forwarding-tables.js';
import { tableWays } from '../../src/flow/routing/table-ways.js';
import { cubeWorlds } from '../cube-worlds.js';
import { randomDamage } from '../measure/damage.js';
import { leafSpineCables, lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { naiveDependencies, shortestCycle, shortestPaths } from './brute-dependencies.js';
import { randomDirect } from './random-direct.js';
import { randomPlane } from './random-planes.js';
import { allPairs, endpointsIn, wayOf } from './sends.js';

function answered(found: ReturnType<typeof deadlockOf>): Deadlock {
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

function* allRoutes(fabric: CompactFabric, capacity: Float64Array, plane: number) {
  const endpoints = endpointsIn(fabric, plane);
  for (const from of endpoints) {
    for (const to of endpoints) {
      if (from !== to) yield* shortestPaths(fabric, capacity, plane, from, to);
    }
  }
}

/** Tables that send at random, but always nearer: no tree, and all sorts of turns. */
function randomTables(
  fabric: CompactFabric,
  capacity: Float64Array,
  seed: number,
): ForwardingTables {
  const { planes, endpointCount, lower, upper } = fabric;
  const { switches, cables } = planes[0]!;
  const hopsTo = (target: number) => {
    const draw = lehmer(seed * 1009 + target);
    const hops = new Map([[target, 0]]);
    const found = {
      cables: new Int32Array(switches.length).fill(-1),
      left: new Int32Array(switches.length).fill(-1),
    };
    for (const [v, left] of hops) {
      if (v < endpointCount && v !== target) continue;
      // Which of the neighbours comes first is drawn; what is met later need not be farther.
      const around = [...cables].filter(
        (c) => capacity[c]! > 0 && (lower[c] === v || upper[c] === v),
      );
      for (const c of around.sort(() => draw(3) - 1)) {
        const u = lower[c] === v ? upper[c]! : lower[c]!;
        if (u < endpointCount || hops.has(u) || (v !== target && draw(4) === 0)) continue;
        hops.set(u, left + 1);
        found.cables[switches.indexOf(u)] = c;
        found.left[switches.indexOf(u)] = left + 1;
      }
    }
    return found;
  };
  return { switches, hopsTo };
}

/** Compares with all routes one by one; says what was found. */
function compare(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  routes: 'shortest' | ForwardingTables,
  name: string,
): 'free' | 'cycle' | 'refused' {
  const found = deadlockOf(fabric, capacity, plane, routes);
  if ('reason' in found) return 'refused';
  const { evidence, longestRoute } = found;
  const sends = allPairs(endpointsIn(fabric, plane));
  const walks = () => {
    if (routes === 'shortest') return [...allRoutes(fabric, capacity, plane)];
    const ways = tableWays(fabric, capacity, plane, routes, sends);
    return Array.from(sends.to, (_, flow) => wayOf(ways, flow));
  };
  const { after, longest } = naiveDependencies(fabric, plane, walks());
  expect(longestRoute, name).toBe(longest);
  const shortest = shortestCycle(after);
  expect(evidence.free ? Number.POSITIVE_INFINITY : evidence.cycle.length, name).toBe(shortest);
  expect(verifyDeadlock(fabric, capacity, plane, routes, evidence), name).toEqual([]);
  return evidence.free ? 'free' : 'cycle';
}

describe('dependencies of channels', () => {
  it('are those of all shortest paths, in small worlds of every family', () => {
    const seen = { free: 0, cycle: 0, refused: 0 };
    const worlds = [...smallWorlds()].filter((_, i) => i % 41 === 0);
    for (const [i, { name, document }] of [...worlds, ...cubeWorlds()].entries()) {
      const { fabric } = openWorld(document).subject;
      seen[compare(fabric, fabric.gbps, 0, 'shortest', name)]++;
      seen[compare(fabric, randomDamage(fabric, i), 0, 'shortest', name)]++;
    }
    for (let seed = 0; seed < 60; seed++) {
      for (const { fabric, capacity } of [randomPlane(seed, 'any'), randomDirect(seed)]) {
        seen[compare(fabric, capacity, 0, 'shortest', `${seed}`)]++;
      }
    }
    expect(seen.refused).toBe(0);
    expect(seen.free).toBeGreaterThan(100);
    expect(seen.cycle).toBeGreaterThan(10);
  });

  it('are those of forwarding tables, of trees and at random', () => {
    const seen = { free: 0, cycle: 0, refused: 0 };
    for (let seed = 0; seed < 60; seed++) {
      const tree = randomPlane(seed, 'leaf-spine');
      const tables = dModKTables(tree.fabric, tree.capacity, 0);
      if (!('reason' in tables)) {
        expect(compare(tree.fabric, tree.capacity, 0, tables, `${seed}`)).toBe('free');
      }
      const ring = routersInARing(4 + (seed % 4), seed);
      seen[compare(ring, ring.gbps, 0, randomTables(ring, ring.gbps, seed), `${seed}`)]++;
    }
    expect(seen.cycle).toBeGreaterThan(10);
    expect(seen.free).toBeGreaterThan(5);
  });
});

/** Two endpoints on each of some routers, which chords join, too. */
function routersInARing(count: number, seed: number): CompactFabric {
  const cables: SmallCable[] = [];
  for (let r = 0; r < count; r++) {
    cables.push([`h${2 * r}/nic0`, `router${r}`], [`h${2 * r + 1}/nic0`, `router${r}`]);
  }
  for (let r = 0; r < count; r++) cables.push([`router${r}`, `router${(r + 1) % count}`]);
  if (seed % 3 === 0) cables.push(['router0', 'router2']);
  return compact(smallFabric({ cables }));
}

describe('a fat-tree after failures', () => {
  it('may have shortest paths down and up again that close a cycle', () => {
    // Leaf i keeps its cables to spines i and i + 1: a ring, whose far sides are joined both ways round.
    const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2, 2, 2], 4) }));
    const { lower, upper, vertexIds, endpointCount } = fabric;
    const number = (v: number) => Number(vertexIds[v]!.at(-1));
    const capacity = fabric.gbps.map((gbps, c) => {
      if (lower[c]! < endpointCount) return gbps;
      const turn = (number(upper[c]!) - number(lower[c]!) + 4) % 4;
      return turn < 2 ? gbps : 0;
    });
    expect(answered(deadlockOf(fabric, fabric.gbps, 0, 'shortest'))).toMatchObject({
      evidence: { free: true },
      longestRoute: 2,
    });
    const damaged = answered(deadlockOf(fabric, capacity, 0, 'shortest'));
    expect(damaged.longestRoute).toBe(4);
    const { cycle } = damaged.evidence as DependencyCycle;
    expect(cycle).toHaveLength(8);
    expect(cycle.filter(({ up }) => up)).toHaveLength(4);
    expect(verifyDeadlock(fabric, capacity, 0, 'shortest', damaged.evidence)).toEqual([]);
    // Up and down alone joins no leaves that are two apart, and cannot lock up.
    const tables = dModKTables(fabric, capacity, 0);
    if ('reason' in tables) throw new Error(tables.reason);
    expect(answered(deadlockOf(fabric, capacity, 0, tables)).evidence.free).toBe(true);
  });
});

describe('published designs', () => {
  it.each([
    ['topologies/deepseek-v3-2048.json', true, 2],
    ['topologies/roft-1024.json', true, 4],
    ['topologies/hpn-1024.json', true, 2],
    ['topologies/zcube-32-2.json', true, 1],
    ['test/fixtures/ok/three-tiers.json', true, 4],
    ['test/fixtures/ok/slim-fly.json', false, 2],
    ['test/fixtures/ok/dragonfly.json', false, 3],
    ['test/fixtures/ok/cube.json', false, 6],
  ])('%s', (path, free, longestRoute) => {
    const { fabric } = openWorld(readTopology(path)).subject;
    const found = answered(deadlockOf(fabric, fabric.gbps, 0, 'shortest'));
    expect(found.evidence.free).toBe(free);
    expect(found.longestRoute).toBe(longestRoute);
    expect(verifyDeadlock(fabric, fabric.gbps, 0, 'shortest', found.evidence)).toEqual([]);
  });
});

describe('the verifier refuses', () => {
  const reasons = (fabric: CompactFabric, evidence: DeadlockEvidence) =>
    verifyDeadlock(fabric, fabric.gbps, 0, 'shortest', evidence);

  it('numbers that some route does not ascend', () => {
    const { fabric } = openWorld(readTopology('test/fixtures/ok/three-tiers.json')).subject;
    const { order } = answered(deadlockOf(fabric, fabric.gbps, 0, 'shortest'))
      .evidence as NoDeadlock;
    expect(reasons(fabric, { free: true, order })).toEqual([]);
    const { cables } = fabric.planes[0]!;
    const between = [...cables.keys()].filter(
      (i) => fabric.lower[cables[i]!]! >= fabric.endpointCount,
    );
    for (const i of between) {
      for (const way of [0, 1]) {
        // What every route through a channel of a tree is between: one that comes before, or after it.
        const changed = order.slice();
        changed[2 * i + way] = way === 0 ? 99 : -1;
        expect(reasons(fabric, { free: true, order: changed })[0]).toMatch(
          /^a route to .* does not ascend/,
        );
      }
    }
    expect(reasons(fabric, { free: true, order: order.slice(2) })).toEqual([
      'it numbers the channels of another plane',
    ]);
    const ring = routersInARing(5, 1);
    const numbers = Int32Array.from({ length: 2 * ring.cableCount }, (_, i) => i);
    expect(reasons(ring, { free: true, order: numbers })).toHaveLength(1);
  });

  it('a cycle that no routes close', () => {
    const ring = routersInARing(5, 1);
    const { cycle } = answered(deadlockOf(ring, ring.gbps, 0, 'shortest'))
      .evidence as DependencyCycle;
    expect(cycle).toHaveLength(5);
    expect(reasons(ring, { free: false, cycle })).toEqual([]);
    expect(reasons(ring, { free: false, cycle: [] })).toEqual(['the cycle is empty']);
    cycle.forEach((waiting, i) => {
      const mutants = [
        { ...waiting, up: !waiting.up },
        { ...waiting, to: waiting.from },
        { ...waiting, from: waiting.to, to: waiting.from },
        { ...waiting, from: 'h99/nic0' },
        { ...waiting, cable: 'nothing' },
        { ...waiting, cable: ring.cableId(0) },
      ];
      for (const mutant of mutants) {
        expect(reasons(ring, { free: false, cycle: cycle.with(i, mutant) })).not.toEqual([]);
      }
      expect(reasons(ring, { free: false, cycle: cycle.filter((_, k) => k !== i) })).not.toEqual(
        [],
      );
    });
    const dead = ring.gbps.map((gbps, c) => (ring.cableId(c) === cycle[0]!.cable ? 0 : gbps));
    expect(verifyDeadlock(ring, dead, 0, 'shortest', { free: false, cycle })).not.toEqual([]);
    // Along a tree nothing closes.
    expect(answered(deadlockOf(ring, dead, 0, 'shortest')).evidence.free).toBe(true);
  });
});
