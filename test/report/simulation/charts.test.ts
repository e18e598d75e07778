import { expect, test } from 'vitest';
import { bandwidthChart } from '../../../src/report/simulation/bandwidth-chart.js';
import { bandwidthsOf } from '../../../src/report/simulation/bandwidths.js';
import type { BarChart, LineChart } from '../../../src/report/simulation/chart.js';
import { loadChart } from '../../../src/report/simulation/load-chart.js';
import type { Run } from '../../../src/report/simulation/runs.js';
import {
  byGpus,
  bySize,
  bySizeAndGpus,
  collective,
  loads,
  point,
  simulation,
  single,
} from '../../render/chart/simulations.js';

const lines = (runs: readonly Run[]): LineChart => {
  const chart = bandwidthChart(runs);
  expect(chart.kind).toBe('lines');
  return chart as LineChart;
};

test('points are bytes × factor ÷ time; seeds from the slowest to the fastest, at the median', () => {
  const runs = bySize();
  const chart = lines(runs);
  expect(chart.lines.map(({ label }) => label)).toEqual(runs.map(({ name }) => name));
  chart.lines.forEach(({ points }, r) => {
    const simulated = runs[r]!.simulation.points;
    expect(points).toHaveLength(simulated.length);
    points.forEach(({ x, value, least, most }, i) => {
      const { us, seeds } = simulated[i]!;
      const at = (time: number) => (x * (127 / 128)) / time / 1000;
      const { medianUs, mostUs, leastUs } = seeds ?? {
        medianUs: us!.upper,
        mostUs: us!.upper,
        leastUs: us!.lower,
      };
      expect(value).toBeCloseTo(at(medianUs), 9);
      expect(least).toBeCloseTo(at(mostUs), 9);
      expect(most).toBeCloseTo(at(leastUs), 9);
    });
  });
  expect(chart.notes.join()).toContain('Of 100 seeds');
});

test('of many numbers of GPUs some are shown, the first and the last among them', () => {
  const chart = lines(bySizeAndGpus());
  const shown = chart.lines.map(({ label }) => Number.parseInt(label, 10));
  expect(shown).toEqual([8, 16, 32, 40, 48, 64, 128, 256]);
  expect(chart.notes.at(-1)).toContain('24 GPUs, 96 GPUs');
  expect(chart.notes.join()).toContain('two ends');
  const two = lines([...bySizeAndGpus(), { ...bySizeAndGpus()[0]!, name: 'other' }]);
  expect(two.lines).toHaveLength(8);
  expect(new Set(two.lines.map(({ label }) => label)).size).toBe(8);
  expect(two.lines.map(({ look: { hue, dash } }) => `${hue}${dash}`)).toEqual(
    '00 10 20 30 01 11 21 31'.split(' '),
  );
});

test('sizes that come with the number of GPUs are no axis', () => {
  const chart = lines(byGpus());
  expect(chart.x).toEqual({ label: 'GPUs', unit: 'count' });
  expect(chart.lines.map(({ label }) => label)).toEqual(['dispatch', 'combine']);
  expect(chart.lines[0]!.points.map(({ x }) => x)).toEqual([16, 32, 64, 128]);
  expect(chart.lines[1]!.points.at(-1)!.value).toBe(0);
  expect(chart.notes.join()).toContain('1 of 8 never end');
});

test('a single point is bars, those of a collective beside each other', () => {
  const chart = bandwidthChart(single()) as BarChart;
  expect(chart.kind).toBe('bars');
  expect(chart.bars.map(({ label }) => label)).toEqual([
    'adaptive, all-gather (ring)',
    'static, all-gather (ring)',
    'adaptive, all-reduce (ring)',
    'static, all-reduce (ring)',
    'adaptive, permutation',
    'static, permutation',
  ]);
  expect(chart.notes.join()).toContain('bars instead of lines');
});

test('collectives are told by job, size or order, and the slowest of those alike is taken', () => {
  const seeds = { seeds: 3, leastUs: 1, meanUs: 2, medianUs: 2, mostUs: 3 };
  const found = bandwidthsOf(
    simulation([
      point(
        [
          collective({ bytes: 4000, us: 2 }),
          collective({ bytes: 8000, us: 2 }),
          collective({ bytes: 8000, us: 4 }),
          collective({ job: 'other', bytes: 8000, us: 2 }),
        ],
        { seeds },
      ),
    ]),
  );
  const factor = 15 / 16;
  expect(found.map(({ what, value, of, seedsApart }) => ({ what, value, of, seedsApart }))).toEqual(
    [
      { what: 'train: all-to-all, 4 kB', value: 2 * factor, of: 1, seedsApart: true },
      { what: 'train: all-to-all, 8 kB', value: 2 * factor, of: 2, seedsApart: true },
      { what: 'other: all-to-all', value: 4 * factor, of: 1, seedsApart: true },
    ],
  );
  // Repeated and alone, their seeds are those of the sum.
  const one = collective({ bytes: 8000, us: 2 });
  const repeated = bandwidthsOf(simulation([point([one, one], { seeds })]))[0]!;
  expect(repeated).toMatchObject({ value: 8 * factor, least: (16 / 3) * factor, of: 1 });
  expect(repeated.most).toBeCloseTo(16 * factor, 12);
  const sizes = [16, 32].map((gpus) =>
    point(
      [3, 5].map((times) => collective({ kind: 'dispatch', bytes: times * gpus, us: 1, gpus })),
    ),
  );
  expect(bandwidthsOf(simulation(sizes)).map(({ what }) => what)).toEqual([
    'dispatch, size 1',
    'dispatch, size 2',
    'dispatch, size 1',
    'dispatch, size 2',
  ]);
});

test('what is common is said once', () => {
  const { facts } = lines(bySize()).titleBlock;
  expect(facts).toEqual([
    'plane set compute',
    '128 GPUs',
    '1 MiB to 16 GiB',
    'deepseek-v3: adaptive routing',
    'multi-rail: adaptive routing',
    'multi-rail, hashed: ecmp routing, 100 seeds from 1 on',
  ]);
  const runs = single();
  const hashed = { ...runs[1]!.simulation, routing: 'ecmp' as const, seed: 4 };
  const same = bandwidthChart([runs[0]!, { name: 'dual-tor', simulation: hashed }]);
  expect(same.titleBlock.facts).toEqual([
    'dual-tor',
    'plane set compute',
    '16 GPUs',
    '64 MiB',
    'ecmp: seed 4',
  ]);
});

test('loads stand in the order of a way, with a gap where a design has no such tier', () => {
  const { rows, columns } = loadChart(loads());
  expect(columns).toEqual(['ft2', 'ft3']);
  expect(rows.map(({ label }) => label)).toEqual([
    'GPU → domain',
    'endpoint → leaf',
    'leaf → spine',
    'spine → core',
    'spine → leaf',
    'leaf → endpoint',
    'domain → GPU',
  ]);
  expect(rows[3]!.cells.map((cell) => cell?.channels ?? null)).toEqual([null, 1024]);
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (cell) expect(cell.bins.reduce((sum, count) => sum + count, 0)).toBe(cell.channels);
    }
  }
});
