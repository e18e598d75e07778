import { describe, expect, it } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { symmetry } from '../../src/measure/symmetry.js';
import { cubeWorlds } from '../cube-worlds.js';
import { openWorld, readTopology } from '../worlds.js';
import { randomDamage } from './damage.js';
import { expectClasses } from './expect-classes.js';
import { outcome, outcomeWithoutTies, withoutCable } from './outcomes.js';

const worlds = [...cubeWorlds()].map(({ name, document }) => ({
  name,
  fabric: openWorld(document).subject.fabric,
}));

const compare = (
  name: string,
  fabric: CompactFabric,
  capacity: Float64Array,
  measured: typeof outcome,
): number => expectClasses(name, fabric, capacity, symmetry(fabric, capacity), measured);

const classesOf = (classes: Int32Array, from = 0) => new Set(classes.subarray(from)).size;

describe('symmetries of cubes', () => {
  it('are confirmed by failing every member of every class', () => {
    let compared = 0;
    for (const { name, fabric } of worlds) {
      // All halves and placements of more than ten routers take too long for each of many faults.
      if (fabric.vertexCount - fabric.endpointCount > 10) continue;
      compared += compare(name, fabric, fabric.gbps, outcome);
    }
    expect(compared).toBeGreaterThan(400);
  });

  it('and with a cable dead, and under random damage', () => {
    let compared = 0;
    for (const [i, { name, fabric }] of worlds.entries()) {
      for (const capacity of [
        withoutCable(fabric, (5 * i) % fabric.cableCount, fabric.gbps),
        randomDamage(fabric, i),
      ]) {
        compared += compare(name, fabric, capacity, outcomeWithoutTies);
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('make all routers of a level one class where all hosts are there', () => {
    let full = 0;
    for (const { name, fabric } of worlds) {
      if (!name.endsWith('hosts of one NIC') && !name.endsWith('a plane per rail')) continue;
      full++;
      const { vertexClass, cableClass } = symmetry(fabric, fabric.gbps);
      const levels = new Set(fabric.switches.map(({ level }) => level ?? 0)).size;
      expect(classesOf(vertexClass, fabric.endpointCount), name).toBe(levels);
      expect(classesOf(vertexClass) - levels, name).toBe(1);
      const kinds = levels + Number(fabric.lower.some((v) => v >= fabric.endpointCount));
      expect(classesOf(cableClass), name).toBe(kinds);
    }
    expect(full).toBe(14);
  });

  it.each([
    ['bcube-32-2', 2],
    ['zcube-32-2', 3],
  ])('of %s leave two kinds of routers and %i of cables', (file, cables) => {
    const { fabric } = openWorld(readTopology(`topologies/${file}.json`)).subject;
    const { vertexClass, cableClass, verified, dropped } = symmetry(fabric, fabric.gbps);
    expect(classesOf(vertexClass, fabric.endpointCount)).toBe(2);
    expect(classesOf(cableClass)).toBe(cables);
    // 31 pairs of units, 3 of places, 7 of rails.
    expect([verified, dropped]).toEqual([41, 0]);
  });
});
