import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { partsOfSet } from '../../src/cost/count.js';
import { partsByFormula } from '../../src/cost/formula.js';
import type { PartList } from '../../src/cost/parts.js';
import { priceOf } from '../../src/cost/price.js';
import { compact } from '../../src/fabric/compact.js';
import { readOwnFile } from '../../src/spec/own-file.js';
import type { Topology } from '../../src/spec/topology.js';
import { readTopology, topologyOf } from '../worlds.js';

const file = join(import.meta.dirname, '../../topologies/prices/deepseek-table3.json');
const prices = readOwnFile('prices', { file, bytes: readFileSync(file) }).value!;

const sample = (name: string) =>
  topologyOf(readTopology(`test/samples/language/${name}.json`), 2_000_000);

const built = (topology: Topology) =>
  partsOfSet(compact(build(topology).graph), 'compute', new Set());

/** Slim Fly with q = 28, which no graph has (28 is no power of a prime): its parameters alone. */
function slimFly28(): Topology {
  const topology = sample('slim-fly-q27');
  const compute = topology.planes.compute!;
  const slimFly = { ...compute.slimFly!, q: 28, p: 21 };
  const h = { ...topology.hosts.h!, count: 2 * 28 ** 2 * 21 };
  return {
    ...topology,
    hosts: { ...topology.hosts, h },
    planes: { ...topology.planes, compute: { ...compute, slimFly } },
  };
}

const sum = (counts: Iterable<number>) => [...counts].reduce((all, n) => all + n, 0);

/** DeepSeek-V3, Table 3: endpoints, switches, links between switches, cost in millions. */
const table: readonly [string, () => PartList, number, number, number, number][] = [
  ['FT2', () => built(sample('ft2')), 2048, 96, 2048, 9],
  ['MPFT', () => built(sample('deepseek-v3')), 16_384, 768, 16_384, 72],
  ['FT3', () => built(sample('ft3')), 65_536, 5120, 131_072, 491],
  ['SF', () => partsByFormula(slimFly28(), 'compute'), 32_928, 1568, 32_928, 146],
  ['DF', () => partsByFormula(sample('dragonfly-511'), 'compute'), 261_632, 16_352, 384_272, 1522],
];

describe('the price book fitted to Table 3 of the DeepSeek-V3 paper', () => {
  it.each(table)('%s costs what is printed', (_, partsIn, endpoints, switches, links, millions) => {
    const parts = partsIn();
    expect(sum(parts.nics.values())).toBe(endpoints);
    expect(sum(parts.switches.values())).toBe(switches);
    const between = parts.cables.filter(({ kinds }) => kinds.includes('switch'));
    expect(sum(between.map(({ count }) => count))).toBe(links);
    const { total, missing, currency } = priceOf(parts, prices);
    expect(missing).toEqual([]);
    expect(currency).toBe('USD');
    expect(Math.round(total / 1e6)).toBe(millions);
  });

  it('says that it is fitted, and not sourced', () => {
    expect(prices.description).toMatch(/^Fitted .*, not sourced/);
  });
});
