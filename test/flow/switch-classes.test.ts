import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { endpointSet } from '../../src/fabric/endpoint-set.js';
import { trySwitchClasses } from '../../src/flow/bisection/switch-classes.js';
import {
  type SwitchClassesProof,
  verifySwitchClasses,
} from '../../src/flow/certify/switch-classes.js';
import { maxFlow } from '../../src/flow/max-flow.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { cubeWorlds } from '../cube-worlds.js';
import { leafSpineCables, lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld } from '../worlds.js';
import { bruteBisection } from './brute-force.js';
import { randomDirect } from './random-direct.js';
import { randomPlane } from './random-planes.js';

/** What is found, after everything that is said of it was compared with the truth. */
function expectExact(
  fabric: CompactFabric,
  capacity: Float64Array,
  name: string,
  among?: number[],
) {
  const set = among ? endpointSet(among, fabric.endpointCount) : null;
  const network = planeNetwork(fabric, 0, set);
  const { guarantee, sideOf } = trySwitchClasses(fabric, capacity, network, 1e7)!;
  const truth = bruteBisection(fabric, capacity, 0, network.endpoints);
  expect(guarantee.gbps, name).toBeCloseTo(truth, 6);
  const onB = sideOf.reduce((sum, side) => sum + side, 0);
  expect(Math.abs(sideOf.length - 2 * onB), name).toBeLessThanOrEqual(1);
  expect(maxFlow(fabric, capacity, network, sideOf).value, name).toBeCloseTo(truth, 6);
  const reasons: string[] = [];
  const [plane] = fabric.planes;
  const gbps = verifySwitchClasses(fabric, capacity, plane!, set, guarantee.proof, reasons);
  expect(reasons, name).toEqual([]);
  expect(gbps, name).toBeCloseTo(truth, 6);
  return guarantee.proof;
}

describe('every choice of switches', () => {
  it('gives the truth of random direct networks and other planes, damaged or not', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { fabric, capacity } = seed % 2 === 0 ? randomDirect(seed) : randomPlane(seed, 'any');
      expectExact(fabric, capacity, `seed ${seed}`);
    }
  });

  it('gives the truth of small cubes, among endpoints that relay, too', () => {
    let joined = 0;
    for (const [seed, { name, document }] of [...cubeWorlds()].entries()) {
      const { fabric } = openWorld(document).subject;
      const draw = lehmer(seed);
      const all = Array.from(fabric.planes[0]!.endpoints);
      const dead = fabric.gbps.map((gbps) => (draw(8) === 0 ? 0 : gbps));
      if (all.length + fabric.planes[0]!.switches.length > 15) continue;
      for (const capacity of [fabric.gbps, dead]) {
        const { classes } = expectExact(fabric, capacity, name);
        if (classes.some(({ length }) => length > 2)) joined++;
        expectExact(
          fabric,
          capacity,
          name,
          all.filter(() => draw(3) > 0),
        );
      }
    }
    expect(joined).toBeGreaterThan(5);
  });
});

/** A square of endpoints, each on its row and its column, as a BCube of two levels. */
const grid = (n: number): CompactFabric => {
  const cables: SmallCable[] = [];
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const nic = `h${row * n + column}/nic0`;
      cables.push([nic, `row${row}`], [nic, `column${column}`]);
    }
  }
  return compact(smallFabric({ cables }));
};

describe('classes of switches', () => {
  it('are the rows and the columns of a square, leaves and spines', () => {
    for (const fabric of [
      grid(6),
      compact(smallFabric({ cables: leafSpineCables([2, 2, 2], 4) })),
    ]) {
      const network = planeNetwork(fabric, 0);
      const { classes } = trySwitchClasses(fabric, fabric.gbps, network, 1e7)!.guarantee.proof;
      const tiers = classes.map((ids) => new Set(ids.map((id) => /[a-z]+(?=\d+$)/.exec(id)![0])));
      expect(tiers.map(({ size }) => size)).toEqual([1, 1]);
      expect(classes.flat()).toHaveLength(network.switchCount);
    }
  });

  it('leave a square of a square: n / √2 rows and columns cut each other only', () => {
    // p rows and q columns with pq = n²/2 cut p(n − q) + q(n − p) cables.
    const fabric = grid(12);
    const { gbps } = trySwitchClasses(fabric, fabric.gbps, planeNetwork(fabric, 0), 1e7)!.guarantee;
    // 8 × 9 = 72 endpoints of 144.
    expect(gbps).toBe(400 * (8 * 3 + 9 * 4));
  });

  it('are given up where there are too many choices', () => {
    const fabric = grid(12);
    expect(trySwitchClasses(fabric, fabric.gbps, planeNetwork(fabric, 0), 1000)).toBeNull();
  });
});

describe('a proof by classes of switches', () => {
  const fabric = grid(3);
  const ids = (name: string, ...which: number[]) => which.map((i) => `compute/p0/${name}${i}`);
  const reasonsFor = (classes: SwitchClassesProof['classes'], capacity = fabric.gbps) => {
    const reasons: string[] = [];
    const proof = { by: 'switch-classes', classes } as const;
    verifySwitchClasses(fabric, capacity, fabric.planes[0]!, null, proof, reasons);
    return reasons;
  };

  it('is refused where switches are not in the place of each other', () => {
    expect(reasonsFor([ids('row', 0, 1, 2)])).toEqual([]);
    expect(reasonsFor([[...ids('row', 0), ...ids('column', 1)]])).toEqual([
      'compute/p0/column1 is not in the place of compute/p0/row0 when they change',
    ]);
    const slower = fabric.gbps.map((gbps, c) => (c === 0 ? gbps / 2 : gbps));
    expect(reasonsFor([ids('row', 0, 1, 2)], slower)).toHaveLength(2);
    expect(reasonsFor([ids('row', 0, 0)])).toEqual([
      'compute/p0/row0 has no live cable or is in two classes',
    ]);
    expect(reasonsFor([ids('row', 9)])).toHaveLength(1);
  });
});
