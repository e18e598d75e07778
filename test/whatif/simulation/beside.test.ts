import { describe, expect, test } from 'vitest';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import type { JobInput } from '../../../src/spec/workload.js';
import { type Routing, routings } from '../../../src/whatif/simulation/answer.js';
import { lehmer } from '../../small-fabrics.js';
import { handMade } from '../../traffic/ground.js';
import { leafSpine, nic, oneLeaf, simulated } from './run.js';

const size = 1 << 24;
type Jobs = Readonly<Record<string, JobInput>>;

/** By job: when it ends, µs. */
function ends(fabric: CompactFabric, jobs: Jobs, by: Routing): Record<string, number> {
  const { collectives } = simulated(fabric, { jobs }, by).points[0]!;
  return Object.fromEntries(collectives.map(({ job, beginUs, us }) => [job, beginUs! + us!.upper]));
}

/** From the first host to the second one. */
const send = (hosts: readonly string[], bytes: number): JobInput => ({
  hosts: hosts.map((host) => `host:${host}`),
  run: [{ kind: 'send', pairs: [{ from: 0, to: 1, bytes }] }],
});

const fabric = leafSpine([4, 4], 1);

describe.each(routings)('jobs beside each other: %s', (by) => {
  test('share a cable until the shorter one has arrived', () => {
    const jobs = { a: send(['h0', 'h4'], size), b: send(['h1', 'h5'], 2 * size) };
    const found = ends(fabric, jobs, by);
    expect(found.a).toBeCloseTo((2 * size) / nic, 6);
    expect(found.b).toBeCloseTo((3 * size) / nic, 6);
  });

  test('what one cannot use the other one gets', () => {
    // Three to h4, one of them from h0, which sends to h5 as well: that gets two thirds.
    const jobs = {
      into: {
        hosts: ['host:h4', 'host:h6', 'host:h7', 'host:h0'],
        run: [{ kind: 'incast', bytes: size }],
      },
      other: send(['h1', 'h5'], size),
    } as const;
    const { into, other } = ends(fabric, jobs, by);
    expect(into).toBeCloseTo((3 * size) / nic, 6);
    expect(other).toBeCloseTo((1.5 * size) / nic, 6);
  });

  test('are as fast as alone where they share nothing', () => {
    const on = (first: number): JobInput => ({
      hosts: [0, 1, 2, 3].map((i) => `host:h${first + i}`),
      run: [
        { kind: 'all-to-all', bytes: size },
        { kind: 'all-reduce', bytes: size },
        { kind: 'incast', bytes: size },
      ],
    });
    const both = ends(fabric, { a: on(0), b: on(4) }, by);
    const [a, b] = [ends(fabric, { a: on(0) }, by), ends(fabric, { b: on(4) }, by)];
    expect(both.a).toBeCloseTo(a.a!, 6);
    expect(both.b).toBeCloseTo(b.b!, 6);
  });

  test('end as they do, whoever is named first', () => {
    const random = lehmer(5);
    for (let run = 0; run < 5; run++) {
      const hosts = Array.from({ length: 8 }, (_, i) => `h${i}`);
      const order = hosts.toSorted(() => random(3) - 1);
      const jobs = [0, 1, 2].map((j): [string, JobInput] => {
        const own = order.slice(2 * j, 2 * j + (j === 2 ? 4 : 2)).map((host) => `host:${host}`);
        const run = [{ kind: 'all-to-all', bytes: size * (1 + random(3)) } as const];
        return [`job${j}`, { hosts: own, run, repeat: 1 + random(2) }];
      });
      const found = ends(fabric, Object.fromEntries(jobs), by);
      const turned = ends(fabric, Object.fromEntries(jobs.toReversed()), by);
      for (const [name] of jobs) expect(turned[name]).toBeCloseTo(found[name]!, 6);
    }
  });
});

describe('a job', () => {
  const job: JobInput = { hosts: 8, run: [{ kind: 'all-reduce', bytes: size }] };

  test.each(routings)('that is repeated takes so many times as long: %s', (by) => {
    const once = simulated(fabric, { jobs: { job } }, by).points[0]!;
    const often = simulated(fabric, { jobs: { job: { ...job, repeat: 5 } } }, by).points[0]!;
    expect(often.us!.upper).toBeCloseTo(5 * once.us!.upper, 6);
    expect(often.collectives).toHaveLength(5);
    often.collectives.forEach(({ beginUs }, i) => {
      expect(beginUs).toBeCloseTo(i * once.us!.upper, 6);
    });
    // As busy in as long.
    often.tiers.forEach(({ mean }, i) => {
      expect(mean).toBeCloseTo(once.tiers[i]!.mean, 9);
    });
  });

  test('says for each rail when its last message has arrived', () => {
    const rails = handMade({ gpus: 2 }, { cables: oneLeaf(4, 2) });
    const pairs = (rail: number, bytes: number): JobInput['run'] => [
      { kind: 'send', pairs: [{ from: rail, to: 2 + rail, bytes }] },
    ];
    const jobs = {
      a: { hosts: ['host:h0', 'host:h1'], run: pairs(0, size) },
      b: { hosts: ['host:h2', 'host:h3'], run: pairs(1, 3 * size) },
    };
    const { collectives } = simulated(rails, { jobs }, 'static').points[0]!;
    const told = collectives.map(({ rails: all }) =>
      all!.map(({ rail, us }) => [rail, Math.round(us * 1e6)]),
    );
    expect(told).toEqual([
      [[0, Math.round((1e6 * size) / nic)]],
      [[1, Math.round((3e6 * size) / nic)]],
    ]);
  });
});

describe('messages without a way', () => {
  const apart = handMade(
    { gpus: 2, scaleUpGbps: 0 },
    { cables: [0, 1, 2].map((h) => [`h${h}/nic0`, 'leaf0'] as const) },
    { cables: [0, 1, 2].map((h) => [`h${h}/nic1`, 'leaf0'] as const) },
  );
  const jobs: Jobs = {
    lost: {
      hosts: ['host:h0', 'host:h1'],
      run: [
        { kind: 'all-to-all', bytes: size },
        { kind: 'permutation', shift: 2, bytes: size },
      ],
    },
  };

  test.each(routings)('never arrive, nor does what comes after them begin: %s', (by) => {
    const alone = simulated(apart, { jobs }, by).points[0]!;
    expect(alone.us).toBeNull();
    const [first, after] = alone.collectives;
    // Of each GPU the message to the other rail of the other host, and to the other GPU of its own.
    expect(first).toMatchObject({ us: null, unrouted: 8, busGBps: { lower: 0, upper: 0 } });
    expect(after).toMatchObject({ us: null, unrouted: 0 });
    const other = {
      hosts: ['host:h2'],
      gpusPerHost: 2,
      run: [{ kind: 'incast', bytes: 1 }],
    } as const;
    const beside = simulated(apart, { jobs: { ...jobs, other } }, by).points[0]!;
    expect(beside.us).toBeNull();
    expect(beside.collectives.map(({ us, unrouted }) => [us, unrouted])).toEqual([
      [null, 8],
      [null, 0],
      [null, 1],
    ]);
  });
});
