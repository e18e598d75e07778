import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import type { Exported } from '../../src/exchange/export/exporter.js';
import { ibnetdiscover } from '../../src/exchange/export/ibnetdiscover.js';
import { lft } from '../../src/exchange/export/lft.js';
import { topo } from '../../src/exchange/export/topo.js';
import { readTopology, topologyOf } from '../worlds.js';
import { everyFile } from './every-fabric.js';
import { exportedOf, filesOf, textOf } from './exported.js';
import { walkedPaths } from './lft-reader.js';
import { cablesIn, cablesOf, type DumpedNode, readDump } from './referees/dump.js';
import { readTopo } from './topo-reader.js';

/** What InfiniBand cannot number or name, and why. */
const refused: Readonly<Record<string, string>> = {
  'topologies/deepseek-ideal.json': 'compute/p0/leaf0 has 256 ports, and InfiniBand counts to 254',
  'topologies/hpn-pod.json': 'compute/p0/leaf0 has 256 ports, and InfiniBand counts to 254',
  'topologies/ft3.json': 'the subnet of compute/p0 needs 70,656 LIDs, and InfiniBand has 49,151',
  'topologies/spectrum-x-multiplane.json':
    'no plane is built: what is described only has no cables',
  'test/fixtures/ok/uplink-ports.json':
    'no InfiniBand link has the 1 Gb/s of h0/bmc0:0--oob/p0/leaf0:0',
};

/** What d-mod-k cannot route, and why. */
const unrouted: Readonly<Record<string, string>> = {
  'topologies/bcube-32-2.json': 'its endpoints pass traffic on',
  'topologies/dual-tor.json': 'h0/nic0 has several cables in it',
  'topologies/slim-fly-q27.json': 'a cable leads from compute/p0/router0 to compute/p0/router1',
  'topologies/zcube-32-2.json': 'h0/nic0 has several cables in it',
  'test/fixtures/ok/as-built.json': 'a cable leads from compute/p1/leaf0 to compute/p1/leaf1',
  'test/fixtures/ok/cube.json': 'its endpoints pass traffic on',
  'test/fixtures/ok/cube-joined.json': 'h0/nic0 has several cables in it',
  'test/fixtures/ok/dragonfly.json': 'a cable leads from compute/p0/router0 to compute/p0/router1',
  'test/fixtures/ok/dual-tor.json': 'h0/nic0 has several cables in it',
  'test/fixtures/ok/leaf-per-rail-and-port.json': 'h0/nic0 has several cables in it',
  'test/fixtures/ok/listed-cables.json': 'a cable leads from mgmt/p0/sw0 to mgmt/p0/sw1',
  'test/fixtures/ok/separation.json': 'h0/nic0 has several cables in it',
  'test/fixtures/ok/slim-fly.json': 'a cable leads from compute/p0/router0 to compute/p0/router1',
};

function exportedFile(path: string): Exported {
  const topology = topologyOf(readTopology(path));
  const { fabric } = build(topology);
  return exportedOf(topology, { subject: { fabric } });
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
        if (BigInt(`0x${portGuid}`) !== guid + BigInt(port)) twice.push(`port guid ${portGuid}`);
      }
      const far = ids.get(peer)!;
      const back = far.ports.find((one) => one.peer === id && one.peerPort === port);
      if (peerLid !== (far.lid ?? back?.lid)) twice.push(`lid of ${peerDescription}`);
    }
  }
  return twice;
}

describe('a fabric as InfiniBand has it', () => {
  it.each(everyFile.filter((path) => !(path in refused)))(
    '%s: every cable twice in the dump and the topology file, and a way for every pair',
    (path) => {
      const exported = exportedFile(path);
      const { fabric } = exported.subject;
      const tables = lft(exported);
      const why = unrouted[path];
      if ('problem' in tables) expect(tables.problem).toContain(why ?? 'a reason that is known');
      else expect(why).toBeUndefined();
      // How fast larger ones are written is a question of bench/.
      if (fabric.cableCount > 20_000) return;

      const text = textOf(ibnetdiscover(exported));
      expect(text.match(/^\[/gm)).toHaveLength(2 * fabric.cableCount);
      expect(text.match(/^(Switch|Ca)\t/gm)).toHaveLength(fabric.vertexCount);
      if (fabric.cableCount > 1200) return;

      const topoFiles = filesOf(topo(exported));
      const nodes = readDump(text);
      expect(cablesIn(nodes)).toEqual(cablesOf(fabric));
      expect(repeated(nodes)).toEqual([]);
      // There a NIC has a slash, and speeds are left out.
      const ends = cablesIn(nodes).map((cable) => cable.replace(/ \S+$/, '').replaceAll(' ', '/'));
      expect(readTopo(topoFiles)).toEqual(ends.sort());
      if ('problem' in tables || fabric.cableCount > 300) return;
      const { paths, broken } = walkedPaths(filesOf(tables), nodes);
      expect(broken).toEqual([]);
      const atNics = fabric.planes.map(
        ({ cables }) => cables.filter((c) => fabric.lower[c]! < fabric.endpointCount).length,
      );
      expect(paths).toBe(atNics.reduce((sum, ports) => sum + ports * (ports - 1), 0));
    },
  );

  it.each(Object.entries(refused))('%s cannot be exported', (path, why) => {
    const exported = exportedFile(path);
    for (const format of [ibnetdiscover, topo, lft]) {
      const made = format(exported);
      expect('problem' in made && made.problem.startsWith(why), JSON.stringify(made)).toBe(true);
    }
  });

  const labelled = (labels: Readonly<Record<string, string>>): Exported => {
    const document = { ...readTopology('test/fixtures/ok/one-tier.json'), labels };
    return { ...exportedOf(topologyOf(document)), namedBy: 'labels' };
  };

  it('is called as on the machine, where that is no syntax of a reader', () => {
    const exported = labelled({
      'mgmt/p0/leaf0': 'MF0;ib-leaf01:SW/U1',
      h0: 'gpu-r1-01',
      'h0/nic0': 'mlx5_0',
      h1: '"S-0250000000000000"[1]',
      h2: 'lid 7 # "x"',
      h3: '=HYPERLINK("x")',
      h4: 'a\nvendid=0x0',
      h5: 'gpu w=1',
      h6: '{gpu}',
      h7: "<gpu>'",
    });
    const nodes = readDump(textOf(ibnetdiscover(exported)));
    expect([...nodes.keys()].sort()).toEqual(
      ['MF0;ib-leaf01:SW/U1', 'gpu-r1-01 mlx5_0']
        .concat([1, 2, 3, 4, 5, 6, 7].map((n) => `h${n} nic0`))
        .sort(),
    );
    // Slashes and semicolons are syntax of IBDM.
    expect(readTopo(filesOf(topo(exported)))[0]).toBe('gpu-r1-01/mlx5_0[1]--mgmt-p0-leaf0[1]');
  });

  it('has descriptions that fit', () => {
    const fits = labelled({ h0: 'g'.repeat(64 - ' nic0'.length) });
    expect(readDump(textOf(ibnetdiscover(fits))).size).toBe(9);
    const made = ibnetdiscover(labelled({ h0: 'g'.repeat(64 - ' nic0'.length + 1) }));
    expect('problem' in made && made.problem).toContain('is longer than the 64 characters');
  });

  it('is one plane, if one is wanted, with the same GUIDs and LIDs', () => {
    const exported = exportedFile('test/fixtures/ok/port-planes.json');
    const all = readDump(textOf(ibnetdiscover(exported)));
    const made = ibnetdiscover({ ...exported, planes: [2] });
    const one = readDump(textOf(made));
    expect(cablesIn(one)).toEqual(cablesOf(exported.subject.fabric, [2]));
    for (const [name, node] of one) {
      expect(all.get(name)!.id).toBe(node.id);
      for (const port of node.ports) expect(all.get(name)!.ports).toContainEqual(port);
    }
    // The first port of a NIC is in another plane: a client has to be on a switch.
    expect([...one.values()][0]!.kind).toBe('Switch');
    expect([...all.values()][0]).toMatchObject({ kind: 'Ca', description: 'h0 nic0' });
    expect(filesOf(topo({ ...exported, planes: [2] })).has('compute-p2.topo')).toBe(true);
    expect([...filesOf(lft({ ...exported, planes: [2] })).keys()]).toEqual([
      'compute-p2.lfts',
      'compute-p2.fdbs',
      'compute-p2.lst',
    ]);
  });

  it('is what is wanted, whatever cannot be exported beside it', () => {
    const { nicModels, switchModels, hosts, planes, ...rest } = readTopology(
      'test/fixtures/ok/one-tier.json',
    );
    const slow = { portGbps: 1 };
    const exported = exportedOf(
      topologyOf({
        ...rest,
        nicModels: { ...nicModels, BMC: slow },
        switchModels: { ...switchModels, slow: { ports: 8, ...slow } },
        hosts: { h: { count: 8, nics: { nic: { model: 'NIC' }, bmc: { model: 'BMC' } } } },
        planes: {
          ...planes,
          oob: { attach: { nics: ['h/bmc'] }, fatTree: { leaf: { model: 'slow' } } },
        },
      }),
    );
    for (const format of [ibnetdiscover, topo, lft]) {
      expect('problem' in format(exported)).toBe(true);
      expect(filesOf(format({ ...exported, planes: [0] })).size).toBeGreaterThan(0);
    }
  });

  it('is what ibnetdiscover printed of it in ibsim', () => {
    const file = join(import.meta.dirname, 'fixtures/superpod-1su.ibnetdiscover.txt.gz');
    const seen = readDump(gunzipSync(readFileSync(file)).toString());
    const exported = exportedFile('topologies/superpod-h100-1su.json');
    expect(cablesIn(seen)).toEqual(cablesOf(exported.subject.fabric));
    const ours = readDump(textOf(ibnetdiscover(exported)));
    for (const [name, node] of seen) expect(ours.get(name)).toEqual(node);
  });

  it('says what its readers need', () => {
    const notes = (format: typeof topo, path: string) => {
      const made = format(exportedFile(path));
      return 'problem' in made ? [] : [...(made.notes ?? [])];
    };
    expect(notes(ibnetdiscover, 'test/fixtures/ok/rail-planes.json')).toEqual([
      'clients of ibsim see the plane of their SIM_HOST: compute/p0 H-02ca000000000000, compute/p1 H-02ca000000000100',
    ]);
    expect(notes(ibnetdiscover, 'topologies/ft2.json')).toEqual(['ibsim needs -N 2144 for it']);
    expect(notes(ibnetdiscover, 'test/fixtures/ok/cube.json')).toEqual([
      "NICs pass traffic on in 1 of its planes, and InfiniBand's do not",
    ]);
    expect(notes(topo, 'test/fixtures/ok/one-tier.json')).toEqual([
      'ibdmchk finds the .ibnl files in IBDM_IBNL_PATH, and calls a NIC (-n) h0/nic0',
      'speeds above 10 Gb/s a lane are left out: IBDM skips cables that have one',
    ]);
  });
});
