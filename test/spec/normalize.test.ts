import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tiersOf } from '../../src/spec/families/shape.js';
import { sizeOf } from '../../src/spec/size.js';
import type { Measures, NumberOrRange, PlaneSet, TopologyInput } from '../../src/spec/topology.js';
import { sample } from '../reference/samples.js';
import { gallery, openWorld, readTopology, topologyOf } from '../worlds.js';

const jsonIn = (folder: string) =>
  readdirSync(new URL(`../samples/${folder}`, import.meta.url)).filter((file) =>
    file.endsWith('.json'),
  );

/** The samples of LANGUAGE, what is built of them: their questions have tests of their own. */
const parts = ['name', 'switchModels', 'nicModels', 'hosts', 'planes', 'expect'];
const language = jsonIn('language/').map((file): [string, TopologyInput] => {
  const whole = Object.entries(sample(file.replace(/\.json$/, '')));
  const built = Object.fromEntries(whole.filter(([key]) => parts.includes(key)));
  return [`language/${file}`, built as unknown as TopologyInput];
});
const files: readonly (readonly [string, TopologyInput])[] = [
  ...[...gallery, ...jsonIn('').map((file) => `test/samples/${file}`)].map(
    (file) => [file, readTopology(file)] as const,
  ),
  ...language,
];
const unlimited = 100_000_000;
const normal = ({ expect, ...document }: TopologyInput) => topologyOf(document, unlimited);

/** More cables than a test should build. */
const isLarge = (file: string) =>
  /mrc-131072|spectrum-x-multiplane|dragonfly|slim-fly|ft3/.test(file);

describe('normalising', () => {
  it.each(files)('%s: again changes nothing', (_, document) => {
    const topology = normal(document);
    expect(topologyOf(topology, unlimited)).toEqual(topology);
  });

  it.each(files)('%s: every default is filled', (_, document) => {
    const { switchModels, nicModels, hosts, planes } = normal(document);
    for (const model of Object.values(switchModels)) {
      expect(Object.keys(model)).toEqual(
        expect.arrayContaining(['uplinkPorts', 'splits', 'reservedPorts']),
      );
    }
    for (const model of Object.values(nicModels)) expect(model).toHaveProperty('ports');
    for (const group of Object.values(hosts)) {
      for (const key of ['gpus', 'scaleUpGbps', 'scaleUpHosts']) expect(group).toHaveProperty(key);
      for (const nic of Object.values(group.nics)) expect(nic).toHaveProperty('count');
    }
    for (const set of Object.values(planes)) if (set.fatTree) expectFilled(set);
  });
});

/** A default is filled where its key is allowed, and nowhere else. */
function expectFilled({ attach, fatTree }: PlaneSet): void {
  expect(attach).toHaveProperty('hostsPerUnit');
  const byRail = attach?.oneLeafPer?.includes('rail') ?? false;
  expect('railsPerLeaf' in attach!).toBe(byRail);
  const { leaf, spine, core, pod } = fatTree!;
  const tiers = [leaf, spine, core].filter((tier) => tier !== undefined);
  for (const tier of tiers) {
    for (const key of ['count', 'down', 'upReserved']) expect(tier).toHaveProperty(key);
    for (const key of ['up', 'upGbps']) expect(key in tier).toBe(tier !== tiers.at(-1));
  }
  expect(Object.keys(pod ?? {})).toEqual(core ? ['units', 'rails'].slice(0, byRail ? 2 : 1) : []);
}

const exactly = (value: NumberOrRange | undefined, found: number) => {
  if (value !== undefined) expect(found).toBe(value);
};

describe('the sizes of the samples, in closed form', () => {
  it.each(files)('%s has the counts that it expects', (_, document) => {
    const topology = normal(document);
    let compared = 0;
    for (const [name, expected] of Object.entries(document.expect ?? {})) {
      const set = topology.planes[name];
      if (!set) continue;
      compared++;
      const { planes, switches = {}, cables = {}, ports }: Measures = expected;
      const size = sizeOf(topology, name);
      exactly(planes, size.planes);
      exactly(ports, size.endpointCables);
      for (const tier of tiersOf(set)) exactly(switches[tier.name], size.planes * tier.count);
      exactly(switches.total, size.switches);
      exactly(cables.endpoint, size.endpointCables);
      exactly(cables.switch, size.switchCables);
      const { leaf, spine, core } = set.fatTree ?? {};
      if (leaf?.up) exactly(cables['leaf-spine'], size.planes * leaf.count * leaf.up);
      if (spine?.up) exactly(cables['spine-core'], size.planes * spine.count * spine.up);
      if (spine && !core) exactly(expected.cablesPerPair?.['leaf-spine'], leaf!.up! / spine.count);
    }
    expect(compared).toBeGreaterThan(0);
  });

  it.each(files.filter(([file]) => !isLarge(file)))(
    '%s: and the graph has that size',
    (_, { expect: promises, ...document }) => {
      const { graph, topology } = openWorld(document);
      const sizes = Object.keys(topology.planes).map((set) => sizeOf(topology, set));
      const sum = (of: (size: (typeof sizes)[number]) => number) =>
        sizes.reduce((total, size) => total + of(size), 0);
      expect(graph.size).toBe(sum((size) => size.endpointCables + size.switchCables));
      const switches = graph.filterNodes((_, { kind }) => kind === 'switch');
      expect(switches.length).toBe(sum((size) => size.switches));
    },
  );
});
