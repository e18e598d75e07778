import { describe, expect, test } from 'vitest';
import type { WorkloadInput } from '../../../src/spec/workload.js';
import { workloadProblems } from '../../../src/traffic/workload-problems.js';
import { routings } from '../../../src/whatif/simulation/answer.js';
import { openWorld } from '../../worlds.js';
import { leafSpine, nic, onHosts, simulated } from './run.js';

/** Both ends of times hold, also where several things come together. */

const megabyte = 1_000_000;

/** Two rails, each of two planes of ports. */
const portPlanes = openWorld({
  name: 'port-planes',
  switchModels: { switch: { ports: 16, portGbps: 400, splits: [2] } },
  nicModels: { nic: { ports: 2, portGbps: 200 } },
  hosts: {
    h: { count: 32, gpus: 2, scaleUpGbps: 1600, nics: { nic: { model: 'nic', count: 2 } } },
  },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail+port' },
      fatTree: { leaf: { model: 'switch', upGbps: 200 }, spine: { model: 'switch' } },
    },
  },
}).subject.fabric;

describe('one size of flows', () => {
  test.each(routings)(
    '%s: a small one beside a large one has its share, and then the rest',
    (by) => {
      // Both senders have ten flows of 5 GB/s each until the small ones are there; 9 MB of each are left then.
      const small = (from: number) =>
        Array.from({ length: 9 }, (_, i) => ({ from, to: 3 + i, bytes: megabyte }));
      const pairs = [
        { from: 0, to: 2, bytes: 10 * megabyte },
        { from: 1, to: 2, bytes: 10 * megabyte },
        ...small(0),
        ...small(1),
      ];
      const [point] = simulated(
        leafSpine([12], 1),
        onHosts(12, { kind: 'send', pairs }),
        by,
      ).points;
      expect(point!.us!.lower).toBeCloseTo(200 + (18 * megabyte) / nic, 6);
      expect(point!.us!.upper).toBe(point!.us!.lower);
    },
  );

  test('rails that share no plane do not lend their times to each other', () => {
    const pairs = [
      { from: 0, to: 2, bytes: 100 * megabyte },
      { from: 1, to: 5, bytes: 100 * megabyte },
      { from: 1, to: 7, bytes: megabyte },
      { from: 9, to: 7, bytes: megabyte },
    ];
    for (const by of ['adaptive', 'static'] as const) {
      const { us } = simulated(portPlanes, onHosts(8, { kind: 'send', pairs }), by).points[0]!;
      expect(us!.upper).toBeCloseTo((101 * megabyte) / nic, 6);
      expect(us!.lower).toBeCloseTo(us!.upper, 9);
    }
  });
});

test('of several collectives, the whole has both ends of each', () => {
  // One spine of a plane is down: who shares planes by it has a better split of some, not of all.
  const run = { kind: 'all-to-all', bytes: megabyte } as const;
  const once = simulated(portPlanes, onHosts(32, run), 'adaptive', {
    fail: ['switch:compute/p0/spine0'],
  }).points[0]!;
  const twice = simulated(portPlanes, onHosts(32, run, run), 'adaptive', {
    fail: ['switch:compute/p0/spine0'],
  }).points[0]!;
  expect(twice.us!.lower).toBeCloseTo(2 * once.us!.lower, 6);
  expect(twice.us!.upper).toBeCloseTo(2 * once.us!.upper, 6);
});

test('planes are shared as alone where another job does something far away', () => {
  const jobs = (beside: boolean): WorkloadInput => ({
    jobs: {
      all: { hosts: 30, run: [{ kind: 'all-to-all', bytes: 64 * megabyte }] },
      ...(beside
        ? {
            far: {
              hosts: 2,
              gpusPerHost: 1,
              run: [{ kind: 'send', pairs: [{ from: 0, to: 1, bytes: 1 }] }],
            },
          }
        : {}),
    },
  });
  const fail = ['switch:compute/p0/spine[0-1]'];
  const time = (beside: boolean) =>
    simulated(portPlanes, jobs(beside), 'adaptive', { fail }).points[0]!.collectives[0]!.us!;
  const [alone, near] = [time(false), time(true)];
  expect(near.upper).toBeGreaterThanOrEqual(alone.lower * (1 - 1e-9));
  expect(near.upper).toBeLessThanOrEqual(alone.upper * (1 + 1e-6));
});

test('rails are done when their bytes have come, whatever steps before them waited for', () => {
  const workload = (latency: boolean): WorkloadInput => ({
    ...(latency ? { latency: 'roce' } : {}),
    jobs: {
      all: { hosts: 8, run: [{ kind: 'all-to-all', bytes: megabyte, algorithm: 'shift' }] },
      far: { hosts: 2, run: [{ kind: 'incast', bytes: 8 }] },
    },
  });
  const railsOf = (latency: boolean) =>
    simulated(portPlanes, workload(latency)).points[0]!.collectives[0]!.rails!;
  const [bare, late] = [railsOf(false), railsOf(true)];
  expect(bare).toHaveLength(2);
  bare.forEach(({ us }, i) => {
    expect(late[i]!.us).toBeCloseTo(us, 6);
  });
});

describe('what cannot run, and where that is written', () => {
  const problems = (workload: WorkloadInput) =>
    workloadProblems(workload, portPlanes).map(({ pointer, problem }) => `${pointer}: ${problem}`);

  test('groups with more GPUs of one host than of another', () => {
    const run = [
      { kind: 'all-to-all', bytes: 8 },
      { kind: 'all-reduce', bytes: 8, algorithm: 'rail-aligned', groups: { size: 3 } },
    ] as const;
    expect(problems({ jobs: { all: { hosts: 6, run } } })).toEqual([
      '/jobs/all/run/1: rail-aligned takes groups of as many hosts each, with as many GPUs of each host',
    ]);
  });

  test('more repetitions, or more points, than anybody reads', () => {
    const run = [{ kind: 'all-to-all', bytes: 8 }] as const;
    expect(problems({ jobs: { all: { hosts: 2, run, repeat: 130_000 } } })).toEqual([
      '/jobs/all/repeat: 1 collective × 130,000 are too many: at most 10,000',
    ]);
    const bytes = Array.from({ length: 600 }, (_, i) => i + 1);
    expect(
      problems({ jobs: { all: { hosts: [2, 4], run: [{ kind: 'all-to-all', bytes }] } } }),
    ).toEqual([
      '/jobs/all/hosts: 2 numbers of hosts × 600 sizes are too many: at most 1,000 together',
    ]);
  });
});

test('a host that is down sends nothing inside its domain either; one without NICs does', () => {
  const run = { kind: 'all-to-all', bytes: megabyte } as const;
  const workload: WorkloadInput = { jobs: { all: { hosts: ['host:h0'], run: [run] } } };
  const after = (fail: string) =>
    simulated(portPlanes, workload, 'static', { fail: [fail] }).points[0]!;
  expect(after('nic:h0/nic*').us!.upper).toBeCloseTo(megabyte / 2 / 200_000, 9);
  expect(after('host:h0').us).toBeNull();
  expect(after('host:h0').collectives[0]!.unrouted).toBe(2);
});
