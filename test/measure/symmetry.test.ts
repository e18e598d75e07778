import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { nothingKept } from '../../src/measure/kept.js';
import type { Swap } from '../../src/measure/swap-draft.js';
import { symmetry } from '../../src/measure/symmetry.js';
import { leafSpineCables, lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { isAutomorphism } from './automorphism.js';
import { randomDamage } from './damage.js';
import { expectClasses } from './expect-classes.js';
import { outcome, outcomeWithoutTies, withoutCable, withoutVertex } from './outcomes.js';

const worlds = [...smallWorlds()].map(({ name, document }) => ({
  name,
  fabric: openWorld(document).subject.fabric,
}));

describe('classes are confirmed by failing every member', () => {
  it('on small worlds without damage', () => {
    let compared = 0;
    for (const { name, fabric } of worlds.filter((_, i) => i % 5 === 0)) {
      const found = symmetry(fabric, fabric.gbps);
      compared += expectClasses(name, fabric, fabric.gbps, found, outcome);
    }
    expect(compared).toBeGreaterThan(4000);
  });

  it('on the same with a cable dead', () => {
    let compared = 0;
    for (const [i, { name, fabric }] of worlds.filter((_, i) => i % 10 === 3).entries()) {
      const capacity = withoutCable(fabric, (7 * i) % fabric.cableCount, fabric.gbps);
      const found = symmetry(fabric, capacity);
      compared += expectClasses(name, fabric, capacity, found, outcomeWithoutTies);
    }
    expect(compared).toBeGreaterThan(1000);
  });

  it('on the same under random damage, cables at half speed included', () => {
    let compared = 0;
    for (const [i, { name, fabric }] of worlds.entries()) {
      const capacity = randomDamage(fabric, 31 * i);
      const found = symmetry(fabric, capacity);
      compared += expectClasses(name, fabric, capacity, found, outcomeWithoutTies);
    }
    expect(compared).toBeGreaterThan(3000);
  });
});

const holdsBySwapping = (fabric: CompactFabric, capacity: Float64Array, swap: Swap): boolean =>
  isAutomorphism(
    fabric,
    capacity,
    partners(fabric.vertexCount, swap.vertices),
    partners(fabric.planes.length, swap.planes),
  );

function partners(length: number, swapped: readonly number[]): number[] {
  const image = Array.from({ length }, (_, i) => i);
  for (let i = 0; i < swapped.length; i += 2) {
    image[swapped[i]!] = swapped[i + 1]!;
    image[swapped[i + 1]!] = swapped[i]!;
  }
  return image;
}

/** Some pairs of one kind change places, drawn at random: mostly wrong proposals. */
function randomSwap(fabric: CompactFabric, draw: (below: number) => number): Swap {
  const some = (from: number, count: number, pairs: number): number[] => {
    const left = Array.from({ length: count }, (_, i) => from + i);
    const swapped: number[] = [];
    for (let k = 0; k < pairs && left.length > 1; k++) {
      for (let end = 0; end < 2; end++) swapped.push(...left.splice(draw(left.length), 1));
    }
    return swapped;
  };
  const { endpointCount, vertexCount, planes } = fabric;
  return {
    vertices: [
      ...some(0, endpointCount, draw(3)),
      ...some(endpointCount, vertexCount - endpointCount, draw(3)),
    ],
    planes: draw(3) === 0 ? some(0, planes.length, 1) : [],
  };
}

const verdict = (fabric: CompactFabric, capacity: Float64Array, swap: Swap) =>
  symmetry(fabric, capacity, undefined, () => [swap]).dropped === 0;

describe('proposals', () => {
  it('from outside are kept only if they map every cable', () => {
    const draw = lehmer(2024);
    let [kept, dropped] = [0, 0];
    for (const [i, { name, fabric }] of worlds.entries()) {
      const capacity = i % 2 === 0 ? fabric.gbps : randomDamage(fabric, i);
      for (let tries = 0; tries < 8; tries++) {
        const swap = randomSwap(fabric, draw);
        // Planes that change places without their switches are tried below.
        if (swap.planes.length > 0 || swap.vertices.length === 0) continue;
        const holds = holdsBySwapping(fabric, capacity, swap);
        expect(verdict(fabric, capacity, swap), `${name}: ${JSON.stringify(swap)}`).toBe(holds);
        if (holds) kept++;
        else dropped++;
      }
    }
    expect(kept).toBeGreaterThan(50);
    expect(dropped).toBeGreaterThan(3000);
  });

  it('of the program itself are all automorphisms where they were kept', () => {
    for (const { name, fabric } of worlds.filter((_, i) => i % 3 === 0)) {
      const found = symmetry(fabric, fabric.gbps);
      expect(found.dropped + found.verified, name).toBeGreaterThanOrEqual(found.verified);
      for (const classes of [found.vertexClass, found.cableClass]) {
        classes.forEach((first, i) => {
          expect(first, name).toBeLessThanOrEqual(i);
          expect(classes[first], name).toBe(first);
        });
      }
    }
  });

  it('a wrong one joins nothing', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables([2, 3], 2) }));
    const [leaf0, leaf1] = ['leaf0', 'leaf1'].map(
      (leaf) => fabric.indexOfVertex.get(`compute/p0/${leaf}`)!,
    );
    const wrong = symmetry(fabric, fabric.gbps, undefined, () => [
      { vertices: [leaf0!, leaf1!], planes: [] },
    ]);
    expect(wrong).toMatchObject({ verified: 0, dropped: 1 });
    expect([...wrong.vertexClass]).toEqual([...wrong.vertexClass.keys()]);
  });

  it('a plane is not swapped without all of its switches and endpoints', () => {
    // Two parts a plane; the second parts differ, the first ones look alike.
    const part = (leaf: string, hosts: readonly number[]): SmallCable[] =>
      hosts.map((h) => [`h${h}/nic0`, leaf]);
    const fabric = compact(
      smallFabric(
        { cables: [...part('leaf0', [0, 1]), ...part('leaf1', [4, 5, 6])] },
        { cables: [...part('leaf0', [2, 3]), ...part('leaf1', [7])] },
      ),
    );
    const v = (id: string) => fabric.indexOfVertex.get(id)!;
    const swap = {
      vertices: [
        ...[v('h0/nic0'), v('h2/nic0'), v('h1/nic0'), v('h3/nic0')],
        ...[v('compute/p0/leaf0'), v('compute/p1/leaf0')],
      ],
      planes: [0, 1],
    };
    expect(holdsBySwapping(fabric, fabric.gbps, swap)).toBe(false);
    expect(verdict(fabric, fabric.gbps, swap)).toBe(false);
  });

  it('planes of different colour are never mapped onto each other', () => {
    const fabric = compact(smallFabric(...[0, 1].map(() => ({ cables: leafSpineCables([2], 0) }))));
    const swap = {
      vertices: ['compute/p0/leaf0', 'compute/p1/leaf0'].map((id) => fabric.indexOfVertex.get(id)!),
      planes: [0, 1],
    };
    const found = (...planes: number[]) => {
      const kept = { ...nothingKept(fabric), planes: Int32Array.from(planes) };
      return symmetry(fabric, fabric.gbps, kept, () => [swap]).dropped;
    };
    expect(found(1, 1)).toBe(0);
    expect(found(0, 1)).toBe(1);
  });

  it('cables of different labels are not mapped onto each other', () => {
    const graph = smallFabric(
      { cables: leafSpineCables([2, 2], 2) },
      { cables: leafSpineCables([2, 2], 2) },
    );
    for (const leaf of ['leaf0', 'leaf1']) {
      const [cable] = graph.edges(`compute/p0/${leaf}`, 'compute/p0/spine1');
      graph.setEdgeAttribute(cable, 'plane', 'compute/p1');
    }
    const fabric = compact(graph);
    const { vertexClass } = symmetry(fabric, fabric.gbps);
    const classOf = (spine: string) => vertexClass[fabric.indexOfVertex.get(spine)!];
    expect(classOf('compute/p0/spine1')).not.toBe(classOf('compute/p0/spine0'));
  });
});

describe('what happened to some', () => {
  const fabric = compact(smallFabric({ cables: leafSpineCables([5, 5], 6) }));
  const at = (name: string) => fabric.indexOfVertex.get(name)!;
  const without = (...names: string[]) =>
    names.reduce((capacity, name) => withoutVertex(fabric, at(name), capacity), fabric.gbps);
  const spines = [0, 1, 2, 3, 4, 5].map((i) => at(`compute/p0/spine${i}`));
  const classes = (capacity: Float64Array, vertices: readonly number[]) => {
    const { vertexClass } = symmetry(fabric, capacity);
    return vertices.map((v) => vertices.indexOf(vertexClass[v]!));
  };

  it('does not keep those before them from those behind them', () => {
    const capacity = without('compute/p0/spine1', 'compute/p0/spine3');
    expect(classes(capacity, spines)).toEqual([0, 1, 0, 1, 0, 0]);
  });

  it('neither hosts of one leaf', () => {
    const hosts = [0, 1, 2, 3, 4].map((h) => at(`h${h}/nic0`));
    expect(classes(without('h1/nic0', 'h3/nic0'), hosts)).toEqual([0, 1, 0, 1, 0]);
  });
});

describe('parallel cables', () => {
  const fast = leafSpineCables([2, 2], 2, 1);
  const both: SmallCable[] = [
    ...fast,
    ...fast.filter(([lower]) => lower.startsWith('leaf')).map(([a, b]): SmallCable => [a, b, 100]),
  ];

  it('of different speed are of different classes, of the same speed of one', () => {
    const fabric = compact(smallFabric({ cables: both }));
    const { cableClass } = symmetry(fabric, fabric.gbps);
    const bySpeed = new Map<number, Set<number>>();
    fabric.gbps.forEach((gbps, c) => {
      if (fabric.lower[c]! < fabric.endpointCount) return;
      bySpeed.set(gbps, (bySpeed.get(gbps) ?? new Set()).add(cableClass[c]!));
    });
    expect([...bySpeed.values()].map((classes) => classes.size)).toEqual([1, 1]);
    expectClasses('parallel', fabric, fabric.gbps, symmetry(fabric, fabric.gbps), outcome);
  });

  it('of the same speed but different capacity left are not joined', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2], 1, 3) }));
    const uplinks = [...fabric.cableIds.keys()].filter((c) => fabric.lower[c]! >= 4);
    const capacity = fabric.gbps.slice();
    capacity[uplinks[1]!] = 100;
    const { cableClass } = symmetry(fabric, capacity);
    const classes = uplinks.map((c) => cableClass[c]!);
    expect(classes[0]).toBe(classes[2]);
    expect(classes[1]).not.toBe(classes[0]);
    expectClasses('capacity', fabric, capacity, symmetry(fabric, capacity), outcomeWithoutTies);
  });
});

describe('deepseek-v3', () => {
  it('has one class of leaves, one of spines and one of each kind of cable', () => {
    const { fabric } = openWorld(readTopology('topologies/deepseek-v3.json')).subject;
    const { vertexClass, cableClass } = symmetry(fabric, fabric.gbps);
    const kinds = (classes: Int32Array, kindOf: (i: number) => string) =>
      new Set([...classes].map((first, i) => `${kindOf(i)} ${first}`)).size;
    const setOf = (p: number) => fabric.planes[p]!.id.split('/')[0];
    // Per plane set: NICs, leaves and spines; endpoint cables and leaf–spine cables.
    const vertexKind = (v: number) =>
      v < fabric.endpointCount
        ? fabric.endpoints[v]!.planeSet
        : `${setOf(fabric.planeOfSwitch[v]!)} ${fabric.tierOf[v]}`;
    expect(kinds(vertexClass, vertexKind)).toBe(6);
    expect(kinds(cableClass, (c) => setOf(fabric.cablePlane[c]!)!)).toBe(4);
  });
});
