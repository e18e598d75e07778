import { describe, expect, it } from 'vitest';
import { ibnetdiscover } from '../../../src/exchange/export/ibnetdiscover.js';
import { lft } from '../../../src/exchange/export/lft.js';
import { readForwardingTables } from '../../../src/exchange/import/lft.js';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { verifyDeadlock } from '../../../src/flow/certify/deadlock.js';
import { deadlockOf } from '../../../src/flow/routing/deadlock.js';
import type { ForwardingTables } from '../../../src/flow/routing/forwarding-tables.js';
import { tableWays } from '../../../src/flow/routing/table-ways.js';
import { allPairs, endpointsIn, walked, wayOf } from '../../flow/sends.js';
import { openWorld, readTopology } from '../../worlds.js';
import { exportedOf, filesOf, textOf } from '../exported.js';
import { readDump } from './dump.js';
import { walkTables } from './ibdmchk.js';
import { Simulation } from './ibsim.js';
import { twoPlanes } from './two-planes.js';

function tablesIn(fabric: CompactFabric, plane: number, text: string): ForwardingTables {
  const pieces = [new TextEncoder().encode(text)];
  const { tables, findings } = readForwardingTables([{ file: 'dump', pieces }], fabric, {});
  expect(findings).toEqual([]);
  const found = tables.get(plane);
  if (!found || 'reason' in found) throw new Error(found?.reason);
  return found;
}

/** Of each port between switches, how many targets some way leads to by it; and so many ports. */
function targetsByPort(fabric: CompactFabric, plane: number, tables: ForwardingTables) {
  const sends = allPairs(endpointsIn(fabric, plane));
  const ways = tableWays(fabric, fabric.gbps, plane, tables, sends);
  expect(ways.unrouted).toBe(0);
  const targets = new Map<number, Set<number>>();
  for (let flow = 0; flow < sends.to.length; flow++) {
    const way = wayOf(ways, flow);
    const [from, to] = [sends.from[flow]!, sends.to[flow]!];
    expect(walked(fabric, fabric.gbps, plane, way)).toMatchObject({ from, to });
    for (const channel of way.slice(1, -1)) {
      const known = targets.get(channel) ?? new Set();
      targets.set(channel, known.add(to));
    }
  }
  const counts = new Map<number, number>();
  for (const { size } of targets.values()) counts.set(size, (counts.get(size) ?? 0) + 1);
  return counts;
}

describe('what OpenSM routed is read back', () => {
  it.each([
    ['test/fixtures/ok/rail-planes.json', 'ftree'],
    ['test/fixtures/ok/three-tiers.json', 'updn'],
    ['test/fixtures/ok/slim-fly.json', 'minhop'],
  ])('%s by %s: its ports lead to as many targets as ibdmchk counts', async (path, engine) => {
    const world = openWorld(readTopology(path));
    const { fabric } = world.subject;
    const net = textOf(ibnetdiscover(exportedOf(world.topology, { subject: world.subject })));
    await Simulation.run(net, async (simulation) => {
      const at = readDump(net).get('h0 nic0')!.id;
      const swept = await simulation.openSm(['-R', engine], at);
      const tables = tablesIn(fabric, 0, swept.file('opensm-lfts.dump'));
      const again = tablesIn(fabric, 0, await simulation.tool('dump_lfts', [], at));
      for (const e of endpointsIn(fabric, 0)) {
        expect([...again.hopsTo(e).cables]).toEqual([...tables.hopsTo(e).cables]);
      }
      const judged = walkTables(swept.file('opensm-subnet.lst'), swept.file('opensm.fdbs'));
      expect(judged.paths).toBeGreaterThan(50);
      const counts = [...judged.targets].filter(([targets]) => targets > 0);
      expect(targetsByPort(fabric, 0, tables)).toEqual(new Map(counts));
      const found = deadlockOf(fabric, fabric.gbps, 0, tables);
      if ('reason' in found) throw new Error(found.reason);
      expect(found.evidence.free).toBe(!judged.hasCreditLoops);
      expect(verifyDeadlock(fabric, fabric.gbps, 0, tables, found.evidence)).toEqual([]);
    });
  });
});

describe('ibdmchk finds the credit loops that we find', () => {
  const world = openWorld(twoPlanes());
  const { fabric } = world.subject;
  const files = filesOf(lft(exportedOf(world.topology, { subject: world.subject })));
  const lst = files.get('compute-p0.lst')!;

  /** Sends what is for some LIDs by other ports, in the tables of both formats. */
  function tampered(changes: readonly (readonly [lid: number, to: number, port: number])[]) {
    const [fdbs, lfts] = ['fdbs', 'lfts'].map((ending) =>
      files.get(`compute-p0.${ending}`)!.split(/^(?=dump_ucast|Unicast)/m),
    );
    for (const [lid, to, port] of changes) {
      const hex = to.toString(16).padStart(4, '0');
      const decimal = String(port).padStart(3, '0');
      const line = new RegExp(`^0x${hex} (: )?\\d+`, 'im');
      fdbs![lid - 1] = fdbs![lid - 1]!.replace(line, `0x${hex.toUpperCase()} : ${decimal}`);
      lfts![lid - 1] = lfts![lid - 1]!.replace(line, `0x${hex} ${decimal}`);
    }
    const { hasCreditLoops } = walkTables(lst, fdbs!.join(''));
    const tables = tablesIn(fabric, 0, lfts!.join(''));
    const found = deadlockOf(fabric, fabric.gbps, 0, tables);
    if ('reason' in found) throw new Error(found.reason);
    expect(verifyDeadlock(fabric, fabric.gbps, 0, tables, found.evidence)).toEqual([]);
    expect(found.evidence.free).toBe(!hasCreditLoops);
    return found;
  }

  it('where turns from down to up wait for each other, all of them or some', () => {
    // What is for leaf i + 2 comes down to leaf i + 1, and goes up again.
    const turns = [0, 1, 2, 3].map((i) => {
      const [between, to] = [(i + 1) % 4, 7 + 2 * ((i + 2) % 4) + (i % 2)];
      return [
        [5 + (i % 2), to, between + 1],
        [between + 1, to, 3 + ((i + 1) % 2)],
      ] as const;
    });
    const { evidence, longestRoute } = tampered(turns.flat());
    expect(evidence.free).toBe(false);
    expect(longestRoute).toBe(4);
    const left = new Set<boolean>();
    for (let some = 1; some < 15; some++) {
      left.add(tampered(turns.filter((_, k) => (some >> k) % 2 === 1).flat()).evidence.free);
    }
    expect([...left].sort()).toEqual([false, true]);
    expect(tampered([]).evidence.free).toBe(true);
  });
});
