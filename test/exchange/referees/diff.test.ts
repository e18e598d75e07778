import { expect, it } from 'vitest';
import { diffWiring } from '../../../src/diff/diff.js';
import { ibnetdiscover } from '../../../src/exchange/export/ibnetdiscover.js';
import { importers } from '../../../src/exchange/import/registry.js';
import { openWorld, readTopology } from '../../worlds.js';
import { exportedOf, textOf } from '../exported.js';
import { type DumpedNode, readDump } from './dump.js';
import { Simulation } from './ibsim.js';

const world = openWorld(readTopology('topologies/superpod-h100-1su.json'));

/** What is said of the design and what ibnetdiscover has printed. */
function findings(dump: string): string[] {
  const file = { file: 'dump.txt', pieces: [Buffer.from(dump)] };
  const wiring = importers.ibnetdiscover([file], { maxCables: 10_000, maxBytes: 1 << 24 });
  return diffWiring(world.subject, wiring).findings.map(
    ({ code, subject }) => `${code} ${subject ?? ''}`,
  );
}

it('a simulated superpod is its design, until a cable is unlinked or two are swapped', async () => {
  const net = textOf(ibnetdiscover(exportedOf(world.topology, { subject: world.subject })));
  const nodes: ReadonlyMap<string, DumpedNode> = readDump(net);
  const port = (machine: string, number: number) => `"${nodes.get(machine)!.id}"[${number}]`;
  const client = nodes.get('h9 nic0')!.id;
  const seen = (simulation: Simulation) => simulation.tool('ibnetdiscover', [], client);
  await Simulation.run(net, async (simulation) => {
    expect(findings(await seen(simulation))).toEqual([]);

    const uplink = port('compute-p0-leaf2', 35);
    await simulation.commands([`Unlink ${uplink}`]);
    expect(findings(await seen(simulation))).toEqual([
      'as-built-differs ',
      'as-built-bundle compute/p0/leaf2:34--compute/p0/spine2:16',
      'as-built-consequence compute',
    ]);
    await simulation.commands([`Relink ${uplink}`]);
    expect(findings(await seen(simulation))).toEqual([]);

    // The NICs of two rails of one host, each on the leaf of the other.
    const [x, y] = [port('h3 nic1', 1), port('h3 nic2', 1)];
    await simulation.commands([
      `Unlink ${x}`,
      `Unlink ${y}`,
      `Link ${x} ${port('compute-p0-leaf2', 4)}`,
      `Link ${y} ${port('compute-p0-leaf1', 4)}`,
    ]);
    expect(findings(await seen(simulation))).toEqual([
      'as-built-differs ',
      'as-built-wrong-rail h3/nic1:0--compute/p0/leaf2:3, h3/nic2:0--compute/p0/leaf1:3',
    ]);
  });
});
