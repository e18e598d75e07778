import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { ibnetdiscover } from '../../src/exchange/export/ibnetdiscover.js';
import { gallery, readTopology, topologyOf } from '../worlds.js';
import { exportedOf, textOf } from './exported.js';
import { cablesIn, cablesOf, type DumpedNode, readDump } from './referees/dump.js';

const fixtures = readdirSync(join(import.meta.dirname, '../fixtures/ok'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => `test/fixtures/ok/${name}`);

/** What InfiniBand cannot number, and why. */
const refused: Readonly<Record<string, string>> = {
  'topologies/deepseek-ideal.json': 'compute/p0/leaf0 has 256 ports, and InfiniBand counts to 254',
  'topologies/hpn-pod.json': 'compute/p0/leaf0 has 256 ports, and InfiniBand counts to 254',
  'topologies/ft3.json': 'the subnet of compute/p0 needs 70,656 LIDs, and InfiniBand has 49,151',
  'topologies/spectrum-x-multiplane.json': 'none of its planes is built, they are described only',
  'test/fixtures/ok/uplink-ports.json':
    'no InfiniBand link has the 1 Gb/s of h0/bmc0:0--oob/p0/leaf0:0',
};

function exportOf(path: string) {
  const topology = topologyOf(readTopology(path));
  const { fabric } = build(topology);
  return { fabric, made: ibnetdiscover(exportedOf(topology, { subject: { fabric } })) };
}

/** GUIDs and LIDs of a dump that are there twice: LIDs in a subnet, GUIDs anywhere. */
function repeated(nodes: ReadonlyMap<string, DumpedNode>): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  const note = (text: string) => (seen.has(text) ? twice.push(text) : seen.add(text));
  const ids = new Map([...nodes.values()].map((one) => [one.id, one]));
  for (const { kind, id, portCount, description, ports, lid } of nodes.values()) {
    const guid = BigInt(`0x${id.slice(2)}`);
    // A NIC takes as many more as it has ports.
    for (let i = 0n; i <= (kind === 'Ca' ? BigInt(portCount) : 0n); i++) note(`guid ${guid + i}`);
    const plane = (name: string) => name.split('-').slice(0, -1).join('-');
    if (kind === 'Switch') note(`${plane(description)} lid ${lid}`);
    for (const { lid: own, guid: portGuid, peerDescription, port, peer, peerLid } of ports) {
      if (kind === 'Ca') {
        note(`${plane(peerDescription)} lid ${own}`);
        expect(BigInt(`0x${portGuid}`)).toBe(guid + BigInt(port));
      }
      const far = ids.get(peer)!;
      expect(peerLid).toBe(
        far.lid ?? far.ports.find((one) => one.peer === id && one.peerPort === port)!.lid,
      );
    }
  }
  return twice;
}

describe('the dump of ibnetdiscover', () => {
  it.each([...fixtures, ...gallery].filter((path) => !(path in refused)))(
    'of %s has every cable, twice',
    (path) => {
      const { fabric, made } = exportOf(path);
      const text = textOf(made);
      expect(text.match(/^\[/gm)).toHaveLength(2 * fabric.cableCount);
      expect(text.match(/^(Switch|Ca)\t/gm)).toHaveLength(fabric.vertexCount);
      if (fabric.cableCount > 5000) return;
      const nodes = readDump(text);
      expect(cablesIn(nodes)).toEqual(cablesOf(fabric));
      expect(repeated(nodes)).toEqual([]);
    },
  );

  it.each(Object.entries(refused))('there is none of %s', (path, problem) => {
    expect(exportOf(path).made).toEqual({ problem });
  });
});
