import { describe, expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { bisection } from '../../src/flow/bisection/bisection.js';
import { maxFlow } from '../../src/flow/max-flow.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { FabricState } from '../../src/measure/state.js';
import { directDocument } from '../build/direct-networks.js';
import {
  leafSpineCables,
  lehmer,
  type SmallCable,
  type SmallPlane,
  smallFabric,
} from '../small-fabrics.js';
import { openWorld } from '../worlds.js';
import { bruteBisection } from './brute-force.js';
import { randomDirect } from './random-direct.js';
import { randomPlane, type Shape } from './random-planes.js';

/** All lists of 1 … 4 leaves with 0 … 2 endpoints each, up to the order of the leaves. */
function* hostCounts(): Generator<number[]> {
  for (let leaves = 1; leaves <= 4; leaves++) {
    for (let two = 0; two <= leaves; two++) {
      for (let one = 0; one + two <= leaves; one++) {
        const none = leaves - one - two;
        yield [...Array(two).fill(2), ...Array(one).fill(1), ...Array(none).fill(0)];
      }
    }
  }
}

/** Capacities of a small world: intact, each kind of damage, unequal speeds. */
function* damages(gbps: Float64Array, seed: number): Generator<Float64Array> {
  yield gbps;
  yield gbps.map((value, cable) => (cable === gbps.length - 1 ? 0 : value));
  yield gbps.map((value, cable) => (cable === 0 ? 0 : value));
  const random = lehmer(seed);
  yield gbps.map((value) => (random(4) === 0 ? 0 : value));
  yield gbps.map((value) => (value * (1 + random(4))) / 4);
}

describe('bisection of all small leaf–spine planes', () => {
  it('is what trying everything gives', () => {
    let worlds = 0;
    for (const hosts of hostCounts()) {
      for (const spines of [0, 1, 2, 3]) {
        for (const parallel of [1, 2]) {
          for (const endpoint of [400, 800]) {
            const cables = leafSpineCables(hosts, spines, parallel, { endpoint });
            const fabric = compact(smallFabric({ cables }));
            for (const capacity of damages(fabric.gbps, worlds)) {
              const found = bisection(fabric, capacity, 0);
              const name = JSON.stringify({ hosts, spines, parallel, capacity });
              expect(found.method, name).toBe('leaf-classes');
              expect(found.upper, name).toBeCloseTo(bruteBisection(fabric, capacity, 0), 6);
              expect([found.exact, found.lower]).toEqual([true, found.upper]);
              worlds++;
            }
          }
        }
      }
    }
    expect(worlds).toBe(34 * 4 * 2 * 2 * 5);
  });
});

describe('bisection of random damaged planes', () => {
  const planes = (shape: Shape, count: number) =>
    Array.from({ length: count }, (_, seed) => ({ seed, ...randomPlane(seed, shape) }));

  it('is exact for leaves and spines', () => {
    for (const { seed, fabric, capacity } of planes('leaf-spine', 500)) {
      const { exact, upper } = bisection(fabric, capacity, 0);
      expect(exact).toBe(true);
      expect(upper, `seed ${seed}`).toBeCloseTo(bruteBisection(fabric, capacity, 0), 6);
    }
  });

  it('is exact for endpoints on two leaves and shortcuts, where few switches are', () => {
    const counts = { exact: 0, best: 0 };
    for (const { seed, fabric, capacity } of planes('any', 500)) {
      const { lower, upper, exact, sideOf } = bisection(fabric, capacity, 0);
      const truth = bruteBisection(fabric, capacity, 0);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
      expect(maxFlow(fabric, capacity, planeNetwork(fabric, 0), sideOf).value).toBeCloseTo(
        upper,
        6,
      );
      if (exact) expect(upper).toBeCloseTo(truth, 6);
      counts.exact += exact ? 1 : 0;
      counts.best += upper <= truth + 1e-6 ? 1 : 0;
    }
    expect(counts).toEqual({ exact: 500, best: 500 });
  });
});

describe('bisection of direct networks', () => {
  it('is exact, damaged and uneven: few switches are tried in every way', () => {
    const counts = { exact: 0, best: 0 };
    for (let seed = 0; seed < 400; seed++) {
      const { fabric, capacity } = randomDirect(seed);
      const { lower, upper, exact } = bisection(fabric, capacity, 0);
      const truth = bruteBisection(fabric, capacity, 0);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
      counts.exact += exact ? 1 : 0;
      counts.best += upper <= truth + 1e-6 ? 1 : 0;
    }
    expect(counts).toEqual({ exact: 400, best: 400 });
  });

  it('of small dragonflies, every switch and some cables dead', () => {
    let tried = 0;
    for (const [a, h, g, p] of [
      [2, 1, 3, 1],
      [2, 1, 3, 2],
      [2, 2, 4, 1],
    ] as const) {
      const document = directDocument({ dragonfly: { a, h, g, p }, hosts: a * g * p });
      const { fabric } = openWorld(document).subject;
      const healthy = new FabricState(fabric, fabric.gbps);
      for (let part = -1; part < 12; part++) {
        const router = fabric.endpointCount + part;
        const capacity = fabric.gbps.map((gbps, c) => {
          const dead = fabric.lower[c] === router || fabric.upper[c] === router;
          return part >= 0 && (part < a * g ? dead : c % part === 1) ? 0 : gbps;
        });
        const truth = bruteBisection(fabric, capacity, 0);
        const states = [
          new FabricState(fabric, capacity),
          new FabricState(fabric, capacity, healthy),
        ];
        for (const state of states) {
          const { lower, upper } = state.bisection(0);
          expect(lower, `${a}, ${h}, ${g}`).toBeLessThanOrEqual(truth + 1e-6);
          expect(upper, `${a}, ${h}, ${g}`).toBeGreaterThanOrEqual(truth - 1e-6);
          if (lower > 0.5 * truth) tried++;
        }
      }
    }
    expect(tried).toBeGreaterThan(60);
  });
});

describe('bisection of 64 leaves × 32 spines with 2,048 endpoints at 400 Gb/s', () => {
  const cables = leafSpineCables(Array(64).fill(32), 32);
  const fabric = compact(smallFabric({ cables }));
  const dead = (...ids: readonly string[]) =>
    fabric.gbps.map((gbps, cable) => {
      const ends = [fabric.lower[cable]!, fabric.upper[cable]!].map((v) => fabric.vertexIds[v]!);
      const names = [...ends, ends.join('--')].map((id) => id.replaceAll('compute/p0/', ''));
      return names.some((id) => ids.includes(id)) ? 0 : gbps;
    });
  const gbps = (...ids: string[]) => bisection(fabric, dead(...ids), 0);

  it.each([
    ['nothing', [], 409_600],
    ['one spine', ['spine7'], 396_800],
    ['one leaf–spine cable', ['leaf5--spine9'], 409_200],
    ['one leaf and two spines', ['leaf5', 'spine0', 'spine31'], 372_000],
  ])('with %s dead', (_, ids, expected) => {
    const { upper, exact, method, fullGbps, endpoints } = gbps(...ids);
    expect({ upper, exact, method, fullGbps, endpoints }).toEqual({
      upper: expected,
      exact: true,
      method: 'leaf-classes',
      fullGbps: 409_600,
      endpoints: 2048,
    });
  });

  it('is an interval under much scattered damage, never below a proof', () => {
    const random = lehmer(5);
    const capacity = fabric.gbps.map((value) => (random(20) === 0 ? 0 : value));
    const { lower, upper, method } = bisection(fabric, capacity, 0);
    expect(method).toBe('interval');
    expect(lower).toBeGreaterThan(0.5 * upper);
    expect(upper).toBeLessThan(409_600);
  });
});

describe('bisection at the edges', () => {
  it.each([
    ['no endpoint', { cables: [['leaf0', 'spine0']], alone: [] }],
    ['one endpoint', { cables: [['h0/nic0', 'leaf0']], alone: [] }],
  ] satisfies [string, SmallPlane][])('is nothing with %s', (_, plane) => {
    const fabric = compact(smallFabric(plane));
    expect(bisection(fabric, fabric.gbps, 0)).toMatchObject({ lower: 0, upper: 0, exact: true });
  });

  it('counts endpoints without a cable, which stand on either side for nothing', () => {
    const cables = leafSpineCables([2, 2], 1);
    const alone = ['h8/nic0', 'h9/nic0'];
    const fabric = compact(smallFabric({ cables, alone }));
    const found = bisection(fabric, fabric.gbps, 0);
    expect(found).toMatchObject({ endpoints: 6, fullGbps: 400, upper: 400 });
    expect(found.sideOf.reduce((sum, side) => sum + side)).toBe(3);
  });

  it('takes a leaf without endpoints for a leaf', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2, 0], 2) }));
    const found = bisection(fabric, fabric.gbps, 0);
    expect(found).toMatchObject({ method: 'leaf-classes', upper: 800 });
  });

  it('proves the full bisection of an intact three-tier plane', () => {
    const cables: SmallCable[] = [];
    for (let pod = 0; pod < 8; pod++) {
      for (let l = 4 * pod; l < 4 * pod + 4; l++) {
        for (let i = 0; i < 4; i++) cables.push([`h${4 * l + i}/nic0`, `leaf${l}`]);
        for (let s = 4 * pod; s < 4 * pod + 4; s++) cables.push([`leaf${l}`, `spine${s}`]);
      }
    }
    for (let s = 0; s < 32; s++) {
      for (let i = 0; i < 4; i++) cables.push([`spine${s}`, `core${4 * (s % 4) + i}`]);
    }
    const fabric = compact(smallFabric({ cables }));
    const intact = bisection(fabric, fabric.gbps, 0);
    expect(intact).toMatchObject({ method: 'interval', upper: 25_600, exact: true });
    const core = fabric.indexOfVertex.get('compute/p0/core0');
    const damaged = fabric.gbps.map((gbps, c) => (fabric.upper[c] === core ? 0 : gbps));
    const { lower, upper } = bisection(fabric, damaged, 0);
    expect(upper).toBeLessThanOrEqual(24_000);
    expect(lower).toBeGreaterThanOrEqual(16_000);
  });
});
