import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check/run.js';
import { ibnetdiscover } from '../../../src/exchange/export/ibnetdiscover.js';
import { capacityAfter } from '../../../src/failure/capacity.js';
import { readFaults } from '../../../src/failure/fault.js';
import { FabricState } from '../../../src/measure/state.js';
import { whatIf } from '../../../src/whatif/whatif.js';
import { type OpenWorld, openWorld, readTopology } from '../../worlds.js';
import { exportedOf, textOf } from '../exported.js';
import { cablesIn, cablesOf, type DumpedNode, readDump } from './dump.js';
import { Simulation, type Swept } from './ibsim.js';
import { twoPlanes } from './two-planes.js';

const netOf = ({ topology, subject }: OpenWorld): string =>
  textOf(ibnetdiscover(exportedOf(topology, { subject })));

/** Where a client can be attached in a plane: the first port of a NIC, or any switch. */
function nodeIn(nodes: ReadonlyMap<string, DumpedNode>, plane: string): string {
  const name = `${plane.replaceAll('/', '-')}-`;
  const all = [...nodes.values()];
  const nic = all.find(
    ({ kind, ports: [first] }) =>
      kind === 'Ca' && first?.port === 1 && first.peerDescription.startsWith(name),
  );
  return (nic ?? all.find(({ description }) => description.startsWith(name))!).id;
}

/** What OpenSM found a plane to be. */
function verdict({ log }: Swept) {
  const all = (pattern: RegExp) => [...log.matchAll(pattern)].map(([, ...found]) => found);
  const [cas, switches] = all(/Fabric has (\d+) CAs,.* (\d+) switches\n/g)[0] ?? [];
  return {
    isFatTree: log.includes('Fabric topology has been identified as FatTree'),
    engines: all(/(\w+) tables configured on all switches/g).flat(),
    isUp: log.includes('SUBNET UP'),
    cas: Number(cas),
    switches: Number(switches),
    ranks: all(/Fabric has (\d+) switches at rank \d/g)
      .flat()
      .map(Number),
  };
}

const fatTree = { isFatTree: true, engines: ['ftree'], isUp: true };

describe('OpenSM takes every plane for the fat-tree that it is', () => {
  it.each([
    ['topologies/superpod-h100-1su.json', { cas: 248, switches: 12, ranks: [4, 8] }],
    ['test/fixtures/ok/rail-planes.json', { cas: 8, switches: 3, ranks: [1, 2] }],
    ['test/fixtures/ok/rail-and-port-planes.json', { cas: 8, switches: 3, ranks: [1, 2] }],
    ['test/fixtures/ok/three-tiers.json', { cas: 64, switches: 40, ranks: [8, 16, 16] }],
    ['test/fixtures/ok/port-planes.json', { cas: 64, switches: 6, ranks: [2, 4] }],
  ])('%s, and ibnetdiscover sees its cables port by port', async (path, counts) => {
    const world = openWorld(readTopology(path));
    const { fabric } = world.subject;
    const net = netOf(world);
    const nodes = readDump(net);
    await Simulation.run(net, async (simulation) => {
      for (const [p, { id }] of fabric.planes.entries()) {
        const at = nodeIn(nodes, id);
        const swept = await simulation.openSm(['-R', 'ftree'], at);
        expect(verdict(swept), id).toEqual({ ...fatTree, ...counts });
        const seen = readDump(await simulation.tool('ibnetdiscover', [], at));
        expect(cablesIn(seen), id).toEqual(cablesOf(fabric, [p]));
        for (const [name, { id: guid, lid, portCount }] of seen) {
          expect({ guid, lid, portCount }, name).toEqual({
            guid: nodes.get(name)!.id,
            lid: nodes.get(name)!.lid,
            portCount: nodes.get(name)!.portCount,
          });
        }
      }
    });
  });
});

/** The NICs that OpenSM listed: `{h3 nic0}`. */
const nicsIn = (swept: Swept): string[] => {
  const all = swept.file('opensm-subnet.lst').matchAll(/\{ CA\S* [^{}]*\{([^}]*)\}/g);
  return [...new Set([...all].map(([, name]) => name!))].sort();
};

describe('after a failure OpenSM reaches what a what-if says', () => {
  const world = openWorld(twoPlanes());
  const { fabric, healthy } = world.subject;
  const net = netOf(world);
  const nodes = readDump(net);
  const nodeOf = (id: string) =>
    `"${nodes.get(id.replace(/\/(nic)/, ' $1').replaceAll('/', '-'))!.id}"`;

  /** A fault as a command of the simulator. */
  const command = (verb: string, fault: string): string => {
    const [, kind, vertex, port] = /^(\w+):([^:]+)(?::(\d+))?$/.exec(fault)!;
    return `${verb} ${nodeOf(vertex!)}${kind === 'cable' ? `[${Number(port) + 1}]` : ''}`;
  };

  const cases: readonly (readonly [faults: readonly string[], at: string, cutOff: number])[] = [
    [['cable:compute/p0/leaf0:2'], 'h0/nic0', 0],
    [['cable:h0/nic0:0'], 'h7/nic0', 1],
    [['nic:h3/nic0'], 'h7/nic0', 1],
    [['switch:compute/p0/spine1'], 'h7/nic0', 0],
    [['switch:compute/p0/leaf1'], 'h7/nic0', 2],
    // The two endpoints of a leaf that stands alone still reach each other.
    [['cable:compute/p0/leaf2:2', 'cable:compute/p0/leaf2:3'], 'h0/nic0', 2],
    [['switch:compute/p0/spine0', 'cable:compute/p0/leaf3:3'], 'h0/nic0', 2],
    // Four parts of equal size: the main one is that of the first endpoint.
    [['switch:compute/p0/spine0', 'switch:compute/p0/spine1'], 'h0/nic0', 6],
    [['switch:compute/p1/leaf0'], 'h0/nic0', 0],
  ];

  it('for cables, NICs, leaves and spines, one or several', async () => {
    await Simulation.run(net, async (simulation) => {
      for (const [fail, at, cutOff] of cases) {
        const name = fail.join(' ');
        const answer = whatIf(world.subject, world.graph, { fail });
        if (!('failed' in answer)) throw new Error(JSON.stringify(answer));
        expect(answer.failed.planes[0]!.endpointsCutOff, name).toBe(cutOff);

        const capacity = capacityAfter(fabric, readFaults(fabric, fail).faults);
        const parts = new FabricState(fabric, capacity, healthy).parts(0);
        const kept = [...fabric.planes[0]!.endpoints].filter((_, i) => parts.cutOff[i] === 0);
        const names = kept.map((e) => fabric.vertexIds[e]!.replace('/', ' ')).sort();
        expect(names).toHaveLength(8 - cutOff);

        await simulation.commands(fail.map((fault) => command('Unlink', fault)));
        const client = nodes.get(at.replace('/', ' '))!.id;
        expect(nicsIn(await simulation.openSm([], client)), name).toEqual(names);
        const seen = readDump(await simulation.tool('ibnetdiscover', [], client));
        expect(
          [...seen.values()]
            .filter(({ kind }) => kind === 'Ca')
            .map((one) => one.description)
            .sort(),
          name,
        ).toEqual(names);
        await simulation.commands(fail.map((fault) => command('Relink', fault)));
      }
      const mended = readDump(
        await simulation.tool('ibnetdiscover', [], nodeIn(nodes, 'compute/p0')),
      );
      expect(cablesIn(mended)).toEqual(cablesOf(fabric, [0]));
    });
  });
});

describe('two cables that are swapped are noticed by both', () => {
  const swapped = (a: readonly [string, string], b: readonly [string, string]) =>
    openWorld(
      twoPlanes([
        { moved: a[0], to: b[1] },
        { moved: b[0], to: a[1] },
      ]),
    );
  const codes = ({ subject }: OpenWorld) => check(subject).findings.map((finding) => finding.code);
  const healthyCables = cablesOf(openWorld(twoPlanes()).subject.fabric, [0]);

  /** What OpenSM and ibnetdiscover say of the plane of h0/nic0. */
  const seenBy = (world: OpenWorld) => {
    const net = netOf(world);
    return Simulation.run(net, async (simulation) => {
      const at = nodeIn(readDump(net), 'compute/p0');
      const swept = await simulation.openSm(['-R', 'ftree'], at);
      const seen = cablesIn(readDump(await simulation.tool('ibnetdiscover', [], at)));
      return { ...verdict(swept), seen };
    });
  };

  it('no one finds anything where nothing is', async () => {
    const world = openWorld(twoPlanes());
    expect(codes(world)).toEqual([]);
    expect(await seenBy(world)).toEqual({
      ...fatTree,
      ...{ cas: 8, switches: 6, ranks: [2, 4] },
      seen: healthyCables,
    });
  });

  it('across leaves and spines: it is no fat-tree any more', async () => {
    const world = swapped(
      ['compute/p0/leaf0:2', 'compute/p0/spine0:0'],
      ['compute/p0/leaf1:3', 'compute/p0/spine1:1'],
    );
    expect(codes(world)).toEqual(['cable-count-differs']);
    const found = await seenBy(world);
    expect(found).toMatchObject({ isFatTree: false, engines: ['minhop'], cas: 8, switches: 6 });
    expect(found.seen.filter((cable) => !healthyCables.includes(cable))).toEqual([
      'compute-p0-leaf0[3]--compute-p0-spine1[2] 4xEDR',
      'compute-p0-leaf1[4]--compute-p0-spine0[1] 4xEDR',
    ]);
  });

  it('across leaves at one spine: only its ports tell', async () => {
    const world = swapped(
      ['compute/p0/leaf0:2', 'compute/p0/spine0:0'],
      ['compute/p0/leaf1:2', 'compute/p0/spine0:1'],
    );
    const found = await seenBy(world);
    expect(found).toMatchObject({ ...fatTree, cas: 8, switches: 6 });
    expect(found.seen.filter((cable) => !healthyCables.includes(cable))).toHaveLength(2);
  });

  it('across planes: OpenSM takes both for one fat-tree, but for the counts', async () => {
    const world = swapped(
      ['compute/p0/leaf0:2', 'compute/p0/spine0:0'],
      ['compute/p1/leaf0:2', 'compute/p1/spine0:0'],
    );
    expect(codes(world)).toContain('plane-isolation-broken');
    const found = await seenBy(world);
    expect(found).toMatchObject({ isUp: true, cas: 16, switches: 12 });
    expect(found.seen).toEqual(cablesOf(world.subject.fabric));
  });
});
