import { describe, expect, it } from 'vitest';
import { ibnetdiscover } from '../../../src/exchange/export/ibnetdiscover.js';
import { lft } from '../../../src/exchange/export/lft.js';
import { topo } from '../../../src/exchange/export/topo.js';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { dModKAllToAll } from '../../../src/flow/routing/d-mod-k.js';
import { type OpenWorld, openWorld, readTopology } from '../../worlds.js';
import { exportedOf, filesOf, textOf } from '../exported.js';
import { readDump } from './dump.js';
import { walkDesign, walkTables } from './ibdmchk.js';
import { Simulation } from './ibsim.js';
import { twoPlanes } from './two-planes.js';

const filesFor = ({ topology, subject }: OpenWorld, format: typeof lft) =>
  filesOf(format(exportedOf(topology, { subject })));

const fileOf = (plane: string, ending: string) => `${plane.replaceAll('/', '-')}.${ending}`;

/** Counts how often each number is there. */
function tally(numbers: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a - b));
}

/** Pairs of endpoints of a plane of two tiers by the cables between them: 2 on one leaf, otherwise 4. */
function distances({ planes, lower, upper, endpointCount }: CompactFabric, p: number) {
  const leafOf = [...planes[p]!.cables]
    .filter((c) => lower[c]! < endpointCount)
    .map((c) => upper[c]!);
  return tally(
    leafOf.flatMap((a, i) => leafOf.flatMap((b, j) => (i === j ? [] : [a === b ? 2 : 4]))),
  );
}

/**
 * Targets by port between switches of a plane of two tiers, from the loads of d-mod-k: each of them
 * comes with what the endpoints of the leaf send to it, or with what those of all other leaves do.
 */
function targetsByLoad(fabric: CompactFabric, p: number) {
  const { planes, lower, upper, endpointCount, gbps } = fabric;
  const found = dModKAllToAll(fabric, gbps, p);
  if ('reason' in found) throw new Error(found.reason);
  const { cables } = planes[p]!;
  const onLeaf = tally([...cables].filter((c) => lower[c]! < endpointCount).map((c) => upper[c]!));
  const all = found.endpoints;
  const rate = gbps[cables[0]!]!;
  const targets: number[] = [];
  cables.forEach((c, i) => {
    if (lower[c]! < endpointCount) return;
    const mine = onLeaf.get(lower[c]!) ?? 0;
    const toOne = rate / (all - 1);
    targets.push(Math.round(found.loads[2 * i]! / (toOne * mine)));
    targets.push(Math.round(found.loads[2 * i + 1]! / (toOne * (all - mine))));
  });
  return tally(targets);
}

const twoTiers = [
  'topologies/superpod-h100-1su.json',
  'test/fixtures/ok/rail-planes.json',
  'test/fixtures/ok/port-planes.json',
  'test/fixtures/ok/rails-per-leaf.json',
];

describe('ibdmchk walks every path', () => {
  it.each(twoTiers)('of our tables for %s, and finds our loads and distances', (path) => {
    const world = openWorld(readTopology(path));
    const { fabric } = world.subject;
    const files = filesFor(world, lft);
    for (const [p, { id, endpoints }] of fabric.planes.entries()) {
      const walked = walkTables(files.get(fileOf(id, 'lst'))!, files.get(fileOf(id, 'fdbs'))!);
      expect(walked.errors, walked.text).toEqual([]);
      expect(walked.paths).toBe(endpoints.length * (endpoints.length - 1));
      expect(walked.hops).toEqual(distances(fabric, p));
      expect(walked.targets).toEqual(targetsByLoad(fabric, p));
      expect(walked.hasCreditLoops).toBe(false);
    }
  });

  it('of three tiers', () => {
    const world = openWorld(readTopology('test/fixtures/ok/three-tiers.json'));
    const files = filesFor(world, lft);
    const walked = walkTables(files.get('compute-p0.lst')!, files.get('compute-p0.fdbs')!);
    expect(walked.errors).toEqual([]);
    expect(walked.paths).toBe(64 * 63);
    // 4 on a leaf; 4 leaves in a pod of 16 endpoints.
    expect(walked.hops).toEqual(
      new Map([
        [2, 64 * 3],
        [4, 64 * 12],
        [6, 64 * 48],
      ]),
    );
    expect(walked.hasCreditLoops).toBe(false);
  });

  describe('and refuses tables that were tampered with', () => {
    const world = openWorld(twoPlanes());
    const files = filesFor(world, lft);
    const lst = files.get('compute-p0.lst')!;
    // LIDs 1 to 4 are leaves, 5 and 6 spines; those of NICs follow. Spines are on ports 3 and 4 of a leaf.
    const lidOf = (host: number) => 7 + host;
    const tampered = (
      ...entries: readonly (readonly [lid: number, to: number, port: string])[]
    ) => {
      const tables = files.get('compute-p0.fdbs')!.split(/^(?=dump_ucast_routes)/m);
      for (const [lid, to, port] of entries) {
        const line = `0x${to.toString(16).padStart(4, '0').toUpperCase()} : `;
        const before = tables[lid - 1]!;
        tables[lid - 1] = before.replace(new RegExp(`^${line}.*$`, 'm'), `${line}${port}`);
        expect(tables[lid - 1]).not.toBe(before);
      }
      return walkTables(lst, tables.join(''));
    };

    it('with a dead end', () => {
      const { errors } = tampered([5, lidOf(2), 'UNREACHABLE']);
      expect(errors.join('\n')).toMatch(/Unassigned LFT for lid:9 Dead end at:S0250000000000004/);
    });

    it('with a loop', () => {
      const { errors } = tampered([5, lidOf(2), '001'], [1, lidOf(2), '003']);
      expect(errors.join('\n')).toContain('loop in LFT');
    });

    it('with turns from down to up that wait for each other', () => {
      const turns = [0, 1, 2, 3].flatMap((i) => {
        // What is for leaf i + 2 comes down to leaf i + 1, and goes up again.
        const [between, to] = [(i + 1) % 4, lidOf(2 * ((i + 2) % 4) + (i % 2))];
        return [
          [5 + (i % 2), to, `00${between + 1}`],
          [between + 1, to, `00${3 + ((i + 1) % 2)}`],
        ] as const;
      });
      const { errors, hasCreditLoops, hops } = tampered(...turns);
      expect(errors).toEqual(['-E- credit loops in routing']);
      expect(hasCreditLoops).toBe(true);
      expect(hops.get(6)).toBeGreaterThan(0);
    });

    it('and nothing without', () => {
      expect(tampered()).toMatchObject({ errors: [], hasCreditLoops: false });
    });
  });

  it.each([
    'topologies/superpod-h100-1su.json',
    'test/fixtures/ok/port-planes.json',
    'test/fixtures/ok/three-tiers.json',
  ])('of the topology file of %s, which it routes by itself', (path) => {
    const world = openWorld(readTopology(path));
    const { fabric } = world.subject;
    const files = filesFor(world, topo);
    for (const [p, { id, endpoints }] of fabric.planes.entries()) {
      const walked = walkDesign(files, fileOf(id, 'topo'), 'h0/nic0', p + 1);
      expect(walked.errors, walked.text).toEqual([]);
      expect(walked.text).not.toContain('Ignoring');
      expect(walked.paths).toBe(endpoints.length * (endpoints.length - 1));
      expect(walked.hasCreditLoops).toBe(false);
    }
  });
});

/** Ports by switch and LID, in the dumps of OpenSM and of dump_lfts. */
function entriesOf(text: string): string[] {
  let guid = '';
  const entries: string[] = [];
  for (const line of text.split('\n')) {
    guid = /^Unicast lids .* guid 0x(\w+)/.exec(line)?.[1] ?? guid;
    const [, lid, port] = /^0x(\w+) (\d+)/.exec(line) ?? [];
    if (lid !== undefined) entries.push(`${guid} ${lid} ${port}`);
  }
  return entries.sort();
}

describe('OpenSM programs our tables', () => {
  it.each(['test/fixtures/ok/rail-planes.json', 'test/fixtures/ok/three-tiers.json'])(
    'of %s, and dump_lfts gives them back',
    async (path) => {
      const world = openWorld(readTopology(path));
      const { topology, subject } = world;
      const files = filesFor(world, lft);
      const net = textOf(ibnetdiscover(exportedOf(topology, { subject })));
      await Simulation.run(net, async (simulation) => {
        for (const [p, { id }] of subject.fabric.planes.entries()) {
          const at = readDump(net).get(`h0 nic${p}`)!.id;
          const ours = files.get(fileOf(id, 'lfts'))!;
          const file = simulation.write(ours);
          const { log } = await simulation.openSm(['-R', 'file', '-U', file], at);
          expect(log).toContain('file tables configured on all switches');
          const entries = entriesOf(ours);
          expect(entries.length).toBeGreaterThan(30);
          expect(entriesOf(await simulation.tool('dump_lfts', [], at))).toEqual(entries);
        }
      });
    },
  );
});
