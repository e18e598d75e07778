import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../src/spec/size.js';
import type { Measures, NumberOrRange } from '../../src/spec/topology.js';
import { gallery, openWorld, readTopology, topologyOf } from '../worlds.js';

const samples = readdirSync(new URL('../samples/', import.meta.url)).map(
  (file) => `test/samples/${file}`,
);
const files = [...gallery, ...samples];
const unlimited = 100_000_000;

/** More than a million cables: normalised, not built. */
const tooLarge = ['test/samples/mrc-131072.json', 'test/samples/spectrum-x-multiplane.json'];

describe('normalising', () => {
  it.each(files)('%s: again changes nothing', (file) => {
    const topology = topologyOf(readTopology(file), unlimited);
    expect(topologyOf(topology, unlimited)).toEqual(topology);
  });

  it.each(files)('%s: every default is filled', (file) => {
    const { switchModels, nicModels, hosts, planes } = topologyOf(readTopology(file), unlimited);
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
    for (const { attach, fatTree } of Object.values(planes)) {
      expect(attach).toHaveProperty('hostsPerUnit');
      // Only where it is allowed.
      const byRail = attach.oneLeafPer?.includes('rail') ?? false;
      expect('railsPerLeaf' in attach).toBe(byRail);
      for (const key of ['count', 'down', 'upReserved']) {
        expect(fatTree.leaf).toHaveProperty(key);
        if (fatTree.spine) expect(fatTree.spine).toHaveProperty(key);
      }
      for (const key of ['up', 'upGbps']) {
        expect(key in fatTree.leaf).toBe(fatTree.spine !== undefined);
        expect(key in (fatTree.spine ?? {})).toBe(false);
      }
    }
  });
});

const exactly = (value: NumberOrRange | undefined, found: number) => {
  if (value !== undefined) expect(found).toBe(value);
};

describe('the sizes of the samples, in closed form', () => {
  it.each(files)('%s has the counts that it expects', (file) => {
    const document = readTopology(file);
    const topology = topologyOf(document, unlimited);
    let compared = 0;
    for (const [set, expected] of Object.entries(document.expect ?? {})) {
      if (!Object.hasOwn(topology.planes, set)) continue;
      compared++;
      const { planes, switches = {}, cables = {}, ports }: Measures = expected;
      const size = sizeOf(topology, set);
      const { leaf, spine } = topology.planes[set]!.fatTree;
      exactly(planes, size.planes);
      exactly(ports, size.endpointCables);
      exactly(switches.leaf, size.planes * leaf.count);
      exactly(switches.spine, size.planes * (spine?.count ?? 0));
      exactly(switches.total, size.switches);
      exactly(cables.endpoint, size.endpointCables);
      exactly(cables.switch, size.switchCables);
      if (spine) exactly(expected.cablesPerPair?.['leaf-spine'], leaf.up! / spine.count);
    }
    expect(compared).toBeGreaterThan(0);
  });

  it.each(files.filter((file) => !tooLarge.includes(file)))(
    '%s: and the graph has that size',
    (file) => {
      const { graph, topology } = openWorld(readTopology(file));
      const sizes = Object.keys(topology.planes).map((set) => sizeOf(topology, set));
      const sum = (of: (size: (typeof sizes)[number]) => number) =>
        sizes.reduce((total, size) => total + of(size), 0);
      expect(graph.size).toBe(sum((size) => size.endpointCables + size.switchCables));
      const switches = graph.filterNodes((_, { kind }) => kind === 'switch');
      expect(switches.length).toBe(sum((size) => size.switches));
    },
  );
});
