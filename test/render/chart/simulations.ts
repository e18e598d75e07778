import type { Run } from '../../../src/report/simulation/runs.js';
import type {
  CollectiveTime,
  SimulatedPoint,
  Simulation,
  TierUse,
} from '../../../src/whatif/simulation/answer.js';

/** Simulations written by hand: what charts are drawn from. */

const MiB = 1024 ** 2;

interface Wish {
  readonly job?: string;
  readonly kind?: CollectiveTime['kind'];
  readonly algorithm?: string;
  readonly bytes: number;
  readonly gpus?: number;
  /** µs; null: it never ends. */
  readonly us: number | { readonly lower: number; readonly upper: number } | null;
}

/** Bus bandwidth with the factor of an all-to-all. */
export function collective(wish: Wish): CollectiveTime {
  const { bytes, gpus = 16 } = wish;
  const us = typeof wish.us === 'number' ? { lower: wish.us, upper: wish.us } : wish.us;
  const rate = (time: number) => bytes / time / 1000;
  const alg = us ? { lower: rate(us.upper), upper: rate(us.lower) } : { lower: 0, upper: 0 };
  const factor = (gpus - 1) / gpus;
  return {
    job: wish.job ?? 'train',
    kind: wish.kind ?? 'all-to-all',
    algorithm: wish.algorithm ?? null,
    ranks: gpus,
    groups: 1,
    bytes,
    beginUs: 0,
    us,
    latencyUs: 3.7,
    algGBps: alg,
    busGBps: { lower: alg.lower * factor, upper: alg.upper * factor },
    unrouted: us ? 0 : 12,
  };
}

export function point(
  collectives: readonly CollectiveTime[],
  more: Partial<SimulatedPoint> = {},
): SimulatedPoint {
  const gpus = collectives[0]!.ranks;
  return { hosts: gpus / 8, gpus, collectives, us: collectives[0]!.us, tiers: [], ...more };
}

export const simulation = (
  points: readonly SimulatedPoint[],
  more: Partial<Simulation> = {},
): Simulation => ({
  faults: [],
  workload: 'all-to-all',
  planeSet: 'compute',
  routing: 'adaptive',
  tables: false,
  seed: null,
  points,
  deadlock: [],
  ...more,
});

/** What takes 20 µs, and beyond that a time that `gbps` give. */
const timeOf = (bytes: number, gbps: number): number => 20 + bytes / gbps / 1000;

const sizes = (count: number, from = MiB): number[] =>
  Array.from({ length: count }, (_, i) => from * 4 ** i);

/** Two designs that are nearly alike, and hashes that spread on one of them. */
export function bySize(): Run[] {
  const adaptive = (gbps: number) =>
    simulation(
      sizes(8).map((bytes) => point([collective({ bytes, us: timeOf(bytes, gbps), gpus: 128 })])),
    );
  const hashed = simulation(
    sizes(8).map((bytes) => {
      const us = timeOf(bytes, 28);
      const seeds = {
        seeds: 100,
        leastUs: us * 0.85,
        meanUs: us,
        medianUs: us * 0.98,
        mostUs: us * 1.3,
      };
      return point([collective({ bytes, us, gpus: 128 })], { seeds });
    }),
    { routing: 'ecmp', seed: 1 },
  );
  return [
    { name: 'deepseek-v3', simulation: adaptive(47) },
    { name: 'multi-rail', simulation: adaptive(46.5) },
    { name: 'multi-rail, hashed', simulation: hashed },
  ];
}

/** More numbers of GPUs than lines that can be told apart, with both ends apart on the largest. */
export function bySizeAndGpus(): Run[] {
  const counts = [8, 16, 24, 32, 40, 48, 64, 96, 128, 256];
  const points = counts.flatMap((gpus) =>
    sizes(5).map((bytes) => {
      const us = timeOf(bytes, 160 / Math.sqrt(gpus));
      const ends = gpus === 256 ? { lower: us, upper: us * 1.25 } : us;
      return point([collective({ bytes, us: ends, gpus })]);
    }),
  );
  return [{ name: 'ft2', simulation: simulation(points) }];
}

/** One size of each number of GPUs, as an exchange with experts has it; the last one never ends. */
export function byGpus(): Run[] {
  const points = [16, 32, 64, 128].map((gpus, i) => {
    const [dispatch, combine] = [gpus * 70_000, gpus * 140_000];
    return point([
      collective({ kind: 'dispatch', bytes: dispatch, us: timeOf(dispatch, 58 - 5 * i), gpus }),
      collective({
        kind: 'combine',
        bytes: combine,
        us: gpus === 128 ? null : timeOf(combine, 55 - 4 * i),
        gpus,
      }),
    ]);
  });
  return [{ name: 'deepseek-v3', simulation: simulation(points, { workload: 'experts' }) }];
}

/** One point with three collectives; both ends of one are apart. */
export function single(): Run[] {
  const collectives = [
    collective({ kind: 'all-gather', algorithm: 'ring', bytes: 64 * MiB, us: 1400 }),
    collective({
      kind: 'all-reduce',
      algorithm: 'ring',
      bytes: 64 * MiB,
      us: { lower: 2600, upper: 3300 },
    }),
    collective({ kind: 'permutation', bytes: 64 * MiB, us: 1500 }),
  ];
  const one = simulation([point(collectives, { us: { lower: 5500, upper: 6200 } })]);
  return [
    { name: 'dual-tor', simulation: one },
    { name: 'dual-tor', simulation: { ...one, routing: 'static' } },
  ];
}

const bins = (counts: Readonly<Record<number, number>>): number[] =>
  Array.from({ length: 20 }, (_, i) => counts[i] ?? 0);

function use(from: string, to: string, counts: Readonly<Record<number, number>>): TierUse {
  const list = bins(counts);
  const channels = list.reduce((sum, count) => sum + count, 0);
  const mean = list.reduce((sum, count, i) => sum + (count * (i + 0.5)) / 20, 0) / channels;
  const most = (list.findLastIndex((count) => count > 0) + 0.7) / 20;
  return { from, to, channels, mean, most, mostGBps: most * 50, bins: list, cable: null };
}

/** Even under adaptive routing, uneven under hashes; and a tier that only one design has. */
export function loads(): Run[] {
  const last = [collective({ bytes: 1024 * MiB, us: 22_000, gpus: 1024 })];
  const even = [
    use('endpoint', 'leaf', { 18: 1024 }),
    use('leaf', 'endpoint', { 18: 1024 }),
    use('leaf', 'spine', { 16: 1000, 17: 24 }),
    use('spine', 'leaf', { 16: 900, 17: 124 }),
    use('GPU', 'domain', { 2: 1024 }),
    use('domain', 'GPU', { 2: 1024 }),
  ];
  const uneven = [
    use('endpoint', 'leaf', { 9: 1020, 10: 4 }),
    use('leaf', 'endpoint', { 9: 1024 }),
    use('leaf', 'spine', { 2: 3, 4: 60, 6: 240, 8: 400, 10: 200, 12: 90, 15: 25, 19: 6 }),
    use('spine', 'leaf', { 3: 12, 5: 230, 7: 400, 9: 250, 11: 100, 13: 31, 16: 1 }),
    use('spine', 'core', { 5: 1024 }),
  ];
  const hashed = simulation([point(last, { tiers: uneven })], { routing: 'ecmp', seed: 7 });
  return [
    { name: 'ft2', simulation: simulation([point(last, { tiers: even })]) },
    { name: 'ft3', simulation: hashed },
  ];
}
