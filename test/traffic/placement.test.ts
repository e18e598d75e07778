import { describe, expect, it, test } from 'vitest';
import type { JobInput, WorkloadInput } from '../../src/spec/workload.js';
import { type PlacedJob, placeJobs } from '../../src/traffic/placement.js';
import { workloadProblems } from '../../src/traffic/workload-problems.js';
import { servingOf } from '../../src/whatif/serving.js';
import { openWorld, readTopology } from '../worlds.js';

const { fabric } = openWorld({
  name: 'mixed',
  switchModels: { S: { ports: 64, portGbps: 100 } },
  nicModels: { N: { portGbps: 100 } },
  hosts: {
    h: { count: 12, gpus: 4, nics: { nic: { model: 'N', count: 2 }, sto: { model: 'N' } } },
    fat: { count: 2, gpus: 8, nics: { nic: { model: 'N' } } },
    cpu: { count: 3, nics: { nic: { model: 'N' } } },
  },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail' },
      fatTree: { leaf: { model: 'S' } },
    },
    storage: {
      attach: { nics: ['h/sto', 'fat/nic', 'cpu/nic'] },
      fatTree: { leaf: { model: 'S' } },
    },
  },
}).subject;

const run = [{ kind: 'all-to-all', bytes: 1024 }] as const;
type Wish = Omit<JobInput, 'run'>;

function place(jobs: Readonly<Record<string, Wish>>, planes?: string) {
  const workload: WorkloadInput = {
    ...(planes === undefined ? {} : { planes }),
    jobs: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, { ...job, run }])),
  };
  const placed = placeJobs(workload, fabric);
  // What can be placed has no other problem here, and the other way round.
  expect(workloadProblems(workload, fabric).length > 0).toBe('problems' in placed);
  return placed;
}

const idsOf = ({ hosts }: PlacedJob) => [...hosts].map((h) => fabric.hostIds[h]).join(' ');

/** The hosts of each job, by ids; of each placement. */
function hosts(jobs: Readonly<Record<string, Wish>>, planes?: string): string[][] {
  const placed = place(jobs, planes);
  if ('problems' in placed) throw new Error(JSON.stringify(placed.problems));
  return placed.placements.map((all) => all.map(idsOf));
}

function problems(jobs: Readonly<Record<string, Wish>>, planes?: string): string {
  const placed = place(jobs, planes);
  return 'problems' in placed
    ? placed.problems.map(({ pointer, problem }) => `${pointer}: ${problem}`).join('\n')
    : '';
}

test('by default where GPUs are, whatever stands before; else on the first plane set with NICs', () => {
  const set = (nics: string) => ({
    attach: { nics: [nics] },
    fatTree: { leaf: { model: 'S' } },
  });
  const carried = (gpus: number) => {
    const world = openWorld({
      name: 'storage-first',
      switchModels: { S: { ports: 64, portGbps: 100 } },
      nicModels: { N: { portGbps: 100 } },
      hosts: {
        disk: { count: 4, nics: { nic: { model: 'N' } } },
        h: { count: 4, ...(gpus > 0 ? { gpus } : {}), nics: { nic: { model: 'N' } } },
      },
      planes: { storage: set('disk/nic'), compute: set('h/nic') },
    });
    const placed = placeJobs({ jobs: { a: { hosts: 2, run } } }, world.subject.fabric);
    if ('problems' in placed) throw new Error(JSON.stringify(placed.problems));
    const serving = servingOf(
      world.subject.fabric,
      world.subject.healthy.capacity,
      null,
      new Set(),
    );
    return [
      world.subject.fabric.planeSets[placed.planeSet]!.id,
      'problem' in serving ? serving.problem : serving.gpus.planeSet === placed.planeSet,
    ];
  };
  expect(carried(2)).toEqual(['compute', true]);
  expect(carried(0)).toEqual([
    'storage',
    'no plane set has hosts with GPUs; say "gpus" of a host group',
  ]);
});

describe('jobs are placed', () => {
  it('packed: on the next free hosts', () => {
    expect(hosts({ a: { hosts: 2 }, b: { hosts: 3 } })).toEqual([['h0 h1', 'h2 h3 h4']]);
  });

  it('strided: on every so many-th free host, or so that they spread over all', () => {
    const strided = { placement: 'strided' } as const;
    expect(hosts({ a: { hosts: 3, ...strided, stride: 2 }, b: { hosts: 2 } })).toEqual([
      ['h0 h2 h4', 'h1 h3'],
    ]);
    expect(hosts({ a: { hosts: 3, ...strided } })).toEqual([['h0 h4 h8']]);
    expect(hosts({ a: { hosts: 2 }, b: { hosts: 5, ...strided } })).toEqual([
      ['h0 h1', 'h2 h4 h6 h8 h10'],
    ]);
  });

  it('at random: by the seed, in order, on free hosts only', () => {
    const drawn = (seed?: number) =>
      hosts({
        a: { hosts: 3 },
        b: { hosts: 4, placement: 'random', ...(seed ? { seed } : {}) },
      })[0]![1]!;
    expect(drawn()).toBe(drawn(1));
    const all = Array.from({ length: 40 }, (_, seed) => drawn(seed + 1));
    expect(new Set(all).size).toBeGreaterThan(20);
    for (const one of all) {
      const numbers = one.split(' ').map((id) => Number(id.slice(1)));
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(3);
    }
    // Each free host is somewhere.
    expect(new Set(all.join(' ').split(' ')).size).toBe(9);
  });

  it('where they say; a job that only wants a number leaves these alone', () => {
    expect(hosts({ a: { hosts: 4 }, b: { hosts: ['host:h5', 'host:h[0-1]'] } })).toEqual([
      ['h2 h3 h4 h6', 'h5 h0 h1'],
    ]);
  });

  it('once for each number of hosts', () => {
    expect(hosts({ a: { hosts: [1, 3], placement: 'strided' } })).toEqual([['h0'], ['h0 h4 h8']]);
  });

  it('on hosts with a NIC in the plane set only', () => {
    expect(hosts({ a: { hosts: ['host:fat*', 'host:h0'], gpusPerHost: 4 } }, 'storage')).toEqual([
      ['fat0 fat1 h0'],
    ]);
    expect(problems({ a: { hosts: ['host:fat0'] } })).toBe(
      '/jobs/a/hosts/0: fat0 has no NIC in the plane set that carries the workload',
    );
  });

  it('on all GPUs of a host, or the first ones', () => {
    const gpus = (job: Wish) => {
      const placed = place({ a: job }, 'storage');
      return 'problems' in placed ? null : placed.placements[0]![0]!.gpusPerHost;
    };
    expect(gpus({ hosts: 2 })).toBe(4);
    expect(gpus({ hosts: ['host:fat0'] })).toBe(8);
    expect(gpus({ hosts: ['host:fat0', 'host:h0'], gpusPerHost: 3 })).toBe(3);
  });
});

describe('what keeps a job from its hosts', () => {
  it.each<[string, Wish]>([
    ['/jobs/a/hosts: 13 hosts wanted, but 12 of the plane set are free', { hosts: 13 }],
    ['/jobs/a/hosts/1: 20 hosts wanted, but 12 of the plane set are free', { hosts: [2, 20] }],
    ['/jobs/a/gpusPerHost: h0 has 4 GPUs, fewer than 5', { hosts: 1, gpusPerHost: 5 }],
    [
      '/jobs/a/hosts: 4 hosts, each 4 after the one before, need 13 free ones; there are 12',
      { hosts: 4, placement: 'strided', stride: 4 },
    ],
    ['/jobs/a/hosts/1: h1 stands there twice', { hosts: ['host:h[0-2]', 'host:h1'] }],
  ])('%s', (said, job) => {
    expect(problems({ a: job })).toBe(said);
  });

  it('hosts of different kinds; of one without GPUs each NIC counts as one', () => {
    expect(problems({ a: { hosts: ['host:fat0', 'host:h0'] } }, 'storage')).toBe(
      '/jobs/a: hosts of the job have different numbers of GPUs (fat0 has 8, h0 has 4); say "gpusPerHost"',
    );
    expect(problems({ a: { hosts: ['host:cpu0'], gpusPerHost: 2 } }, 'storage')).toBe(
      '/jobs/a/gpusPerHost: cpu0 has 1 GPU, fewer than 2',
    );
  });

  it('another job that lists them', () => {
    expect(problems({ a: { hosts: ['host:h1'] }, b: { hosts: ['host:h[0-1]'] } })).toBe(
      '/jobs/b/hosts/0: h1 is of job "a" already',
    );
  });
});

// All ways to place three jobs of up to three hosts, whatever each of them says.
it('no host is of two jobs, and each job has as many as it wants', () => {
  const wishes = [1, 2, 3].flatMap((n): Wish[] => [
    { hosts: n },
    { hosts: n, placement: 'strided' },
    { hosts: n, placement: 'random', seed: n },
  ]);
  let cases = 0;
  for (const a of wishes) {
    for (const b of wishes) {
      for (const c of [...wishes, { hosts: ['host:h[2-3]'] }]) {
        const [all] = hosts({ a, b, c });
        const lists = all!.map((ids) => ids.split(' '));
        const wanted = [a, b, c].map(({ hosts: n }) => (typeof n === 'number' ? n : 2));
        expect(lists.map(({ length }) => length)).toEqual(wanted);
        expect(new Set(lists.flat()).size).toBe(lists.flat().length);
        cases++;
      }
    }
  }
  expect(cases).toBe(810);
});

const several = ['bcube-32-2', 'dual-tor', 'hpn-1024', 'nvl72', 'rail-only-1024', 'zcube-32-2'];

it.each(several.map((name) => `topologies/${name}.json`))(
  'in %s two hosts of the first plane set can be had',
  (file) => {
    const { fabric: there, topology } = openWorld(readTopology(file)).subject;
    const workload = { jobs: { a: { hosts: 2, gpusPerHost: 1, run } } };
    const placed = placeJobs(workload, there);
    if ('problems' in placed) {
      // Without GPUs nothing can run.
      expect(Object.values(topology.hosts).some(({ gpus }) => gpus === 0)).toBe(true);
      expect(placed.problems[0]!.problem).toMatch(/has 0 GPUs, fewer than 1/);
    } else expect(placed.placements[0]![0]!.hosts.length).toBe(2);
  },
);
