import { describe, expect, test } from 'vitest';
import { compact } from '../../../src/fabric/compact.js';
import { dModKTables } from '../../../src/flow/routing/d-mod-k-tables.js';
import type { Collective } from '../../../src/spec/workload.js';
import { routings, type Simulation } from '../../../src/whatif/simulation/answer.js';
import { leafSpineCables, smallFabric } from '../../small-fabrics.js';
import { handMade, withHosts } from '../../traffic/ground.js';
import { leafSpine, nic, oneLeaf, onHosts, scaleUp, simulated } from './run.js';

const size = 1 << 24;

/** The one collective of a run, which takes as long for sure. */
function only({ points }: Simulation) {
  const [point] = points;
  expect(point!.collectives).toHaveLength(1);
  const [one] = point!.collectives;
  expect(one!.us!.lower).toBeCloseTo(one!.us!.upper, 6);
  expect(point!.us!.upper).toBeCloseTo(one!.us!.upper, 9);
  return { ...one!, time: one!.us!.upper, bus: one!.busGBps.upper, alg: one!.algGBps.upper };
}

const near = (found: number, expected: number) =>
  expect(Math.abs(found / expected - 1), `${found} for ${expected}`).toBeLessThan(1e-9);

describe('on 16 hosts of one NIC, four by leaf', () => {
  const full = leafSpine([4, 4, 4, 4], 4);
  const half = leafSpine([4, 4, 4, 4], 2);
  const allToAll = onHosts(16, { kind: 'all-to-all', bytes: size });

  test.each(['adaptive', 'static'] as const)('all-to-all runs at the rate of NICs: %s', (by) => {
    const { time, bus, alg } = only(simulated(full, allToAll, by));
    near(time, (size * 15) / 16 / nic);
    near(bus, nic / 1000);
    near(alg, size / time / 1000);
  });

  test('with half of the uplinks at the rate of these', () => {
    near(only(simulated(half, allToAll, 'adaptive')).time, (4 * 12 * size) / 16 / 2 / nic);
  });

  test('in steps it takes as long where no step is in the way of itself', () => {
    const shift = onHosts(16, { kind: 'all-to-all', algorithm: 'shift', bytes: size });
    for (const by of ['static', 'adaptive'] as const) {
      near(only(simulated(full, shift, by)).time, (size * 15) / 16 / nic);
    }
  });

  test.each([1, 3, 4, 8, 15])('a shift by %i is no contention under d-mod-k', (shift) => {
    const { time, bus } = only(
      simulated(full, onHosts(16, { kind: 'permutation', bytes: size, shift }), 'static'),
    );
    near(time, size / nic);
    near(bus, nic / 1000);
  });

  test.each(routings)('an incast waits for the one NIC: %s', (by) => {
    const { time, alg, bus, bytes } = only(
      simulated(full, onHosts(16, { kind: 'incast', bytes: size, to: 5 }), by),
    );
    near(time, (15 * size) / nic);
    near(bytes, 16 * size);
    near(alg, (16 * size) / time / 1000);
    near(bus, nic / 1000);
  });

  test.each([
    ['all-gather', 1],
    ['reduce-scatter', 1],
    ['all-reduce', 2],
  ] as const)('a ring crosses each leaf once, all of %s at the rate of NICs', (kind, rounds) => {
    for (const by of routings) {
      const { time, bus, alg, ranks } = only(
        simulated(full, onHosts(16, { kind, bytes: size }), by),
      );
      near(time, (rounds * 15 * size) / 16 / nic);
      near(alg, size / time / 1000);
      near(bus, nic / 1000);
      expect(ranks).toBe(16);
    }
  });

  test('groups run beside each other', () => {
    const groups = { size: 4, stride: 4 };
    const found = only(
      simulated(full, onHosts(16, { kind: 'all-to-all', bytes: size, groups }), 'adaptive'),
    );
    near(found.time, (size * 3) / 4 / nic);
    expect([found.ranks, found.groups]).toEqual([4, 4]);
  });

  test('a tree sends what goes up and down by two NICs at most', () => {
    const { time } = only(
      simulated(
        leafSpine([16], 0),
        onHosts(16, { kind: 'all-reduce', algorithm: 'tree', bytes: size }),
        'adaptive',
      ),
    );
    // An inner host sends to its parent and both children there, and to its parent in the other tree.
    near(time, (2 * size) / nic);
  });
});

describe('inside a scale-up domain no NIC is asked', () => {
  const fabric = handMade({ gpus: 8 }, { cables: oneLeaf(2, 8) });
  const collectives: readonly (readonly [Collective, number])[] = [
    [{ kind: 'all-to-all', bytes: size }, 7 / 8],
    [{ kind: 'all-gather', bytes: size }, 7 / 8],
    [{ kind: 'reduce-scatter', bytes: size, algorithm: 'rail-aligned' }, 7 / 8],
    [{ kind: 'all-reduce', bytes: size }, 14 / 8],
    [{ kind: 'permutation', bytes: size, shift: 3 }, 1],
    [{ kind: 'incast', bytes: size }, 7],
  ];

  test.each(collectives)('%j', (collective, factor) => {
    for (const by of routings) {
      const found = simulated(fabric, onHosts(1, collective), by);
      const { time, bus } = only(found);
      near(time, (factor * size) / scaleUp);
      near(bus, scaleUp / 1000);
      const tiers = found.points[0]!.tiers.filter(({ most }) => most > 0);
      expect(tiers.map(({ from, to }) => `${from} ${to}`)).toEqual(['GPU domain', 'domain GPU']);
    }
  });

  test('a domain of two hosts is one as well', () => {
    const rack = withHosts(fabric, { scaleUpHosts: 2 });
    for (const by of routings) {
      near(
        only(simulated(rack, onHosts(2, { kind: 'all-to-all', bytes: size }), by)).time,
        (15 / 16) * (size / scaleUp),
      );
    }
  });

  test('an all-to-all of two hosts hands on what changes its rail', () => {
    const found = simulated(fabric, onHosts(2, { kind: 'all-to-all', bytes: size }), 'adaptive');
    near(only(found).time, (8 * size) / 16 / nic);
    // Seven of the own host, and seven that leave by the NIC of others.
    const [into] = found.points[0]!.tiers;
    near(into!.mostGBps * 1000 * only(found).time, (14 * size) / 16);
  });

  test('an exchange with experts: copies of hosts on the network, those of GPUs inside', () => {
    const exchange = {
      kind: 'dispatch',
      tokens: 4096,
      hidden: 1000,
      bytesPerElement: 1,
      experts: 16,
      topK: 16,
    } as const;
    // All experts are wanted: every token goes to the other host, and to seven GPUs of each.
    const found = simulated(fabric, onHosts(2, exchange), 'adaptive');
    near(only(found).time, Math.max(4_096_000 / nic, (14 * 4_096_000) / scaleUp));
    const expert = simulated(fabric, onHosts(2, { ...exchange, copies: 'expert' }), 'adaptive');
    near(only(expert).time, (8 * 4_096_000) / nic);
  });
});

describe('NICs with ports in two planes', () => {
  const cables = leafSpineCables([4, 4, 4, 4], 4, 1, { endpoint: 200, uplink: 200 });
  const fabric = withHosts(compact(smallFabric({ cables }, { cables })), {
    gpus: 1,
    scaleUpGbps: 0,
  });
  const allToAll = onHosts(16, { kind: 'all-to-all', bytes: size });
  const fail = ['switch:compute/p1/spine[0-1]'];

  test('share what they send evenly', () => {
    for (const by of ['adaptive', 'static'] as const) {
      near(only(simulated(fabric, allToAll, by)).time, (size * 15) / 16 / nic);
    }
  });

  test('send less by a plane that has lost half of its spines, so that both end together', () => {
    const whole = (size * 15) / 16 / (nic / 2);
    const halved = (4 * 12 * size) / 16 / 2 / (nic / 2);
    near(
      only(simulated(fabric, allToAll, 'adaptive', { fail })).time,
      1 / (1 / whole + 1 / halved),
    );
  });

  test('do not know of it where routes are static, nor where a plane is gone', () => {
    const halved = (4 * 12 * size) / 16 / 2 / (nic / 2);
    const { us } = simulated(fabric, allToAll, 'static', { fail }).points[0]!;
    expect(us!.upper).toBeGreaterThanOrEqual(halved / 2 - 1e-6);
    const gone = { fail: ['plane:compute/p1'] };
    for (const by of ['adaptive', 'static'] as const) {
      near(only(simulated(fabric, allToAll, by, gone)).time, (size * 15) / 16 / (nic / 2));
    }
  });
});

describe('routes', () => {
  const fabric = leafSpine([4, 4, 4], 3);
  const workload = onHosts(12, { kind: 'all-to-all', bytes: size });

  test('tables that are given are walked as those that are made', () => {
    const tables = (plane: number) => dModKTables(fabric, fabric.gbps, plane);
    for (const algorithm of ['at-once', 'shift'] as const) {
      const asked = onHosts(12, { kind: 'all-to-all', bytes: size, algorithm });
      expect(simulated(fabric, asked, 'static', { tables })).toEqual({
        ...simulated(fabric, asked, 'static'),
        tables: true,
      });
    }
  });

  test('hashes depend on their seed, and on nothing else', () => {
    const by = (seed: number, seeds = 1) => simulated(fabric, workload, 'ecmp', { seed, seeds });
    expect(by(7)).toEqual(by(7));
    const each = [3, 4, 5, 6, 7].map((seed) => by(seed).points[0]!.us!.upper);
    expect(new Set(each).size).toBeGreaterThan(1);
    const { us, seeds } = by(3, 5).points[0]!;
    const sorted = each.toSorted((a, b) => a - b);
    expect(us!.upper).toBe(each[0]);
    expect(seeds).toMatchObject({
      seeds: 5,
      leastUs: sorted[0],
      medianUs: sorted[2],
      mostUs: sorted[4],
    });
    near(seeds!.meanUs, each.reduce((sum, one) => sum + one, 0) / 5);
    const adaptive = only(simulated(fabric, workload, 'adaptive')).time;
    expect(sorted[0]).toBeGreaterThanOrEqual(adaptive * (1 - 1e-9));
  });

  test('a tree of switches cannot lock up', () => {
    for (const by of routings) {
      expect(simulated(fabric, workload, by).deadlock).toEqual([
        { plane: 'compute/p0', free: true },
      ]);
    }
  });
});
