import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { build, expandInto } from '../../src/build/build.js';
import type { FabricWriter, NewCable } from '../../src/build/writer.js';
import { portId } from '../../src/fabric/ids.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { gallery, readTopology, smallWorlds, topologyOf } from '../worlds.js';
import { cableList } from './cable-list.js';

/** Cables as the builder writes them, in its order. */
function writtenCables(document: TopologyInput): string[] {
  const cables: string[] = [];
  const writer: FabricWriter = {
    addEndpoint: () => {},
    addSwitch: () => {},
    addCable: ({ lower, upper, gbps }: NewCable) => {
      const [a, b] = [portId(lower.vertex, lower.port), portId(upper.vertex, upper.port)];
      cables.push(`${a},${b},${gbps}`);
    },
  };
  expandInto(topologyOf(document), writer);
  return cables;
}

const samples = readdirSync(new URL('../samples/', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => `test/samples/${file}`);
/** More than a million cables: their sizes are checked, they are not built in tests. */
const tooLarge = ['test/samples/mrc-131072.json', 'test/samples/spectrum-x-multiplane.json'];

describe('cable list', () => {
  it('is that of an independent expansion, for all small worlds', () => {
    let worlds = 0;
    for (const { name, document } of smallWorlds()) {
      worlds++;
      expect(writtenCables(document), name).toEqual(cableList(document));
    }
    expect(worlds).toBeGreaterThan(1000);
  });

  const files = [...gallery, ...samples.filter((file) => !tooLarge.includes(file))];
  it.each(files)('is that of an independent expansion: %s', (file) => {
    const document = readTopology(file);
    const [written, independent] = [writtenCables(document), cableList(document)];
    // Comparing the texts costs less than comparing lists of 100,000 items.
    expect(written.length).toBe(independent.length);
    expect(written.find((cable, i) => cable !== independent[i])).toBeUndefined();
  });

  it('is what the graph has, one edge per cable, keyed by its id', () => {
    const document = readTopology('test/samples/dual-tor.json');
    const { graph } = build(topologyOf(document));
    const edges = graph.mapEdges((id, { gbps }) => `${id.replace('--', ',')},${gbps}`);
    expect(edges).toEqual(cableList(document));
  });
});

/** Pinned: a change of a port number or a cable of a published design must be noticed. */
const pins: Readonly<Record<(typeof gallery)[number], readonly [cables: number, sha256: string]>> =
  {
    'topologies/bcube-32-2.json': [
      2048,
      'a58dcad1d1a26cae1d0c6e62c3593c9bdf3a2fcbfe8f634106d2bb311ae95fe2',
    ],
    'topologies/deepseek-ideal.json': [
      131072,
      'dba118a390ca4f1680cbdb61137c40b46973b465076ba0a3afc918dd77d80a90',
    ],
    'topologies/deepseek-v3-2048.json': [
      4608,
      '600cad070714f4677b29e403f8efa0fc05027689c2cd2a929d5027de59b545af',
    ],
    'topologies/deepseek-v3.json': [
      36864,
      'b9463f8cf5561dca7cc6eb7556b9d3966b02c90a6991fb56d806883c49d38543',
    ],
    'topologies/multi-rail-2048.json': [
      4096,
      'ee10ffd535bc38339b478a0a781149dd9f2849a9a55981d77faab3f0910da83c',
    ],
    'topologies/superpod-h100-4su.json': [
      2040,
      'f6cd61b5e9ff3661081ce7e424d05453fd54ac24048cdd0919165bd3e90bc1d6',
    ],
    'topologies/zcube-32-2.json': [
      3072,
      '22cad4aee96d7e429635d4f4bbc80921982a654f08b39f708460cf1c351855cd',
    ],
  };

describe('gallery', () => {
  it.each(gallery)('%s has the cables that it had', (file) => {
    const cables = writtenCables(readTopology(file)).sort();
    const sha256 = createHash('sha256').update(cables.join('\n')).digest('hex');
    expect([cables.length, sha256]).toEqual(pins[file]);
  });
});

describe('worked by hand', () => {
  it('dual-ToR: two rails share a leaf, each port has its own', () => {
    const cables = cablesOf('dual-tor.json');
    // Host 16 is in slot 17 (15 is empty): unit 1, place 1. NIC 3, port 1: column 1·2 + 1 = 3,
    // leaf 8 + 3, leaf port 1·2 + (3 mod 2) = 3.
    expect(cables).toContain('h16/nic3:1,compute/p0/leaf11:3,200');
    // 32 down, so uplink 5 is port 37; leaf 11 of rank 11: spine (11·32 + 5) mod 8 = 5.
    expect(cables.filter((c) => c.startsWith('compute/p0/leaf11:37,'))).toEqual([
      'compute/p0/leaf11:37,compute/p0/spine5:44,200',
    ]);
  });

  it('HPN: NIC ports at half the speed split the leaf ports, uplinks are whole', () => {
    const cables = cablesOf('hpn-pod.json');
    // Host 129: unit 1, place 1; rail 2, port 1: plane 1, leaf 8 + 2, sub-port 1 of 2.
    expect(cables).toContain('h129/nic2:1,compute/p1/leaf10:0.1,200');
    // 136 down sub-ports are 68 physical ports: uplinks start at port 68.
    expect(cables).toContain('compute/p1/leaf10:68,compute/p1/spine0:10,400');
  });

  it('deepseek-ideal: both regions are split by four', () => {
    const cables = cablesOf('../../topologies/deepseek-ideal.json');
    expect(cables).toContain('h1/nic0:2,compute/p2/leaf0:0.1,100');
    // 128 down are 32 ports; uplink 65 is port 32 + 16, sub-port 1, to spine 65 mod 64.
    expect(cables).toContain('compute/p0/leaf0:48.1,compute/p0/spine1:0.1,100');
  });

  it('uplink ports are numbered on behind the others', () => {
    const cables = cablesOf('oob-fabric.json');
    expect(cables.slice(-12)).toEqual(
      [0, 1, 2].flatMap((leaf) =>
        [0, 1, 2, 3].map(
          (up) =>
            `oob/p0/leaf${leaf}:${48 + up},oob/p0/spine${up % 2}:${leaf * 2 + Math.floor(up / 2)},10`,
        ),
      ),
    );
  });

  const cablesOf = (file: string) => writtenCables(readTopology(`test/samples/${file}`));
});
