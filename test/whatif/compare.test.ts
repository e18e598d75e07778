import { describe, expect, it } from 'vitest';
import { compareSets } from '../../src/whatif/compare.js';
import { comparison } from '../../src/whatif/comparison.js';
import { openWorld, readTopology } from '../worlds.js';

const prices = readTopology('topologies/prices/deepseek-table3.json');

/** Plane sets of gallery files, with the prices of Table 3. */
function rowsOf(...files: readonly string[]) {
  const sets = files.flatMap((file) => {
    const { subject } = openWorld({ ...readTopology(file), prices });
    return compareSets(subject, file);
  });
  return comparison(sets).rows;
}

describe('rows of Table 3 of the DeepSeek-V3 paper', () => {
  const rows = rowsOf(
    'topologies/ft2.json',
    'topologies/deepseek-v3.json',
    'topologies/ft3.json',
    'topologies/slim-fly-q27.json',
  );
  const row = (topology: string, planeSet = 'compute') =>
    rows.find((one) => one.topology === topology && one.planeSet === planeSet)!;

  // With the dragonfly of 261,632 endpoints: docs/compare.md, which is executed.
  it.each([
    ['ft2', 'compute', 2048, 96, 2048, 9],
    ['deepseek-v3', 'compute', 16_384, 768, 16_384, 72],
    ['ft3', 'compute', 65_536, 5120, 131_072, 491],
    ['slim-fly-q27', 'printed', 32_928, 1568, 32_928, 146],
  ])('%s %s', (topology, planeSet, endpoints, switches, links, millions) => {
    const found = row(topology, planeSet);
    expect(found).toMatchObject({ endpoints, cables: { endpoint: endpoints, switch: links } });
    expect(found.switches.total).toBe(switches);
    expect(Math.round(found.cost!.total / 1e6)).toBe(millions);
  });

  it('q = 28 is said not to be constructible, beside what can be built', () => {
    expect(row('slim-fly-q27', 'printed')).toMatchObject({ built: false, paths: null });
    expect(row('slim-fly-q27', 'printed').note).toContain('not a power of a prime');
    expect(row('slim-fly-q27')).toMatchObject({ built: true, note: null, endpoints: 30_618 });
    expect(row('slim-fly-q27').paths?.diameterHops).toBe(4);
  });

  it('figures for each endpoint and multiples of the first row', () => {
    expect(row('deepseek-v3').perEndpoint).toMatchObject({
      switches: 3 / 64,
      endpointCables: 1,
      switchCables: 1,
      bisectionGbps: { lower: 200, upper: 200 },
    });
    expect(row('ft3').perEndpoint?.switches).toBe(5 / 64);
    expect(row('deepseek-v3').toFirst).toMatchObject({ endpoints: 8, switches: 8, cost: 8 });
    expect(row('ft2').toFirst.bisectionGbps).toEqual({ lower: 1, upper: 1 });
    expect(row('slim-fly-q27', 'printed').toFirst.bisectionGbps).toBeNull();
  });

  it('pairs of endpoints, by the paths that they have', () => {
    // Seven of eight NICs are in other planes: 14,336 of 16,383 others.
    expect(row('deepseek-v3').paths?.shareWithoutPath).toBeCloseTo(14_336 / 16_383, 12);
    expect(row('ft3').paths).toMatchObject({
      diameterHops: 6,
      shortestPaths: { min: 32, max: 1024 },
      disjointPaths: 1,
      disjointSwitchPaths: 32,
    });
    // 31 of a leaf are 2 hops away, 992 more of a pod 4, the others 6.
    const mean = (31 * 2 + 992 * 4 + 64_512 * 6) / 65_535;
    expect(row('ft3').paths?.averageHops).toBeCloseTo(mean, 12);
  });
});

it('a first row of nothing makes no ratios', () => {
  const empty = {
    name: 'empty',
    switchModels: { s: { ports: 2, portGbps: 100 } },
    planes: { idle: { switches: { sw: { model: 's' } } } },
  };
  const { subject } = openWorld(empty);
  const { rows } = comparison(compareSets(subject, 'x'));
  expect(rows[0]).toMatchObject({ endpoints: 0, perEndpoint: null, cost: null });
  expect(rows[0]?.toFirst).toMatchObject({ endpoints: null, cost: null, averageHops: null });
  expect(JSON.stringify(rows)).not.toMatch(/NaN|Infinity/);
});
