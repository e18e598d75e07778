import { describe, expect, it } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { dModKAllToAll } from '../../src/flow/routing/d-mod-k.js';
import { type DModKTables, dModKTables } from '../../src/flow/routing/d-mod-k-tables.js';
import { sendersOf } from '../../src/flow/routing/senders.js';
import { randomDamage } from '../measure/damage.js';
import { podWorlds } from '../pod-worlds.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { randomPlane } from './random-planes.js';

/** The switches and cables of the way from a switch to a target; null where the tables have none. */
function walk(fabric: CompactFabric, { switches, hopsTo }: DModKTables, from: number, to: number) {
  const { cables, left } = hopsTo(to);
  const path: { cable: number; from: number }[] = [];
  let at = from;
  let before = Number.POSITIVE_INFINITY;
  while (at !== to) {
    const place = switches.indexOf(at);
    if (left[place]! < 0) {
      expect(cables[place]).toBe(-1);
      expect(path).toEqual([]);
      return null;
    }
    expect(left[place]).toBeLessThan(before);
    before = left[place]!;
    path.push({ cable: cables[place]!, from: at });
    const { lower, upper } = fabric;
    const cable = cables[place]!;
    expect([lower[cable], upper[cable]]).toContain(at);
    at = lower[cable] === at ? upper[cable]! : lower[cable]!;
  }
  expect(left[switches.indexOf(from)]).toBe(path.length);
  return path;
}

/** Walks every pair, and compares what adds up on cables between switches with the loads of d-mod-k. */
function compare(fabric: CompactFabric, capacity: Float64Array, plane: number, name: string) {
  const found = dModKAllToAll(fabric, capacity, plane);
  const tables = dModKTables(fabric, capacity, plane);
  if ('reason' in found || 'reason' in tables) {
    if ('reason' in tables) expect(found, name).toEqual(tables);
    return 0;
  }
  const { lower, upper, endpointCount, planes } = fabric;
  const { endpoints, rates } = sendersOf(fabric, capacity, plane, null);
  const { cables } = planes[plane]!;
  const leafOf = new Map([...cables].map((c) => [lower[c]!, upper[c]!]));
  const up = new Float64Array(fabric.cableCount);
  const down = new Float64Array(fabric.cableCount);
  let unrouted = 0;
  for (const d of endpoints) {
    endpoints.forEach((e, i) => {
      if (e === d) return;
      const path = walk(fabric, tables, leafOf.get(e)!, d);
      if (!path) unrouted++;
      let isDown = false;
      for (const { cable, from } of path ?? []) {
        expect(capacity[cable], name).toBeGreaterThan(0);
        const goesUp = lower[cable] === from;
        // Up and then down: nothing that comes down goes up again.
        expect(goesUp && isDown, name).toBe(false);
        isDown ||= !goesUp;
        (goesUp ? up : down)[cable]! += rates[i]! / (endpoints.length - 1);
      }
    });
  }
  expect(unrouted, name).toBe(found.unrouted);
  cables.forEach((c, i) => {
    if (lower[c]! < endpointCount) return;
    expect(found.loads[2 * i], name).toBeCloseTo(up[c]!, 6);
    expect(found.loads[2 * i + 1], name).toBeCloseTo(down[c]!, 6);
  });
  return unrouted;
}

describe('the tables of d-mod-k', () => {
  it('carry its loads in small worlds, whole and damaged', () => {
    const worlds = [...podWorlds(), ...[...smallWorlds()].filter((_, i) => i % 5 === 0)];
    let unrouted = 0;
    for (const [i, { name, document }] of worlds.entries()) {
      if (i % 6 !== 0) continue;
      const { fabric } = openWorld(document).subject;
      for (const p of fabric.planes.keys()) {
        compare(fabric, fabric.gbps, p, name);
        unrouted += compare(fabric, randomDamage(fabric, i), p, name);
      }
    }
    expect(unrouted).toBeGreaterThan(0);
  });

  it('and on random planes', () => {
    for (let seed = 0; seed < 60; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'leaf-spine');
      compare(fabric, capacity, 0, `${seed}`);
    }
  });

  it('lead to every switch that can be reached up and down', () => {
    const { fabric } = openWorld(readTopology('test/fixtures/ok/three-tiers.json')).subject;
    const tables = dModKTables(fabric, fabric.gbps, 0);
    if ('reason' in tables) throw new Error(tables.reason);
    const tier = (v: number) => fabric.switches[v - fabric.endpointCount]!.tier;
    const apart = new Set<string>();
    for (const a of tables.switches) {
      for (const b of tables.switches) {
        const path = walk(fabric, tables, a, b);
        if (!path) apart.add(`${tier(a)} ${tier(b)}`);
        else if (tier(a) === 'leaf' && tier(b) === 'spine') expect([1, 3]).toContain(path.length);
      }
    }
    // A core leads down only; a spine leads to the cores above it, and by them to its likes.
    expect([...apart].sort()).toEqual(['core core', 'core spine', 'spine core', 'spine spine']);
  });
});
