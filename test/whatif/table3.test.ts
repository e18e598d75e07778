import { expect, it } from 'vitest';
import { runCli } from '../cli-process.js';

/** The five rows at once, as a reader of the paper would ask for them. */
it('compare runs Table 3 from built graphs', { timeout: 300_000 }, () => {
  const files = ['ft2', 'deepseek-v3', 'ft3', 'slim-fly-q27', 'large/dragonfly-511'];
  const { stdout, status } = runCli([
    'compare',
    ...files.map((name) => `topologies/${name}.json`),
    '--prices',
    'topologies/prices/deepseek-table3.json',
    '--format',
    'json',
  ]);
  expect(status).toBe(0);
  const { rows } = JSON.parse(stdout);
  const printed = rows
    .filter(({ planeSet }: { planeSet: string }) => planeSet !== 'storage')
    .map((row: { [key: string]: never }) => [
      row.topology,
      row.planeSet,
      row.endpoints,
      (row.switches as { total: number }).total,
      (row.cables as { switch: number }).switch,
      Math.round((row.cost as { total: number }).total / 1e6),
    ]);
  expect(printed).toEqual([
    ['ft2', 'compute', 2048, 96, 2048, 9],
    ['deepseek-v3', 'compute', 16_384, 768, 16_384, 72],
    ['ft3', 'compute', 65_536, 5120, 131_072, 491],
    ['slim-fly-q27', 'compute', 30_618, 1458, 29_889, 134],
    ['slim-fly-q27', 'printed', 32_928, 1568, 32_928, 146],
    ['dragonfly-511', 'compute', 261_632, 16_352, 384_272, 1522],
  ]);
});
