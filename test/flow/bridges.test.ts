import { describe, expect, it } from 'vitest';
import { build, buildGraph } from '../../src/build/build.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { Bridges } from '../../src/flow/bridges.js';
import { directDocument } from '../build/direct-networks.js';
import { cubeWorlds } from '../cube-worlds.js';
import { randomDamage, withoutCables } from '../measure/damage.js';
import { leafSpineCables, type SmallCable, smallFabric } from '../small-fabrics.js';
import { readTopology, smallWorlds, topologyOf } from '../worlds.js';

const fabricOf = (document: unknown) => buildGraph(topologyOf(document)).fabric;

/** Pieces of a plane by the definition: what touches is painted in one colour until nothing changes. */
function piecesOf(fabric: CompactFabric, capacity: Float64Array, plane: number): number {
  const { lower, upper, endpointCount, planes } = fabric;
  const { cables, switches, endpoints, relays } = planes[plane]!;
  const lowerEnd = (c: number) =>
    lower[c]! < endpointCount && !relays ? `port of cable ${c}` : `vertex ${lower[c]}`;
  const cabled = new Set(Array.from(cables, (c) => lower[c]!));
  const alone = [...endpoints].filter((e) => relays || !cabled.has(e));
  const colour = new Map<string, number>();
  const paint = (name: string) => colour.set(name, colour.get(name) ?? colour.size);
  for (const v of [...switches, ...alone]) paint(`vertex ${v}`);
  for (const c of cables) for (const end of [lowerEnd(c), `vertex ${upper[c]}`]) paint(end);
  for (let changes = true; changes; ) {
    changes = false;
    for (const c of cables) {
      const [a, b] = [lowerEnd(c), `vertex ${upper[c]}`];
      if (!(capacity[c]! > 0) || colour.get(a) === colour.get(b)) continue;
      const least = Math.min(colour.get(a)!, colour.get(b)!);
      colour.set(a, least).set(b, least);
      changes = true;
    }
  }
  return new Set(colour.values()).size;
}

/** Holds every cable against losing it; how many separate something, and how many do not. */
function compare(fabric: CompactFabric, capacity: Float64Array, name: string): [number, number] {
  const bridges = new Bridges(fabric, capacity);
  let [apart, joined] = [0, 0];
  for (const [plane, { cables }] of fabric.planes.entries()) {
    const pieces = piecesOf(fabric, capacity, plane);
    expect(bridges.components(plane), name).toBe(pieces);
    for (const cable of cables) {
      const without = piecesOf(fabric, withoutCables(fabric, [cable], capacity), plane);
      expect(bridges.separates(cable), `${name} ${fabric.cableId(cable)}`).toBe(without > pieces);
      if (without > pieces) apart++;
      else joined++;
    }
  }
  return [apart, joined];
}

describe('every cable of every small fabric, lost alone', () => {
  const worlds = [...smallWorlds()].filter((_, i) => i % 3 === 0);
  const direct = [
    { slimFly: { q: 3, p: 1 }, hosts: 18 },
    { dragonfly: { a: 3, h: 1, p: 1 }, hosts: 12 },
    { dragonfly: { a: 2, h: 1, p: 1 }, hosts: 6 },
  ].map((of) => ({ name: JSON.stringify(of), document: directDocument(of) }));

  it.each([
    ['fat-trees', worlds],
    ['cubes, whose endpoints relay', [...cubeWorlds()].filter((_, i) => i % 2 === 0)],
    ['direct networks', direct],
  ] as const)('%s, healthy and damaged', (_, of) => {
    let [apart, joined] = [0, 0];
    for (const [seed, { name, document }] of of.entries()) {
      const fabric = fabricOf(document);
      for (const capacity of [fabric.gbps, randomDamage(fabric, seed)]) {
        const found = compare(fabric, capacity, name);
        apart += found[0];
        joined += found[1];
      }
    }
    expect(apart).toBeGreaterThan(50);
    expect(joined).toBeGreaterThan(50);
  });
});

describe('made by hand', () => {
  const only = (cables: readonly SmallCable[], alone: string[] = []) => {
    const fabric = compact(smallFabric({ cables, alone }));
    const bridges = new Bridges(fabric, fabric.gbps);
    const found = Array.from(fabric.planes[0]!.cables, (c) => bridges.separates(c));
    return { found, components: bridges.components(0) };
  };

  it('one cable of a bundle of two is no bridge, a single cable is', () => {
    const { found, components } = only([
      ['leaf0', 'spine0'],
      ['leaf0', 'spine0'],
      ['leaf1', 'spine0'],
    ]);
    expect(found).toEqual([false, false, true]);
    expect(components).toBe(1);
  });

  it('an endpoint on two leaves joins nothing: each of its cables separates a port of it', () => {
    const { found, components } = only([
      ['h0/nic0', 'leaf0'],
      ['h0/nic0', 'leaf1'],
    ]);
    expect(found).toEqual([true, true]);
    expect(components).toBe(2);
  });

  it('switches and endpoints without cables are pieces', () => {
    expect(only([['h0/nic0', 'leaf0']], ['leaf1', 'h1/nic0']).components).toBe(3);
  });

  it('a chain of 20,000 switches overflows no stack', () => {
    const length = 20_000;
    const cables = Array.from({ length }, (_, i) => [`leaf${i}`, `leaf${i + 1}`] as const);
    const { found } = only(cables);
    expect(found.every((is) => is)).toBe(true);
  });

  it('a plane of two tiers with two spines has no bridge but its endpoints’ cables', () => {
    const { found } = only(leafSpineCables([2, 2], 2));
    expect(found).toEqual([true, true, true, true, false, false, false, false]);
  });
});

it('a thousand single cables of deepseek-v3 lost, as other libraries count them', () => {
  const { fabric } = build(topologyOf(readTopology('topologies/deepseek-v3.json')));
  const { planes } = fabric.planeSets[0]!;
  // Plane by plane: NIC e on leaf e ÷ 32, then leaf by leaf to spine by spine.
  const links = planes.flatMap((p) => [...fabric.planes[p]!.cables]);
  const ends = (i: number) =>
    [fabric.lower, fabric.upper].map((v) => fabric.vertexIds[v[links[i]!]!]);
  expect(ends(4096 + 77)).toEqual(['h77/nic1', 'compute/p1/leaf2']);
  expect(ends(2048 + 32 * 5 + 7)).toEqual(['compute/p0/leaf5', 'compute/p0/spine7']);
  const bridges = new Bridges(fabric, fabric.gbps);
  const whole = planes.reduce((sum, p) => sum + bridges.components(p), 0);
  expect(whole).toBe(8);
  let [changed, sum] = [0, 0];
  for (let i = 0; i < 1000; i++) {
    const apart = bridges.separates(links[(i * 7919 + 13) % links.length]!) ? 1 : 0;
    changed += apart;
    sum += whole + apart;
  }
  expect({ changed, sum }).toEqual({ changed: 531, sum: 8531 });
});
