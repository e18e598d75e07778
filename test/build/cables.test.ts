import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build, expandInto } from '../../src/build/build.js';
import type { FabricWriter, NewCable } from '../../src/build/writer.js';
import { portId } from '../../src/fabric/ids.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { expectFile } from '../expected.js';
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

describe('cable list', () => {
  it('is that of an independent expansion, for all small worlds', () => {
    let worlds = 0;
    for (const { name, document } of smallWorlds()) {
      worlds++;
      expect(writtenCables(document), name).toEqual(cableList(document));
    }
    expect(worlds).toBeGreaterThan(1000);
  });

  it.each([...gallery, ...samples])('is that of an independent expansion: %s', (file) => {
    const document = readTopology(file);
    const [written, independent] = [writtenCables(document), cableList(document)];
    // Comparing the texts costs less than comparing lists of 100,000 items.
    expect(written.length).toBe(independent.length);
    expect(written.find((cable, i) => cable !== independent[i])).toBeUndefined();
  });

  it('is what the graph has, one edge per cable, keyed by its id', () => {
    const document = readTopology('topologies/dual-tor.json');
    const { graph } = build(topologyOf(document));
    const edges = graph.mapEdges((id, { gbps }) => `${id.replace('--', ',')},${gbps}`);
    expect(edges).toEqual(cableList(document));
  });
});

describe('gallery', () => {
  // A change of a port number or a cable of a published design must be noticed.
  it.each(gallery)('%s has the cables that it had', (file) => {
    const cables = writtenCables(readTopology(file)).sort();
    const sha256 = createHash('sha256').update(cables.join('\n')).digest('hex');
    const name = file.replace(/^.*\/(.*)\.json$/, '$1');
    const pin = join(import.meta.dirname, '../golden', name, 'cables.txt');
    expectFile(pin, `${cables.length} cables, SHA-256 of the sorted lines ${sha256}\n`);
  });
});

describe('worked by hand', () => {
  it('dual-ToR: two rails share a leaf, each port has its own', () => {
    const cables = cablesOf('../../topologies/dual-tor.json');
    // Host 16 is in slot 17 (15 is empty): unit 1, place 1. NIC 3, port 1: column 1·2 + 1 = 3,
    // leaf 8 + 3, leaf port 1·2 + (3 mod 2) = 3.
    expect(cables).toContain('h16/nic3:1,compute/p0/leaf11:3,200');
    // 32 down, so uplink 5 is port 37; leaf 11 of rank 11: spine (11·32 + 5) mod 8 = 5.
    expect(cables.filter((c) => c.startsWith('compute/p0/leaf11:37,'))).toEqual([
      'compute/p0/leaf11:37,compute/p0/spine5:44,200',
    ]);
  });

  it('HPN: NIC ports at half the speed split the leaf ports, uplinks are whole', () => {
    const cables = cablesOf('../../topologies/hpn-pod.json');
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
