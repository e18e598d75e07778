import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { endpointSet } from '../../src/fabric/endpoint-set.js';
import { dModKAllToAll } from '../../src/flow/routing/d-mod-k.js';
import { ecmpAllToAll } from '../../src/flow/routing/ecmp.js';
import type { RoutedAllToAll } from '../../src/flow/routing/routed.js';
import { cubeWorlds } from '../cube-worlds.js';
import { randomDamage, withoutCables } from '../measure/damage.js';
import { leafSpineCables, lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { type NaiveRouting, naiveDModK, naiveEcmp } from './brute-routing.js';
import { randomPlane } from './random-planes.js';

const ways = [
  ['ecmp', ecmpAllToAll, naiveEcmp],
  ['d-mod-k', dModKAllToAll, naiveDModK],
] as const;

function routed(found: ReturnType<typeof ecmpAllToAll>): RoutedAllToAll {
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

/** Pods of two leaves and two spines under cores that are cabled to all spines, some of it dead. */
function randomPods(seed: number): { fabric: CompactFabric; capacity: Float64Array } {
  const random = lehmer(seed * 7919 + 1);
  random(2);
  const [endpoints, between, above]: SmallCable[][] = [[], [], []];
  for (let pod = 0; pod < 2; pod++) {
    for (let i = 0; i < 2; i++) {
      for (let h = 0; h < 2; h++)
        endpoints!.push([`h${4 * pod + 2 * i + h}/nic0`, `leaf${2 * pod + i}`]);
      for (const spine of [2 * pod, 2 * pod + 1]) {
        for (let n = 1 + random(2); n > 0; n--)
          between!.push([`leaf${2 * pod + i}`, `spine${spine}`]);
      }
      for (let core = 0; core < 2; core++) {
        for (let n = 1 + random(2); n > 0; n--) above!.push([`spine${2 * pod + i}`, `core${core}`]);
      }
    }
  }
  const fabric = compact(smallFabric({ cables: [...endpoints!, ...between!, ...above!] }));
  return { fabric, capacity: fabric.gbps.map((gbps) => (random(6) === 0 ? 0 : gbps)) };
}

/** Compares every load, and what follows from them, with walks of single pairs. */
function compare(
  fabric: CompactFabric,
  capacity: Float64Array,
  found: RoutedAllToAll,
  naive: NaiveRouting,
  name: string,
): void {
  const { cables } = fabric.planes.find(({ id }) => id === found.plane)!;
  expect([found.endpoints, found.leftOut, found.unrouted], name).toEqual([
    naive.endpoints.length,
    naive.leftOut,
    naive.unrouted,
  ]);
  if (naive.unrouted > 0) {
    expect(found.throughput).toBe(0);
    return;
  }
  let least = 1;
  cables.forEach((cable, i) => {
    const both = [naive.up.get(cable) ?? 0, naive.down.get(cable) ?? 0];
    both.forEach((gbps, way) => {
      expect(found.loads[2 * i + way], `${name}: ${fabric.cableId(cable)}`).toBeCloseTo(gbps, 6);
      if (gbps > 0) least = Math.min(least, capacity[cable]! / gbps);
    });
  });
  expect(found.throughput, name).toBeCloseTo(least, 9);
}

describe.each(ways)('%s', (routing, route, naive) => {
  it.each(['healthy', 'damaged'])('carries what single pairs do in %s worlds', (how) => {
    const seen = { routed: 0, slow: 0, leftOut: 0, unrouted: 0 };
    for (const [i, { name, document }] of [...smallWorlds(), ...cubeWorlds()].entries()) {
      if (i % (how === 'healthy' ? 29 : 9) !== 0) continue;
      const { fabric } = openWorld(document).subject;
      const capacity = how === 'healthy' ? fabric.gbps : randomDamage(fabric, i);
      const plane = i % fabric.planes.length;
      const some = Int32Array.from(fabric.planes[plane]!.endpoints).filter((e) => (e + i) % 4 > 0);
      const among = i % 3 === 0 ? endpointSet(some, fabric.endpointCount) : null;
      const found = route(fabric, capacity, plane, among);
      if ('reason' in found) continue;
      const from = [...(among?.list ?? fabric.planes[plane]!.endpoints)];
      compare(fabric, capacity, found, naive({ fabric, capacity, plane }, from), `${name}, ${i}`);
      seen.routed++;
      if (found.throughput < 1) seen.slow++;
      if (found.leftOut > 0) seen.leftOut++;
      if (found.unrouted > 0) seen.unrouted++;
    }
    expect(seen.routed).toBeGreaterThan(8);
    if (how === 'damaged') {
      if (routing === 'd-mod-k') expect(seen.unrouted).toBeGreaterThan(1);
      expect(seen.slow).toBeGreaterThan(8);
      expect(seen.leftOut).toBeGreaterThan(2);
    }
  });

  it('and on random planes', () => {
    let tried = 0;
    for (let seed = 0; seed < 150; seed++) {
      const { fabric, capacity } =
        seed % 3 === 0
          ? randomPods(seed)
          : randomPlane(seed, seed % 3 === 1 ? 'leaf-spine' : 'any');
      const found = route(fabric, capacity, 0);
      if ('reason' in found) continue;
      const from = [...fabric.planes[0]!.endpoints];
      compare(fabric, capacity, found, naive({ fabric, capacity, plane: 0 }, from), `${seed}`);
      tried++;
    }
    expect(tried).toBeGreaterThan(40);
  });
});

it.each(['deepseek-v3-2048', 'multi-rail-2048', 'roft-1024', 'superpod-h100-16su', 'hpn-1024'])(
  'both carry all that the endpoints of %s send',
  (file) => {
    const { fabric } = openWorld(readTopology(`topologies/${file}.json`)).subject;
    for (const [, route] of ways) {
      const found = routed(route(fabric, fabric.gbps, 0));
      expect(found).toMatchObject({ throughput: 1, leftOut: 0, unrouted: 0 });
      expect(found.worst.cables[0]!.cable).toMatch(/^h0\/nic0/);
      for (const { from, to, meanGbps, mostGbps } of found.tiers) {
        // Every direction of a tier carries the same: nothing could be spread better.
        expect(mostGbps, `${from} to ${to}`).toBeCloseTo(meanGbps, 6);
      }
    }
  },
);

describe('by hand', () => {
  it('HPN: the uplinks of a leaf divided by what leaves it', () => {
    const { fabric } = openWorld(readTopology('topologies/hpn-pod.json')).subject;
    const found = routed(ecmpAllToAll(fabric, fabric.gbps, 0));
    // 60 cables of 400 Gb/s for 128 endpoints of 200 Gb/s, of whose traffic this part leaves.
    const leaving = (15_360 - 128) / (15_360 - 1);
    expect(found.throughput).toBeCloseTo(24 / 25.6 / leaving, 9);
    expect(found.worst).toMatchObject({ capacityGbps: 400, count: 14_400 });
    // Of 128 targets of a leaf spines get 2 or 3 by d mod 60.
    const fixed = routed(dModKAllToAll(fabric, fabric.gbps, 0));
    expect(fixed.throughput).toBeCloseTo(400 / (3 * 200 * leaving), 9);
  });

  /** 4 leaves of 8 endpoints at 400 Gb/s, with a cable of 300 to each of 8 spines. */
  const [each, uplink, others] = [400, 300, 31];
  const cables = leafSpineCables([8, 8, 8, 8], 8, 1, { endpoint: each, uplink });
  const fabric = compact(smallFabric({ cables }));
  const cableOf = (lower: string, upper: string) =>
    fabric.lower.findIndex(
      (v, c) =>
        fabric.vertexIds[v]!.endsWith(lower) && fabric.vertexIds[fabric.upper[c]!]!.endsWith(upper),
    );

  it('a dead cable: the others of its leaf carry its share', () => {
    const cable = cableOf('leaf0', 'spine3');
    const found = routed(ecmpAllToAll(fabric, withoutCables(fabric, [cable]), 0));
    const load = (8 * each * (24 / others)) / 7;
    expect(found.throughput).toBeCloseTo(uplink / load, 9);
    expect(found.worst).toMatchObject({ count: 14 });
    expect(found.worst.gbps).toBeCloseTo(load, 9);
    for (const { cable: id } of found.worst.cables) expect(id).toMatch(/leaf0.*spine/);
    // d mod 8 = 3 is passed on to the next spine, which leaf0 then reaches by one cable for two.
    const fixed = routed(dModKAllToAll(fabric, withoutCables(fabric, [cable]), 0));
    const twice = 2 * 8 * each * (3 / others);
    expect(fixed.worst.gbps).toBeCloseTo(twice, 9);
    expect(fixed.throughput).toBeCloseTo(uplink / twice, 9);
    expect(fixed.worst.cables.map(({ cable: id }) => id.replace(/:\d+/g, ''))).toEqual([
      'compute/p0/leaf0--compute/p0/spine4',
      'compute/p0/leaf0--compute/p0/spine4',
    ]);
  });

  it('a dead spine: seven carry what eight did, or one carries twice', () => {
    const spine = fabric.indexOfVertex.get('compute/p0/spine5')!;
    const dead = withoutCables(
      fabric,
      fabric.incident.subarray(fabric.offsets[spine]!, fabric.offsets[spine + 1]!),
    );
    const even = routed(ecmpAllToAll(fabric, dead, 0));
    expect(even.throughput).toBeCloseTo(((7 * others) / (8 * 24)) * (uplink / each), 9);
    expect(even.tiers.find(({ from }) => from === 'leaf')).toMatchObject({ cables: 32 });
    const fixed = routed(dModKAllToAll(fabric, dead, 0));
    expect(fixed.throughput).toBeCloseTo((others / (2 * 24)) * (uplink / each), 9);
    expect(fixed.worst.count).toBe(8);
  });

  it('say why they are not there', () => {
    const reasonOf = (file: string) => {
      const open = openWorld(readTopology(`topologies/${file}.json`)).subject.fabric;
      const found = dModKAllToAll(open, open.gbps, 0);
      return 'reason' in found ? found.reason : null;
    };
    expect(reasonOf('bcube-32-2')).toBe('its endpoints pass traffic on');
    expect(reasonOf('zcube-32-2')).toBe('h0/nic0 has several cables in it');
    const direct = compact(smallFabric({ cables: [['h0/nic0', 'h1/nic0']] }));
    expect(dModKAllToAll(direct, direct.gbps, 0)).toEqual({
      reason: 'a cable leads from h0/nic0 to h1/nic0',
    });
    expect(ecmpAllToAll(direct, direct.gbps, 0)).toEqual({
      reason: 'a cable joins two endpoints without a switch',
    });
    expect(ecmpAllToAll(fabric, withoutCables(fabric, fabric.planes[0]!.cables), 0)).toEqual({
      reason: 'there are no two endpoints that are joined',
    });
    const ring = compact(
      smallFabric({
        cables: [
          ['h0/nic0', 'leaf0'],
          ['leaf0', 'leaf1'],
          ['h1/nic0', 'leaf1'],
        ],
      }),
    );
    expect(dModKAllToAll(ring, ring.gbps, 0)).toEqual({
      reason: 'it is no tree up and down: a cable leads from compute/p0/leaf0 to compute/p0/leaf1',
    });
  });
});
