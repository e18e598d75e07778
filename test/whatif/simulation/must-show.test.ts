import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LinearSolver, loadLinearSolver } from '../../../src/flow/linear-program.js';
import { simulationJson } from '../../../src/report/simulation/report.js';
import type { Collective, JobInput, WorkloadInput } from '../../../src/spec/workload.js';
import type { Routing, Simulation } from '../../../src/whatif/simulation/answer.js';
import { simulate } from '../../../src/whatif/simulation/simulate.js';
import { type OpenWorld, openWorld, readTopology } from '../../worlds.js';

/** What the paper says of its network (arXiv 2505.09343v2, section 5), asked of topology files. */

const valid = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true }).compile(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../schemas/simulation.schema.json'), 'utf8'),
  ),
);

let solve: LinearSolver;
let mpft: OpenWorld;
let multiRail: OpenWorld;

beforeAll(async () => {
  solve = await loadLinearSolver();
  mpft = openWorld(readTopology('topologies/deepseek-v3-2048.json'));
  multiRail = openWorld(readTopology('topologies/multi-rail-2048.json'));
});

function ask(
  { subject }: OpenWorld,
  workload: WorkloadInput,
  routing: Routing,
  seeds = 1,
): Simulation {
  const question = { workload, name: 'test', fail: [], routing, tables: null, seed: 1, seeds };
  const found = simulate(subject, solve, question);
  if (!('answer' in found)) throw new Error(JSON.stringify(found));
  const about = { topology: { name: 'test', file: 'test.json' }, ...found.answer };
  const said = JSON.parse(simulationJson({ version: 1, ...about, compared: about }));
  expect(valid(said), JSON.stringify(valid.errors)).toBe(true);
  return found.answer;
}

const job = (run: Collective[], more: Partial<JobInput> & Pick<JobInput, 'hosts'>) => ({
  jobs: { train: { run, ...more } },
});

const microseconds = ({ points }: Simulation): number[] =>
  points.map(({ us }) => {
    expect(us!.upper - us!.lower).toBeLessThanOrEqual(1e-9 * us!.upper);
    return us!.upper;
  });

describe('all-to-all over 16 to 128 GPUs (figures 5 and 6)', () => {
  const sizes = [64, 2 ** 17, 2 ** 27, 2 ** 30, 2 ** 34];
  const workload = (placement: 'packed' | 'strided'): WorkloadInput => ({
    latency: 'infiniband',
    ...job([{ kind: 'all-to-all', bytes: sizes }], { hosts: [2, 4, 8, 16], placement }),
  });

  test.each(['packed', 'strided'] as const)(
    'with adaptive routing, %s, both fabrics are within 2 % of each other at every size',
    (placement) => {
      const [a, b] = [
        microseconds(ask(mpft, workload(placement), 'adaptive')),
        microseconds(ask(multiRail, workload(placement), 'adaptive')),
      ];
      expect(a).toHaveLength(20);
      a.forEach((us, i) => {
        expect(Math.abs(us / b[i]! - 1)).toBeLessThan(0.02);
      });
    },
  );

  test('and as fast as the NICs: (n − 8) ÷ n of the buffer at 50 GB/s, and the latency', () => {
    const all = ask(mpft, workload('strided'), 'adaptive').points;
    for (const { gpus, us, collectives } of all) {
      // Three switches, and one way inside the host.
      const latency = 2.35 + 3 * 0.45 + 3.33;
      const transfer = (collectives[0]!.bytes * (gpus - 8)) / gpus / 50_000;
      expect(us!.upper).toBeCloseTo(transfer + latency, 6);
    }
  });

  test('under ECMP, 100 seeds: where each NIC sends one flow at a time, they collide, and spread', () => {
    const groups = { size: 16, stride: 8 };
    const shifts = job([{ kind: 'all-to-all', bytes: 2 ** 27, algorithm: 'shift', groups }], {
      hosts: ['host:h[0-7]', 'host:h[32-39]'],
    });
    const [ideal] = microseconds(ask(mpft, shifts, 'adaptive'));
    for (const world of [mpft, multiRail]) {
      const { seeds } = ask(world, shifts, 'ecmp', 100).points[0]!;
      expect(seeds!.seeds).toBe(100);
      expect(seeds!.leastUs).toBeGreaterThan(1.2 * ideal!);
      expect(seeds!.leastUs).toBeLessThan(seeds!.medianUs);
      expect(seeds!.medianUs).toBeLessThan(seeds!.mostUs);
      expect(seeds!.mostUs).toBeLessThan(3 * ideal!);
    }
  });

  test('hundreds of flows at once even out: then ECMP is as fast as adaptive routing', () => {
    const atOnce = job([{ kind: 'all-to-all', bytes: 2 ** 27 }], {
      hosts: 16,
      placement: 'strided',
    });
    const [ideal] = microseconds(ask(mpft, atOnce, 'adaptive'));
    const { seeds } = ask(mpft, atOnce, 'ecmp', 100).points[0]!;
    expect(seeds!.mostUs / ideal!).toBeCloseTo(1, 9);
  });
});

describe('all-gather and reduce-scatter at TP 2, 4 and 8 (figure 8)', () => {
  // Groups of GPUs with one place in hosts of different units, so that each ring crosses spines.
  const workload = (kind: 'all-gather' | 'reduce-scatter', size: number): WorkloadInput =>
    job([{ kind, bytes: 2 ** 30, groups: { size, stride: 256 } }], { hosts: 256 });

  test.each(
    ([2, 4, 8] as const).flatMap((size) =>
      (['all-gather', 'reduce-scatter'] as const).map((kind) => [kind, size] as const),
    ),
  )('%s of %i: static and adaptive reach the NIC, ECMP less than half of it', (kind, size) => {
    const busOf = (routing: Routing) =>
      ask(mpft, workload(kind, size), routing).points[0]!.collectives[0]!.busGBps.upper;
    expect(busOf('adaptive')).toBeCloseTo(50, 9);
    expect(busOf('static')).toBeCloseTo(50, 9);
    expect(busOf('ecmp')).toBeLessThan(25);
  });
});

describe('a hot spot in one plane', () => {
  // Pairs of NICs in different units, and beside them messages whose receivers are all on rail 3.
  const pairs = Array.from({ length: 128 }, (_, from) => ({
    from,
    to: 128 + 8 * from + 3,
    bytes: 2 ** 32,
  }));
  const victim: JobInput = {
    hosts: ['host:h[0-15]', 'host:h[32-47]'],
    run: [{ kind: 'all-gather', bytes: 2 ** 30, groups: { size: 2, stride: 128 } }],
  };
  const far = (run: Collective[], hosts: readonly string[]): JobInput => ({ hosts, run });
  const hot = far([{ kind: 'send', pairs }], ['host:h[16-31]', 'host:h[64-191]']);
  // As far away as can be, so that rails are told without anything beside the victim.
  const idle = far([{ kind: 'incast', bytes: 8 }], ['host:h[254-255]']);

  function railsOf(world: OpenWorld, beside: JobInput): number[] {
    const workload: WorkloadInput = { relay: 'direct', jobs: { victim, beside } };
    const { collectives } = ask(world, workload, 'static').points[0]!;
    const { rails } = collectives.find(({ job: name }) => name === 'victim')!;
    return rails!.map(({ us }) => us);
  }

  const alone = 2 ** 29 / 50_000;

  test('leaves the others as they are on MPFT', () => {
    for (const us of railsOf(mpft, idle)) expect(us).toBeCloseTo(alone, 6);
    railsOf(mpft, hot).forEach((us, rail) => {
      if (rail === 3) expect(us).toBeGreaterThan(1.9 * alone);
      else expect(us).toBeCloseTo(alone, 6);
    });
  });

  test('slows all of them on the multi-rail fabric of one plane', () => {
    for (const us of railsOf(multiRail, idle)) expect(us).toBeCloseTo(alone, 6);
    for (const us of railsOf(multiRail, hot)) expect(us).toBeGreaterThan(1.9 * alone);
  });
});
