import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { concurrentBound } from '../../src/flow/bisection/concurrent.js';
import { searchHalves } from '../../src/flow/bisection/halves-search.js';
import { searchLeaves } from '../../src/flow/bisection/leaf-search.js';
import { leafCapacities, leafSpine } from '../../src/flow/bisection/leaf-spine.js';
import { obliviousBound } from '../../src/flow/bisection/oblivious.js';
import { twoPhaseBound } from '../../src/flow/bisection/two-phase.js';
import { upDownBound } from '../../src/flow/bisection/up-down.js';
import { maxFlow } from '../../src/flow/max-flow.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { leafSpineCables, type SmallCable, smallFabric } from '../small-fabrics.js';
import { bruteBisection } from './brute-force.js';
import { randomPlane } from './random-planes.js';

/** By name: the lower end of plane 0, Gb/s. */
const bounds = {
  obliviousBound: (fabric: CompactFabric, capacity: Float64Array) =>
    obliviousBound(fabric, capacity, planeNetwork(fabric, 0))?.gbps ?? 0,
  upDownBound: (fabric: CompactFabric, capacity: Float64Array) =>
    upDownBound(fabric, capacity, planeNetwork(fabric, 0))?.gbps ?? 0,
  twoPhaseBound: (fabric: CompactFabric, capacity: Float64Array) =>
    twoPhaseBound(fabric, capacity, planeNetwork(fabric, 0), [])?.gbps ?? 0,
  concurrentBound: (fabric: CompactFabric, capacity: Float64Array) =>
    concurrentBound(fabric, capacity, planeNetwork(fabric, 0))?.gbps ?? 0,
};
const { concurrentBound: allToAll, ...others } = bounds;

describe('lower ends', () => {
  it.each(Object.entries(others))('%s never exceeds the truth', (_, bound) => {
    let proved = 0;
    for (let seed = 0; seed < 600; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 3 === 0 ? 'leaf-spine' : 'any');
      const lower = bound(fabric, capacity);
      const truth = bruteBisection(fabric, capacity, 0);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      if (lower > 0.3 * truth) proved++;
    }
    expect(proved).toBeGreaterThan(60);
  });

  it('meet the truth of an intact leaf–spine plane, oversubscribed or not', () => {
    for (const uplink of [400, 200, 100]) {
      const cables = leafSpineCables([4, 4, 4, 4], 4, 1, { uplink });
      const fabric = compact(smallFabric({ cables }));
      expect(bounds.obliviousBound(fabric, fabric.gbps)).toBeCloseTo(8 * uplink, 6);
      expect(bounds.upDownBound(fabric, fabric.gbps)).toBeCloseTo(8 * uplink, 6);
    }
  });

  it('concurrentBound never exceeds the truth; it says nothing where endpoints hang on one switch', () => {
    let proved = 0;
    for (let seed = 0; seed < 900; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 3 === 0 ? 'leaf-spine' : 'any');
      const lower = allToAll(fabric, capacity);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(bruteBisection(fabric, capacity, 0) + 1e-6);
      if (lower > 0) proved++;
      if (lower > 0) expect(seed % 3, `seed ${seed}`).not.toBe(0);
    }
    expect(proved).toBeGreaterThan(150);
  });

  it('concurrentBound of a square of endpoints on rows and columns: each pair at once', () => {
    const names = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].map((b) => [a, b] as const));
    const cables = names.flatMap(([a, b]): SmallCable[] => {
      const nic = `h${4 * a + b}/nic0`;
      return [
        [nic, `row${a}`],
        [nic, `column${b}`],
      ];
    });
    const fabric = compact(smallFabric({ cables }));
    // 6 others are two cables away, 9 are four; there are two cables a source, of two directions.
    const each = (400 * 4) / (6 * 2 + 9 * 4);
    expect(allToAll(fabric, fabric.gbps)).toBeCloseTo(each * 8 * 8, 6);
    // A row dead: its endpoints still reach the others by their columns.
    const row = fabric.indexOfVertex.get('compute/p0/row3')!;
    const dead = fabric.gbps.map((gbps, c) => (fabric.upper[c] === row ? 0 : gbps));
    expect(allToAll(fabric, dead)).toBeGreaterThan(0);
  });

  it('leave out a leaf that is cut off', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2, 2, 2, 2], 2) }));
    const leaf = fabric.indexOfVertex.get('compute/p0/leaf1');
    const capacity = fabric.gbps.map((gbps, cable) => (fabric.lower[cable] === leaf ? 0 : gbps));
    // 5 of 10 endpoints make a half; 2 of them may hang on the leaf without a cable up.
    for (const bound of Object.values(bounds).slice(0, 2)) {
      expect(bound(fabric, capacity)).toBeCloseTo(3 * 400, 6);
    }
  });
});

describe('upper ends', () => {
  it('searchLeaves finds real halves, mostly the best ones', () => {
    let best = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'leaf-spine');
      const shape = leafSpine(planeNetwork(fabric, 0))!;
      const gbps = leafCapacities(planeNetwork(fabric, 0), shape, capacity)!;
      const { cost, sideOf } = searchLeaves(shape, gbps);
      const truth = bruteBisection(fabric, capacity, 0);
      expect(cost, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
      expect(maxFlow(fabric, capacity, planeNetwork(fabric, 0), sideOf).value).toBeLessThanOrEqual(
        cost + 1e-6,
      );
      if (cost <= truth + 1e-6) best++;
    }
    expect(best).toBeGreaterThan(270);
  });

  it('searchHalves finds real halves, mostly the best ones', () => {
    let best = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'any');
      const { cost, sideOf } = searchHalves(fabric, capacity, planeNetwork(fabric, 0), 0);
      const onB = sideOf.reduce((sum, side) => sum + side, 0);
      expect(Math.abs(sideOf.length - 2 * onB)).toBeLessThanOrEqual(1);
      if (cost <= bruteBisection(fabric, capacity, 0) + 1e-6) best++;
    }
    expect(best).toBeGreaterThan(270);
  });
});
