import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { chartSvg } from '../../../src/render/chart/svg.js';
import { bandwidthChart } from '../../../src/report/simulation/bandwidth-chart.js';
import { loadChart } from '../../../src/report/simulation/load-chart.js';
import type { Run } from '../../../src/report/simulation/runs.js';
import { seededDraw } from '../../../src/std/random.js';
import { expectFile } from '../../expected.js';
import { outside, overlaps, pictures, saidIn } from './pictures.js';
import { collective, loads, point, simulation, single } from './simulations.js';

const names = Object.keys(pictures);

function expectPicture(svg: string): void {
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|<script|foreignObject/);
  expect(svg).not.toMatch(/ (x|y|d|width|height|transform)="[^"]*\d\.\d\d/);
  const said = saidIn(svg);
  expect(said.width).toBe(816);
  expect(outside(said)).toEqual([]);
  expect(overlaps(said.texts)).toEqual([]);
}

test.each(names)('%s', (name) => {
  const svg = pictures[name]!();
  expectFile(`${import.meta.dirname}/golden/${name}.svg`, svg);
  expect(pictures[name]!()).toBe(svg);
  expectPicture(svg);
});

test('a mark of each figure tells it to who points at it', () => {
  const tips = (name: string) =>
    [...pictures[name]!().matchAll(/<title>([^<]*)<\/title>/g)].map(([, text]) => text!);
  expect(tips('by-size')).toHaveLength(24);
  expect(tips('by-size')).toContain('deepseek-v3: 16 GiB, 46.63 GB/s');
  expect(tips('by-size').filter((text) => text.includes(' to '))).toHaveLength(8);
  const counted = tips('loads').map((text) => / ([\d,]+) channels? /.exec(text)![1]!);
  const channels = counted.reduce((sum, text) => sum + Number(text.replace(',', '')), 0);
  const uses = loads().flatMap(({ simulation: { points } }) => points[0]!.tiers);
  expect(channels).toBe(uses.reduce((sum, use) => sum + use.channels, 0));
});

test('no line and no bar is told by its colour alone', () => {
  const svg = pictures['by-size-and-gpus']!();
  const looks = [...svg.matchAll(/<path class="fill-(\d) line-\d" d="([^"]*)"/g)];
  expect(new Set(looks.map(([, hue, shape]) => `${hue} ${shape}`)).size).toBe(8);
  expect(new Set(looks.map(([, , shape]) => shape)).size).toBe(8);
  const dashes = [...pictures['by-size']!().matchAll(/class="link line-(\d)"[^>]*?\/>/g)].map(
    ([all, hue]) => `${hue} ${/dasharray="([^"]*)"/.exec(all)?.[1]}`,
  );
  expect(new Set(dashes).size).toBe(3);
  expect(new Set(dashes.map((dash) => dash.slice(2))).size).toBe(3);
});

const hostile = [
  '<script>alert(1)</script>',
  '"\'&]]>',
  'a\nb\u0000\u001b[31m',
  '\u202egnp',
  '\ud800',
];

test.each(hostile)('the name %j stays text', (name) => {
  const strange = (runs: readonly Run[]) =>
    runs.map((run) => ({
      name,
      simulation: { ...run.simulation, workload: name, planeSet: name },
    }));
  const use = { ...loads()[0]!.simulation.points[0]!.tiers[0]!, from: name, to: name, cable: name };
  const busy = simulation([point([collective({ job: name, bytes: 1, us: 1 })], { tiers: [use] })]);
  const told = { source: name };
  for (const svg of [
    chartSvg(bandwidthChart(strange(single()), told)),
    chartSvg(loadChart([...strange(loads()), { name, simulation: busy }], told)),
  ]) {
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/<script|[\u0000-\u0008\u000b-\u001f\u202a-\u202e]|[\ud800-\udfff]/);
  }
});

test('nothing simulated is a picture, too', () => {
  for (const runs of [[], [{ name: 'none', simulation: simulation([]) }]]) {
    expectPicture(chartSvg(bandwidthChart(runs)));
    expectPicture(chartSvg(loadChart(runs)));
  }
});

/** Runs with names of all lengths, few and many sizes and numbers of GPUs, and figures of all magnitudes. */
function randomRuns(seed: number): Run[] {
  const draw = seededDraw(seed);
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)]!;
  const sizes = Array.from({ length: pick([1, 2, 5, 12]) }, () => 1 + draw(2 ** pick([6, 20, 31])));
  const gpus = Array.from({ length: pick([1, 2, 11]) }, () => 2 + draw(pick([6, 300, 20_000])));
  const gbps = pick([0.002, 0.9, 45, 3000]);
  const noise = () => 0.5 + draw(1000) / 1000;
  return Array.from({ length: pick([1, 2, 3]) }, (_, run) => ({
    name: pick(['a', 'multi-rail', 'a name that is so long that no legend has room for all of it']),
    simulation: simulation(
      gpus.flatMap((count) =>
        sizes.map((bytes) => {
          const us = (noise() * bytes) / gbps / 1000;
          const ends = pick([us, us, { lower: us, upper: us * 1.4 }, null]);
          const most = 1 + draw(pick([5, 100_000]));
          const bins = Array.from({ length: 20 }, () => pick([0, 1, draw(most + 1)]));
          const channels = bins.reduce((sum, one) => sum + one, 0);
          const tiers = [
            {
              from: 'leaf',
              to: 'spine',
              channels,
              mean: 0.4,
              most: 1,
              mostGBps: 1,
              bins,
              cable: null,
            },
          ];
          return point([collective({ bytes, gpus: count, us: ends })], { tiers });
        }),
      ),
      run === 1 ? { routing: 'ecmp', seed: 3 } : {},
    ),
  }));
}

test('whatever was simulated, texts are in the picture and apart', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const runs = randomRuns(seed);
    const options = seed % 2 === 0 ? { nicGBps: seed } : {};
    expectPicture(chartSvg(bandwidthChart(runs, options)));
    expectPicture(chartSvg(loadChart(runs)));
  }
});
