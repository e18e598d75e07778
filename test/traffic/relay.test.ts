import { describe, expect, test } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import type { Relay } from '../../src/spec/workload.js';
import { gpuOfNic, nicsOfGpu } from '../../src/traffic/gpus.js';
import type { Relays } from '../../src/traffic/relay.js';
import type { SmallCable } from '../small-fabrics.js';
import { cases, everyGpu, handMade, relaysIn, withoutVertices } from './ground.js';

/** Hosts h0 … with so many NICs on one leaf. */
const onLeaf = (hosts: number, nics: readonly number[], leaf = 'leaf0'): SmallCable[] =>
  Array.from({ length: hosts }, (_, h) =>
    nics.map((n): SmallCable => [`h${h}/nic${n}`, leaf]),
  ).flat();

/** GPU `place` of a host to one of another host: "NIC>NIC", by whom where others hand it on, and shares below 1. */
function told(
  fabric: CompactFabric,
  [fromHost, i]: readonly [number, number],
  [toHost, j]: readonly [number, number],
  { capacity = fabric.gbps, rule = 'pxn' as Relay } = {},
): string[] {
  const relays = relaysIn(fabric, capacity, rule);
  const { kindOf } = relays.meetings;
  return relays.ways(kindOf[fromHost]!, i, kindOf[toHost]!, j).map((way) => {
    const out = way.sentBy === i ? '' : ` from GPU ${way.sentBy}`;
    const back = way.takenBy === j ? '' : ` by GPU ${way.takenBy}`;
    return `${way.from}>${way.to}${out}${back}${way.share < 1 ? ` ${way.share}` : ''}`;
  });
}

const railPlanes = (said = {}) =>
  handMade(said, { cables: onLeaf(3, [0]) }, { cables: onLeaf(3, [1]) });
const onePlane = (said = {}) => handMade(said, { cables: onLeaf(3, [0, 1]) });

describe('a message to the NIC of another rail', () => {
  test('goes by the GPU of its own host that has that rail', () => {
    for (const fabric of [railPlanes(), onePlane()]) {
      expect(told(fabric, [0, 0], [1, 0])).toEqual(['0>0']);
      expect(told(fabric, [0, 0], [1, 1])).toEqual(['1>1 from GPU 1']);
      expect(told(fabric, [2, 1], [0, 0])).toEqual(['0>0 from GPU 0']);
    }
  });

  test('directly, if that is asked for and a plane joins both NICs', () => {
    expect(told(onePlane(), [0, 0], [1, 1], { rule: 'direct' })).toEqual(['0>1']);
    expect(told(railPlanes(), [0, 0], [1, 1], { rule: 'direct' })).toEqual(['1>1 from GPU 1']);
  });

  test('a host without a scale-up domain hands nothing on', () => {
    const apart = { scaleUpGbps: 0 };
    expect(told(onePlane(apart), [0, 0], [1, 1])).toEqual(['0>1']);
    expect(told(railPlanes(apart), [0, 0], [1, 1])).toEqual([]);
    expect(told(railPlanes(apart), [0, 1], [1, 1])).toEqual(['1>1']);
  });
});

describe('where NICs are dead', () => {
  test('the sender uses its own one, or another one of its host', () => {
    const one = onePlane();
    const capacity = withoutVertices(one, 'h0/nic1');
    expect(told(one, [0, 0], [1, 1], { capacity })).toEqual(['0>1']);
    expect(told(one, [0, 1], [1, 1], { capacity })).toEqual(['0>1 from GPU 0']);
    expect(told(one, [0, 1], [1, 0], { capacity })).toEqual(['0>0 from GPU 0']);
  });

  test('hosts on both sides hand on', () => {
    const rails = railPlanes();
    const dead = withoutVertices(rails, 'h0/nic1');
    expect(told(rails, [0, 1], [1, 1], { capacity: dead })).toEqual(['0>0 from GPU 0 by GPU 0']);
    expect(told(rails, [1, 1], [0, 1], { capacity: dead })).toEqual(['0>0 from GPU 0 by GPU 0']);
    const one = onePlane();
    const each = withoutVertices(one, 'h0/nic1', 'h1/nic0');
    expect(told(one, [0, 1], [1, 0], { capacity: each })).toEqual(['0>1 from GPU 0 by GPU 1']);
    // In planes by rail these two have none in common.
    const apart = withoutVertices(rails, 'h0/nic1', 'h1/nic0');
    expect(told(rails, [0, 1], [1, 0], { capacity: apart })).toEqual([]);
    expect(told(rails, [0, 1], [2, 0], { capacity: apart })).toEqual(['0>0 from GPU 0']);
  });

  test('a plane that is down leaves the others', () => {
    const rails = railPlanes();
    const capacity = withoutVertices(rails, 'compute/p1/leaf0');
    expect(told(rails, [0, 1], [1, 1], { capacity })).toEqual(['0>0 from GPU 0 by GPU 0']);
  });

  test('nobody hands on for hosts without a scale-up domain', () => {
    const rails = railPlanes({ scaleUpGbps: 0 });
    const capacity = withoutVertices(rails, 'h0/nic1');
    expect(told(rails, [0, 1], [1, 1], { capacity })).toEqual([]);
    expect(told(rails, [0, 0], [1, 0], { capacity })).toEqual(['0>0']);
  });
});

describe('GPUs and NICs', () => {
  test('GPUs that share NICs: the first one of them hands on', () => {
    const fabric = handMade({ gpus: 4 }, { cables: onLeaf(2, [0, 1]) });
    expect(told(fabric, [0, 0], [1, 3])).toEqual(['1>1 from GPU 2']);
    expect(told(fabric, [0, 3], [1, 2])).toEqual(['1>1']);
    expect(told(fabric, [0, 1], [1, 0])).toEqual(['0>0']);
  });

  test('two NICs of a GPU carry half of it each', () => {
    const fabric = handMade({ gpus: 2 }, { cables: onLeaf(2, [0, 1, 2, 3]) });
    expect(told(fabric, [0, 1], [1, 1])).toEqual(['2>2 0.5', '3>3 0.5']);
    expect(told(fabric, [0, 0], [1, 1])).toEqual(['2>2 from GPU 1 0.5', '3>3 from GPU 1 0.5']);
    expect(told(fabric, [0, 0], [1, 1], { rule: 'direct' })).toEqual([
      '0>2 0.25',
      '1>2 0.25',
      '0>3 0.25',
      '1>3 0.25',
    ]);
    const capacity = withoutVertices(fabric, 'h1/nic3');
    expect(told(fabric, [0, 1], [1, 1], { capacity })).toEqual(['2>2']);
  });

  test.each([1, 2, 3, 4, 5, 8, 16])('of %i GPUs each has a NIC, and each NIC a GPU', (gpus) => {
    for (const nics of [1, 2, 3, 4, 8, 9]) {
      const served = new Set<number>();
      for (let gpu = 0; gpu < gpus; gpu++) {
        const [from, to] = nicsOfGpu(gpus, nics, gpu);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(nics);
        for (let nic = from; nic < to; nic++) {
          if (!served.has(nic)) expect(gpuOfNic(gpus, nics, nic)).toBe(gpu);
          served.add(nic);
        }
      }
      expect(served.size).toBe(nics);
    }
  });

  test('ports on two leaves of a plane meet once, with both; in two planes in each of them', () => {
    const met = (fabric: CompactFabric, capacity = fabric.gbps) => {
      const { meetings } = relaysIn(fabric, capacity);
      const [a, b] = [0, 1].map((host) => meetings.kinds[meetings.kindOf[host]!]!.reaches[0]!);
      return meetings.meet(a, b).map(({ plane, gbps }) => `${plane}: ${gbps}`);
    };
    const up = (gbps: number): SmallCable[] => [
      ['leaf0', 'spine0', gbps],
      ['leaf1', 'spine0', gbps],
    ];
    const dualToR = [...onLeaf(2, [0]), ...onLeaf(2, [0], 'leaf1'), ...up(100)];
    const dual = handMade({ gpus: 1 }, { cables: dualToR });
    expect(met(dual)).toEqual(['0: 800']);
    expect(met(dual, withoutVertices(dual, 'compute/p0/leaf1'))).toEqual(['0: 400']);
    // Leaves that nothing joins are parts of their own: in each of them the NICs meet.
    expect(met(dual, withoutVertices(dual, 'compute/p0/spine0'))).toEqual(['0: 800']);
    const slow: SmallCable[] = [
      ['h0/nic0', 'leaf0', 100],
      ['h1/nic0', 'leaf0', 200],
    ];
    const ports = handMade({ gpus: 1 }, { cables: onLeaf(2, [0]) }, { cables: slow });
    expect(met(ports)).toEqual(['0: 400', '1: 100']);
    expect(met(ports, withoutVertices(ports, 'compute/p0/leaf0'))).toEqual(['1: 100']);
  });
});

/** By plane and NIC: all vertices that are reached on cables in use through what passes traffic on. */
function reached(fabric: CompactFabric, capacity: Float64Array, plane: number, nic: number) {
  const { offsets, incident, neighbours, cablePlane, endpointCount } = fabric;
  const found = new Set([nic]);
  for (const v of found) {
    if (v !== nic && v < endpointCount && !fabric.planes[plane]!.relays) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const cable = incident[i]!;
      if (cablePlane[cable] === plane && capacity[cable]! > 0) found.add(neighbours[i]!);
    }
  }
  return found;
}

/** Every pair of GPUs of two hosts against a search on the graph. */
function compare(relays: Relays, fabric: CompactFabric, capacity: Float64Array): number {
  const { gpus, kindOf } = relays.meetings;
  const { planes } = fabric.planeSets[0]!;
  const reach = planes.map((plane) =>
    Array.from({ length: fabric.endpointCount }, (_, nic) => reached(fabric, capacity, plane, nic)),
  );
  const inUse = (nic: number, plane: number) => reach[plane]![nic]!.size > 1;
  const meet = (a: number, b: number) =>
    planes.filter((_, p) => inUse(a, p) && inUse(b, p) && reach[p]![a]!.has(b));
  const all = everyGpu(gpus);
  const own = (host: number, place: number) => {
    const nics = [...gpus.nics[host]!.keys()];
    return nics.slice(...nicsOfGpu(gpus.first[host + 1]! - gpus.first[host]!, nics.length, place));
  };
  const ofHost = (host: number, mine: number[]) =>
    gpus.scaleUpGbps[host]! > 0 ? [...gpus.nics[host]!.keys()] : mine;
  let pairs = 0;
  for (const a of all) {
    for (const b of all) {
      if (a.host === b.host) continue;
      pairs++;
      const [mine, theirs] = [own(a.host, a.place), own(b.host, b.place)];
      const [sent, taken] = [ofHost(a.host, mine), ofHost(b.host, theirs)];
      const joined = (froms: number[], tos: number[]) =>
        tos.flatMap((to) =>
          froms.filter(
            (from) => meet(gpus.nics[a.host]![from]!, gpus.nics[b.host]![to]!).length > 0,
          ),
        );
      const ways = relays.ways(kindOf[a.host]!, a.place, kindOf[b.host]!, b.place);
      expect(ways.length > 0).toBe(joined(sent, taken).length > 0);
      if (ways.length === 0) continue;
      expect(ways.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
      const used = new Set(ways.map(({ from, to }) => `${from} ${to}`));
      expect(used.size).toBe(ways.length);
      const direct = relays.rule === 'direct' && joined(mine, theirs).length > 0;
      const sameRail = theirs.some((nic) => sent.includes(nic) && joined([nic], [nic]).length > 0);
      for (const { from, to, planes: met, sentBy, takenBy } of ways) {
        const [x, y] = [gpus.nics[a.host]![from]!, gpus.nics[b.host]![to]!];
        expect(met.map(({ plane }) => plane)).toEqual(meet(x, y));
        expect(sent).toContain(from);
        expect(taken).toContain(to);
        // Who sends and who takes has that NIC.
        expect(own(a.host, sentBy)).toContain(from);
        expect(own(b.host, takenBy)).toContain(to);
        if (mine.includes(from)) expect(sentBy).toBe(a.place);
        if (direct) expect(mine.includes(from) && theirs.includes(to)).toBe(true);
        else if (sameRail) expect(theirs.includes(to) && from === to).toBe(true);
        else if (joined(mine, theirs).length > 0)
          expect([sentBy, takenBy]).toEqual([a.place, b.place]);
        // The receiver's own NIC comes before all others of its host.
        else expect(theirs.includes(to)).toBe(joined(sent, theirs).length > 0);
      }
    }
  }
  return pairs;
}

test('small worlds, healthy and damaged: NICs of ways meet, and there is a way if there can be one', () => {
  let pairs = 0;
  for (const { fabric, capacity } of cases(43)) {
    for (const rule of ['pxn', 'direct'] as const) {
      pairs += compare(relaysIn(fabric, capacity, rule), fabric, capacity);
    }
  }
  expect(pairs).toBeGreaterThan(1000);
});
