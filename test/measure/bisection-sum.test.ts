import { expect, it } from 'vitest';
import { bisectionKept, bisectionOf, fullOf } from '../../src/measure/bisection-sum.js';
import { FabricState } from '../../src/measure/state.js';
import { bruteBisection } from '../flow/brute-force.js';
import { randomPlane } from '../flow/random-planes.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { healthyState, withoutCables } from './damage.js';

/** Three planes of two leaves with two hosts each, two spines: 800 Gb/s of bisection a plane. */
const plane = { cables: leafSpineCables([2, 2], 2) };
const healthy = healthyState(smallFabric(plane, plane, plane));
const { fabric } = healthy;

/** With the first uplink of a plane dead: a leaf keeps 400 of 800. */
const damaged = (...planes: number[]) =>
  new FabricState(
    fabric,
    withoutCables(
      fabric,
      planes.map(
        (p) => fabric.planes[p]!.cables.find((c) => fabric.lower[c]! >= fabric.endpointCount)!,
      ),
    ),
    healthy,
  );

it('the bisection of planes is the sum of theirs', () => {
  expect(bisectionOf(healthy, [0])).toEqual({ min: 800, max: 800 });
  expect(bisectionOf(healthy, [0, 1, 2])).toEqual({ min: 2400, max: 2400 });
  expect(fullOf(healthy, [0, 2])).toBe(1600);
  expect(bisectionOf(damaged(1), [0, 1, 2])).toEqual({ min: 2000, max: 2000 });
  expect(bisectionOf(damaged(1, 2), [1, 2])).toEqual({ min: 800, max: 800 });
});

it('a fault leaves an interval around the truth, and what it took of a proof', () => {
  let exact = 0;
  for (let seed = 0; seed < 300; seed++) {
    const plane = randomPlane(seed, 'any');
    const before = new FabricState(plane.fabric, plane.capacity);
    const random = lehmer(seed + 5);
    const worse = plane.capacity.map((gbps) => (random(10) === 0 ? gbps / 2 : gbps));
    const after = new FabricState(plane.fabric, worse, before);
    const { lower, upper } = after.bisection(0);
    const truth = bruteBisection(plane.fabric, worse, 0);
    expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
    expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
    const lost = plane.capacity.reduce((sum, gbps, c) => sum + gbps - worse[c]!, 0);
    expect(lower).toBeGreaterThanOrEqual(before.bisection(0).lower - lost - 1e-6);
    exact += Number(upper - lower < 1e-6);
  }
  expect(exact).toBeGreaterThan(200);
});

it('what is kept is the failed sum relative to the healthy one', () => {
  expect(bisectionKept(damaged(1), healthy, [1])).toEqual({ min: 0.5, max: 0.5 });
  expect(bisectionKept(damaged(1), healthy, [0])).toEqual({ min: 1, max: 1 });
  expect(bisectionKept(damaged(1), healthy, [0, 1, 2])).toEqual({ min: 5 / 6, max: 5 / 6 });
});

it('where there is nothing to keep, all of it is kept', () => {
  const one = healthyState(smallFabric({ cables: [['h0/nic0', 'leaf0']] }));
  expect(bisectionOf(one, [0])).toEqual({ min: 0, max: 0 });
  expect(bisectionKept(one, one, [0])).toEqual({ min: 1, max: 1 });
});
