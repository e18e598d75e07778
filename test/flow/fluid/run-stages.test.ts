import { describe, expect, it } from 'vitest';
import type { Flows } from '../../../src/flow/fluid/flows.js';
import { runStages } from '../../../src/flow/fluid/run-stages.js';
import type { Stage } from '../../../src/flow/fluid/stage.js';
import { stageBounds } from '../../../src/flow/fluid/stage-bounds.js';
import { lehmer } from '../../small-fabrics.js';
import { exactEnds, type PlainStage } from './reference.js';
import { randomFlow, stageOf } from './worlds.js';

const close = (a: number, b: number, relative = 1e-8) =>
  a === b || Math.abs(a - b) <= relative * Math.abs(b);

/** Jobs of a few stages over a few channels. */
function randomJobs(seed: number, sizes: number) {
  const random = lehmer(1_000_003 * seed);
  const channelCount = 3 + random(4);
  const capacity = Array.from({ length: channelCount }, () => (random(12) ? 1 + random(9) : 0));
  const jobs = Array.from({ length: 1 + random(3) }, () =>
    Array.from(
      { length: 1 + random(3) },
      (): PlainStage => ({
        flows: Array.from({ length: random(5) }, () => ({
          ...randomFlow(random, channelCount, seed % 2 === 1),
          bytes: 125 * random(sizes),
        })),
        delayUs: random(3),
      }),
    ),
  );
  return { capacity, jobs };
}

describe('runStages', () => {
  it('gives the times that were found by hand', () => {
    const flows = { channels: [[0], [0, 1], [1, 2], [2]], bytes: [1000, 1000, 1000, 500] };
    const stage = stageOf({
      flows: flows.channels.map((channels, f) => ({ channels, bytes: 125 * flows.bytes[f]! })),
      delayUs: 3,
    });
    const at: number[] = [];
    const run = runStages([[stage]], Float64Array.of(100, 100, 50), {
      onArrival: (job, number, flow, us) => {
        expect([job, number]).toEqual([0, 0]);
        at[flow] = us;
      },
    });
    expect(at).toEqual([20, 20, 30, 20]);
    expect(run).toEqual({
      jobs: [{ beginUs: [0], endUs: [33] }],
      stuck: 0,
      events: 2,
      tooMuch: false,
    });
  });

  it('agrees with exact arithmetic: random jobs beside each other, delays, dead channels, equal sizes or not', () => {
    let [stuck, ended] = [0, 0];
    for (let seed = 0; seed < 500; seed++) {
      const { capacity, jobs } = randomJobs(seed, seed % 3 === 0 ? 2 : 50);
      const truth = exactEnds(jobs, capacity);
      const gbps = Float64Array.from(capacity);
      const stages = jobs.map((job) => job.map(stageOf));
      const arrivals = new Map<string, number>();
      for (const onArrival of [
        undefined,
        (...[job, stage, flow, us]: number[]) => {
          expect(arrivals.has(`${job} ${stage} ${flow}`)).toBe(false);
          arrivals.set(`${job} ${stage} ${flow}`, us!);
        },
      ]) {
        const run = runStages(stages, gbps, { ...(onArrival && { onArrival }) });
        expect(run.tooMuch).toBe(false);
        run.jobs.forEach(({ beginUs, endUs }, job) => {
          const all = endUs.filter(Number.isFinite);
          const right = truth[job]!.map(({ number }) => number);
          const isRight = all.length === right.length && all.every((us, i) => close(us, right[i]!));
          if (!isRight) expect(all, `seed ${seed} job ${job}`).toEqual(right);
          expect(beginUs).toEqual([0, ...endUs].slice(0, beginUs.length));
          ended += all.length;
        });
        stuck += run.stuck;
        const unfinished = run.jobs.some(({ endUs }) => endUs.includes(Number.POSITIVE_INFINITY));
        expect(run.stuck > 0, `seed ${seed}`).toBe(unfinished);
      }
      // The last arrival of a stage is its end, but for the delay.
      runStages(stages, gbps).jobs.forEach(({ endUs }, job) => {
        endUs.forEach((end, stage) => {
          const { flows, delayUs } = jobs[job]![stage]!;
          if (!Number.isFinite(end) || flows.length === 0) return;
          const last = Math.max(...flows.map((_, f) => arrivals.get(`${job} ${stage} ${f}`)!));
          expect(close(last + delayUs, end, 1e-7), `seed ${seed}`).toBe(true);
        });
      });
    }
    expect(stuck).toBeGreaterThan(50);
    expect(ended).toBeGreaterThan(1000);
  });

  it('is right when many arrive one by one, so that only faster ones get other rates', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const random = lehmer(1_000_003 * seed);
      const capacity = Array.from({ length: 8 }, () => 1 + random(20));
      const flows = Array.from({ length: 40 }, () => ({
        ...randomFlow(random, 8, seed % 2 === 0),
        bytes: 125 * (1 + random(1000)),
      }));
      const jobs = [[{ flows, delayUs: 0 }]];
      const run = runStages([[stageOf(jobs[0]![0]!)]], Float64Array.from(capacity));
      const end = exactEnds(jobs, capacity)[0]![0]!.number;
      expect(close(run.jobs[0]!.endUs[0]!, end), `seed ${seed}`).toBe(true);
      expect(run.events).toBeGreaterThan(25);
    }
  });

  it('takes stages as they come, and lets them reuse their arrays', () => {
    const size = 64;
    function* shifts(): Iterable<Stage> {
      const offsets = Int32Array.from({ length: size + 1 }, (_, f) => 2 * f);
      const channels = new Int32Array(2 * size);
      const bytes = new Float64Array(size).fill(50_000);
      const flows: Flows = { count: size, offsets, channels, shares: null };
      for (let shift = 1; shift < size; shift++) {
        for (let a = 0; a < size; a++) {
          channels[2 * a] = a;
          channels[2 * a + 1] = size + ((a + shift) % size);
        }
        yield { flows, bytes, delayUs: 0.5 };
      }
    }
    const capacity = new Float64Array(2 * size).fill(400);
    const alone = runStages([shifts()], capacity);
    expect(alone.events).toBe(0);
    expect(alone.jobs[0]!.endUs.at(-1)).toBeCloseTo(63 * 1.5, 9);
    // Two of them share everything, twice as slow; the second one begins each stage with the first.
    const both = runStages([shifts(), shifts()], capacity);
    expect(both.jobs[1]!.endUs.at(-1)).toBeCloseTo(63 * 2.5, 6);
    expect(both.jobs[0]!.endUs).toHaveLength(63);
  });

  it('gives up what is too much, and then both ends hold', () => {
    let [told, open] = [0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const { capacity, jobs } = randomJobs(seed, 50);
      const gbps = Float64Array.from(capacity);
      const stages = jobs.map((job) => job.map(stageOf));
      told += Number(runStages(stages, gbps, { mostWork: 0 }).tooMuch);
      const truth = exactEnds(jobs, capacity);
      stageBounds(stages, gbps).forEach(({ lowerUs, upperUs }, job) => {
        const ends = truth[job]!;
        const isWhole = ends.length === jobs[job]!.length;
        const end = isWhole ? ends.at(-1)!.number : Number.POSITIVE_INFINITY;
        expect(lowerUs, `seed ${seed}`).toBeLessThanOrEqual(end * (1 + 1e-9));
        expect(upperUs, `seed ${seed}`).toBeGreaterThanOrEqual(end * (1 - 1e-9));
        if (isWhole) expect(upperUs).toBeLessThan(Number.POSITIVE_INFINITY);
        open += Number(upperUs > lowerUs);
      });
    }
    expect(told).toBeGreaterThan(100);
    expect(open).toBeGreaterThan(100);
  });
});
