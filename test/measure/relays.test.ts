import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { cutOff } from '../../src/measure/cut-off.js';
import { hopsFrom } from '../../src/measure/distance.js';
import { hostPairs } from '../../src/measure/host-pairs.js';
import { identicalPlanes } from '../../src/measure/identical-planes.js';
import { isolationWitness } from '../../src/measure/isolation.js';
import { shortestPath } from '../../src/measure/shortest-path.js';
import { FabricState } from '../../src/measure/state.js';
import { whatIf } from '../../src/whatif/whatif.js';
import { cubeWorlds } from '../cube-worlds.js';
import { smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology } from '../worlds.js';
import { leftOf, randomDamage } from './damage.js';
import { mainPart, naiveCutOff, naiveHops, naiveParts } from './naive.js';

const worlds = [...cubeWorlds()].map(({ name, document }) => ({ name, ...openWorld(document) }));

/** All small cubes, each healthy and under damage; whether their endpoints relay or not. */
function* cases(): Iterable<{
  name: string;
  graph: FabricGraph;
  fabric: CompactFabric;
  capacity: Float64Array;
}> {
  for (const [i, { name, graph, subject }] of worlds.entries()) {
    const { fabric } = subject;
    yield { name, graph, fabric, capacity: fabric.gbps };
    for (const seed of [i, 100 + i, 200 + i, 300 + i]) {
      yield { name, graph, fabric, capacity: randomDamage(fabric, seed) };
    }
  }
}

describe('small cubes', () => {
  it('have the parts of the definition: endpoints join what their cables lead to', () => {
    let [parts, several] = [0, 0];
    for (const { name, graph, fabric, capacity } of cases()) {
      const state = new FabricState(fabric, capacity);
      for (const [p, { id, endpoints, relays }] of fabric.planes.entries()) {
        const found = state.parts(p);
        const members: string[][] = Array.from({ length: found.count }, () => []);
        endpoints.forEach((e, position) => {
          const first = found.partOf[position]!;
          const all = found.several.get(position) ?? (first < 0 ? [] : [first]);
          for (const part of all) members[part]!.push(fabric.vertexIds[e]!);
        });
        const naive = naiveParts(graph, id, leftOf(fabric, capacity));
        expect(members, name).toEqual(naive);
        const main = mainPart(naive);
        const cut = [...endpoints].filter((e) => !main.includes(fabric.vertexIds[e]!)).length;
        expect(found.cutOffCount, name).toBe(cut);
        if (relays) expect(found.several.size, name).toBe(0);
        parts += found.count;
        several += found.several.size;
      }
    }
    expect(parts).toBeGreaterThan(300);
    expect(several).toBeGreaterThan(10);
  });

  it('have cut off what the definition says', () => {
    let cut = 0;
    for (const { name, graph, fabric, capacity } of cases()) {
      const state = new FabricState(fabric, capacity, new FabricState(fabric, fabric.gbps));
      const all = fabric.planes.map((_, p) => p);
      for (const planes of [...all.map((p) => [p]), all]) {
        const { hostPairsCutOff } = hostPairs(state, planes);
        const ids = planes.map((p) => fabric.planes[p]!.id);
        const naive = naiveCutOff(graph, ids, leftOf(fabric, capacity));
        expect({ ...cutOff(state, planes), hostPairsCutOff }, name).toEqual(naive);
        cut += naive.endpointsCutOff;
      }
    }
    expect(cut).toBeGreaterThan(100);
  });

  it('have the distances of the definition, and shortest paths of that length', () => {
    let through = 0;
    for (const { name, graph, fabric, capacity } of cases()) {
      for (const [p, { id, endpoints }] of fabric.planes.entries()) {
        for (const from of [endpoints[0]!, endpoints.at(-1)!]) {
          const start = fabric.vertexIds[from]!;
          const hops = hopsFrom(fabric, capacity, p, from);
          const naive = naiveHops(graph, id, start, leftOf(fabric, capacity));
          for (const to of endpoints) {
            const end = fabric.vertexIds[to]!;
            expect(hops[to], `${name}: ${start} to ${end}`).toBe(naive.get(end) ?? -1);
            if (from === to) continue;
            const path = shortestPath(graph, fabric, capacity, p, [start, end]);
            expect(path?.hops ?? -1, name).toBe(hops[to]);
            const inner = path?.vertices.slice(1, -1) ?? [];
            through += Number(
              inner.some((v) => fabric.indexOfVertex.get(v)! < fabric.endpointCount),
            );
          }
        }
      }
    }
    expect(through).toBeGreaterThan(200);
  });

  it('keep planes apart: what relays does so in its plane', () => {
    for (const { name, subject } of worlds)
      expect(isolationWitness(subject.fabric), name).toBeNull();
  });
});

describe('a plane whose endpoints relay', () => {
  const plane = {
    cables: [
      ['h0/nic0', 'leaf0'],
      ['h1/nic0', 'leaf0'],
      ['h1/nic0', 'leaf1'],
      ['h2/nic0', 'leaf1'],
    ],
  } as const;
  const other = { cables: plane.cables.map(([e, s]) => [e.replace('/nic0', '/nic1'), s] as const) };

  it('is not measured as one that looks like it but whose endpoints do not', () => {
    const fabric = compact(smallFabric(plane, other));
    expect([...identicalPlanes(fabric, fabric.gbps)]).toEqual([0, 0]);
    const [p, q] = fabric.planes;
    const mixed = { ...fabric, planes: [p!, { ...q!, relays: true }] };
    expect([...identicalPlanes(mixed, fabric.gbps)]).toEqual([0, 1]);
    const state = new FabricState(mixed, fabric.gbps);
    expect([state.parts(0).count, state.parts(1).count]).toEqual([2, 1]);
    expect([state.parts(0).cutOffCount, state.parts(1).cutOffCount]).toEqual([1, 0]);
  });

  it('loses its relay with the last of its cables', () => {
    const fabric = compact(smallFabric(plane));
    const relaying = { ...fabric, planes: [{ ...fabric.planes[0]!, relays: true }] };
    const capacity = fabric.gbps.map((gbps, c) =>
      fabric.cableIds[c]!.startsWith('h1/') ? 0 : gbps,
    );
    const { count, cutOffCount } = new FabricState(relaying, capacity).parts(0);
    expect([count, cutOffCount]).toEqual([2, 3]);
  });
});

describe('bcube-32-2 and zcube-32-2', () => {
  const bcube = openWorld(readTopology('topologies/bcube-32-2.json'));
  const zcube = openWorld(readTopology('topologies/zcube-32-2.json'));

  /** Mean of the hops over ordered pairs of endpoints, to five decimals. */
  function averageHops({ subject: { fabric } }: typeof bcube): string {
    let sum = 0;
    for (let from = 0; from < fabric.endpointCount; from++) {
      const hops = hopsFrom(fabric, fabric.gbps, 0, from);
      for (let to = 0; to < fabric.endpointCount; to++) sum += hops[to]!;
    }
    return (sum / (fabric.endpointCount * (fabric.endpointCount - 1))).toFixed(5);
  }

  it('have the average path lengths that were published', () => {
    expect(averageHops(bcube)).toBe('3.87879');
    expect(averageHops(zcube)).toBe('2.93939');
  });

  it('say what lies between two NICs without a common router: another NIC, or two routers', () => {
    const between = ({ subject, graph }: typeof bcube, fail: string[] = []) => {
      const found = whatIf(subject, graph, { fail, between: ['h0/nic0', 'h127/nic7'] });
      return 'healthy' in found ? found.between!.failed.path!.vertices : [];
    };
    expect(between(zcube).slice(1, -1)).toEqual(['compute/p0/router0', 'compute/p0/router63']);
    // GPU (0, 0) to (31, 31) by (0, 31) or (31, 0).
    const ways = [
      ['compute/p0/router0', 'h3/nic7', 'compute/p0/router63'],
      ['compute/p0/router32', 'h124/nic0', 'compute/p0/router31'],
    ];
    const [way] = ways.filter(([, relay]) => between(bcube).includes(relay!));
    expect(between(bcube).slice(1, -1)).toEqual(way);
    const down = between(bcube, [`nic:${way![1]}`]).slice(1, -1);
    expect(down).toEqual(ways.find((one) => one !== way));
    // By neither: two NICs on the way, and three routers.
    expect(
      between(
        bcube,
        ways.map(([, nic]) => `nic:${nic}`),
      ).length,
    ).toBe(7);
  });
});
