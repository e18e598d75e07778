import { expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { mostLost } from '../../src/measure/most-lost.js';
import { FabricState } from '../../src/measure/state.js';
import { bruteBisection } from '../flow/brute-force.js';
import { randomPlane } from '../flow/random-planes.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { cablesAt, withoutCables } from './damage.js';

/** One switch of a plane; or some switches, and some cables beside them. */
function fault(of: ReturnType<typeof randomPlane>, seed: number): number[] {
  const { fabric } = of;
  const draw = lehmer(seed);
  const { switches, cables } = fabric.planes[0]!;
  if (seed % 2 === 0) return [...cablesAt(fabric, switches[draw(switches.length)]!)];
  const dead = [...switches].filter(() => draw(3) === 0);
  const more = [...cables].filter(() => draw(12) === 0);
  return [...new Set([...dead.flatMap((s) => [...cablesAt(fabric, s)]), ...more])];
}

it('no bisection loses more to cables and switches that are down', () => {
  let halved = 0;
  for (let seed = 0; seed < 400; seed++) {
    const plane = randomPlane(seed, 'any');
    const { fabric, capacity } = plane;
    const dead = fault(plane, seed + 7);
    const after = withoutCables(fabric, dead, capacity);
    const most = mostLost(fabric, capacity, after, dead);
    const lost = bruteBisection(fabric, capacity, 0) - bruteBisection(fabric, after, 0);
    expect(lost, `seed ${seed}`).toBeLessThanOrEqual(most + 1e-6);
    const all = dead.reduce((sum, c) => sum + capacity[c]!, 0);
    expect(most).toBeLessThanOrEqual(all);
    if (most < all) halved++;
  }
  expect(halved).toBeGreaterThan(200);
});

it('a leaf or a spine of a full plane takes just as much', () => {
  const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2], 2) }));
  for (const [id, gbps] of [
    ['compute/p0/leaf0', 800],
    ['compute/p0/spine1', 400],
  ] as const) {
    const dead = cablesAt(fabric, fabric.indexOfVertex.get(id)!);
    const after = withoutCables(fabric, dead);
    expect(mostLost(fabric, fabric.gbps, after, dead)).toBe(gbps);
    expect(bruteBisection(fabric, fabric.gbps, 0) - bruteBisection(fabric, after, 0)).toBe(gbps);
  }
});

it('and a state says so, whether or not it was told what changed', () => {
  for (let seed = 0; seed < 150; seed++) {
    const plane = randomPlane(seed, 'any');
    const { fabric, capacity } = plane;
    const healthy = new FabricState(fabric, capacity);
    const dead = fault(plane, seed + 7);
    const after = withoutCables(fabric, dead, capacity);
    const truth = bruteBisection(fabric, after, 0);
    for (const changed of [null, dead]) {
      const { lower, upper } = new FabricState(fabric, after, healthy, changed).bisection(0);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
    }
  }
});
