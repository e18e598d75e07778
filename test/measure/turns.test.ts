import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../src/build/build.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import type { Turn } from '../../src/flow/symmetry/turn.js';
import { turnsOf } from '../../src/flow/symmetry/turns.js';
import { symmetry } from '../../src/measure/symmetry.js';
import { type DirectDocument, directDocument } from '../build/direct-networks.js';
import { lehmer } from '../small-fabrics.js';
import { topologyOf } from '../worlds.js';
import { isAutomorphism } from './automorphism.js';
import { randomDamage } from './damage.js';
import { expectClasses } from './expect-classes.js';
import { outcome, outcomeWithoutTies, withoutCable, withoutVertex } from './outcomes.js';

const fabricOf = (of: DirectDocument, more: object = {}): CompactFabric =>
  buildGraph(topologyOf({ ...directDocument(of), ...more })).fabric;

const slimFly = (q: number, p: number, hosts = 2 * q * q * p) => ({ slimFly: { q, p }, hosts });

const dragonfly = (a: number, h: number, g: number, p = 1, hosts = a * g * p) => ({
  dragonfly: { a, h, g, p },
  hosts,
});

/** Full ones, groups that the global ports reach unevenly, routers that are not all full. */
const documents: readonly (readonly [string, DirectDocument])[] = [
  ...[3, 4, 5, 7, 8, 9].map((q) => [`slim fly ${q}`, slimFly(q, 1)] as const),
  ['slim fly 5 with two hosts a router', slimFly(5, 2)],
  ['slim fly 5 with a host less', slimFly(5, 2, 99)],
  [
    'slim fly 4 in two planes',
    { ...slimFly(4, 1), nic: { count: 2 }, attach: { onePlanePer: 'rail' } },
  ],
  ['slim fly 3 with two NICs a host', { ...slimFly(3, 2, 18), nic: { count: 2 } }],
  ...[
    [2, 1, 3],
    [2, 1, 2],
    [2, 2, 5],
    [2, 2, 3],
    [3, 1, 4],
    [3, 2, 4],
    [4, 1, 3],
    [3, 2, 7],
    [3, 2, 6],
  ].map(([a, h, g]) => [`dragonfly ${a}, ${h}, ${g}`, dragonfly(a!, h!, g!)] as const),
  ['dragonfly with a host less', dragonfly(2, 2, 5, 2, 19)],
  ['dragonfly with two hosts a router', dragonfly(3, 1, 4, 2)],
];

const fabrics = documents.map(([name, of]) => ({ name, fabric: fabricOf(of) }));

function imageOf({ vertexCount }: CompactFabric, { from, to }: Turn): number[] {
  const image = Array.from({ length: vertexCount }, (_, v) => v);
  from.forEach((v, i) => {
    image[v] = to[i]!;
  });
  return image;
}

const holds = (fabric: CompactFabric, capacity: Float64Array, turn: Turn): boolean =>
  isAutomorphism(fabric, capacity, imageOf(fabric, turn), [...fabric.planes.keys()]);

const accepted = (fabric: CompactFabric, capacity: Float64Array, turn: Turn): boolean =>
  symmetry(fabric, capacity, undefined, () => [turn]).dropped === 0;

describe('a turn is kept only if it maps every cable', () => {
  it('of those that the program proposes', () => {
    const kept = new Set<string>();
    let dropped = 0;
    for (const { name, fabric } of fabrics) {
      const dead = withoutCable(fabric, fabric.cableCount - 1, fabric.gbps);
      for (const capacity of [fabric.gbps, dead, randomDamage(fabric, 5)]) {
        for (const turn of turnsOf(fabric)) {
          const right = holds(fabric, capacity, turn);
          expect(accepted(fabric, capacity, turn), name).toBe(right);
          if (right) kept.add(name);
          else dropped++;
        }
      }
    }
    // All but those with a router that is not full.
    expect(kept.size).toBe(documents.length - 2);
    expect(dropped).toBeGreaterThan(100);
  });

  it('of those that go wrong somewhere', () => {
    const draw = lehmer(11);
    let [right, wrong] = [0, 0];
    for (const { name, fabric } of fabrics) {
      for (const { from, to } of turnsOf(fabric)) {
        // Two of its vertices go where the other one should.
        const [i, j] = [draw(from.length), draw(from.length)];
        const other = to.slice();
        [other[i], other[j]] = [to[j]!, to[i]!];
        const turn = { from, to: other };
        const expected = holds(fabric, fabric.gbps, turn);
        expect(accepted(fabric, fabric.gbps, turn), name).toBe(expected);
        if (expected) right++;
        else wrong++;
      }
    }
    expect(right).toBeGreaterThan(3);
    expect(wrong).toBeGreaterThan(40);
  });

  it('and if no two vertices go to the same place', () => {
    const fabric = fabricOf(dragonfly(2, 1, 3));
    const [turn] = turnsOf(fabric);
    const { from, to } = turn!;
    expect(accepted(fabric, fabric.gbps, turn!)).toBe(true);
    const twice = to.slice();
    twice[1] = to[0]!;
    expect(accepted(fabric, fabric.gbps, { from, to: twice })).toBe(false);
    const away = { from: from.slice(1), to: to.slice(1) };
    expect(accepted(fabric, fabric.gbps, away)).toBe(false);
  });
});

describe('classes of direct networks are confirmed by failing every member', () => {
  it('with all that is measured, halves tried one by one', () => {
    let compared = 0;
    for (const [a, h, g] of [
      [2, 1, 3],
      [2, 1, 2],
      [2, 2, 3],
      [2, 2, 5],
      [3, 1, 3],
    ] as const) {
      const fabric = fabricOf(dragonfly(a, h, g));
      const found = symmetry(fabric, fabric.gbps);
      compared += expectClasses(`${a}, ${h}, ${g}`, fabric, fabric.gbps, found, outcome);
    }
    expect(compared).toBeGreaterThan(60);
  });

  it('with what is cut off, damaged ones included', () => {
    let compared = 0;
    for (const [i, { name, fabric }] of fabrics.entries()) {
      if (fabric.cableCount > 300) continue;
      for (const capacity of [fabric.gbps, randomDamage(fabric, i)]) {
        const found = symmetry(fabric, capacity);
        compared += expectClasses(name, fabric, capacity, found, outcomeWithoutTies);
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

/** Classes of routers, of endpoint cables, and of cables between routers. */
function classCounts(fabric: CompactFabric, capacity = fabric.gbps): number[] {
  const { vertexClass, cableClass } = symmetry(fabric, capacity);
  const ofEndpoint = (c: number) => fabric.lower[c]! < fabric.endpointCount;
  return [
    new Set(vertexClass.slice(fabric.endpointCount)).size,
    new Set(cableClass.filter((_, c) => ofEndpoint(c))).size,
    new Set(cableClass.filter((_, c) => !ofEndpoint(c))).size,
  ];
}

describe('routers are alike', () => {
  it('in a Slim Fly: of either kind, and of both where δ = 1', () => {
    // δ = 1: X and X′ change places, and all of X are alike.
    expect(classCounts(fabricOf(slimFly(5, 2)))).toEqual([1, 1, 2]);
    expect(classCounts(fabricOf(slimFly(9, 1)))).toEqual([1, 1, 2]);
    // δ = −1: (q + 1) / 4 pairs of X, as many of X′, and the cables between the kinds.
    expect(classCounts(fabricOf(slimFly(7, 1)))).toEqual([2, 2, 5]);
    // δ = 0: q / 2 elements of X, each its own opposite.
    expect(classCounts(fabricOf(slimFly(8, 1)))).toEqual([2, 2, 9]);
  });

  it('in a dragonfly: at the same place of their groups', () => {
    expect(classCounts(fabricOf(dragonfly(3, 2, 6)))[0]).toBe(3);
    // As many groups as there can be: the reverse is a symmetry, too.
    expect(classCounts(fabricOf(dragonfly(4, 1, 5)))[0]).toBe(2);
  });

  it('no more than before where a router is damaged', () => {
    const fabric = fabricOf(slimFly(5, 1));
    const router = fabric.endpointCount;
    const [routers] = classCounts(fabric, withoutVertex(fabric, router, fabric.gbps));
    expect(routers).toBeGreaterThan(1);
  });
});
