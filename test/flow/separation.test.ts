import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import type { Ends } from '../../src/flow/between.js';
import { type SeparationCertificate, verifySeparation } from '../../src/flow/certify/separation.js';
import { certifiedSeparation } from '../../src/flow/separation/certified-separation.js';
import { cubeWorlds } from '../cube-worlds.js';
import { randomDamage } from '../measure/damage.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { bruteFewest } from './brute-separation.js';
import { randomPlane } from './random-planes.js';

const kinds = ['cables', 'switches'] as const;

/** Two endpoints, two hosts or two sets of vertices. */
function randomEnds(fabric: CompactFabric, seed: number): Ends | null {
  const random = lehmer(seed * 7919 + 77);
  random(2);
  const { endpointCount, vertexCount, hostOf, hostIds } = fabric;
  const [a, b]: [number[], number[]] = [[], []];
  const way = random(4);
  if (way === 0) {
    a.push(random(endpointCount));
    b.push(random(endpointCount));
  } else if (way === 1) {
    const [h, g] = [random(hostIds.length), random(hostIds.length)];
    hostOf.forEach((host, e) => {
      if (host === h) a.push(e);
      if (host === g) b.push(e);
    });
  } else {
    for (let v = 0; v < vertexCount; v++) [a, b, [], [], [], []][random(6)]!.push(v);
  }
  if (a.length === 0 || b.length === 0 || a.some((v) => b.includes(v))) return null;
  return { a: Int32Array.from(a), b: Int32Array.from(b) };
}

/** Compares with all sets of at most three; returns what was found. */
function compared(fabric: CompactFabric, capacity: Float64Array, ends: Ends, name: string) {
  const planes = [...fabric.planes.keys()];
  return kinds.map((by) => {
    const found = certifiedSeparation(fabric, capacity, planes, ends, by, name);
    const all = by === 'switches' && fabric.switches.length <= 6;
    const brute = bruteFewest(fabric, capacity, planes, ends, by, all ? 6 : 3);
    if (brute !== null || all) expect(found?.value ?? null, `${name}, ${by}`).toBe(brute);
    else expect(found === null || found.value > 3, `${name}, ${by}`).toBe(true);
    return found ? found.value : `no ${by}`;
  });
}

describe('the fewest whose loss separates two ends', () => {
  it('are found by trying all sets of at most three on random damaged planes', () => {
    const seen = new Set<unknown>();
    for (let seed = 0; seed < 400; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const ends = randomEnds(fabric, seed);
      if (!ends) continue;
      compared(fabric, capacity, ends, `seed ${seed}`).forEach((found, i) => {
        seen.add(`${kinds[i]} ${found}`);
      });
    }
    for (const found of ['cables 3', 'switches 0', 'switches 2', 'switches no switches']) {
      expect(seen).toContain(found);
    }
  });

  it('and on worlds of several planes and NICs of several ports, healthy and damaged', () => {
    const seen = new Set<unknown>();
    for (const [i, { name, document }] of [...smallWorlds(), ...cubeWorlds()].entries()) {
      const isCube = 'cube' in document.planes.compute!;
      if (i % 9 !== 0 && !(isCube && i % 3 === 0)) continue;
      const { fabric } = openWorld(document).subject;
      const capacity = i % 2 === 0 ? fabric.gbps : randomDamage(fabric, i);
      const ends = randomEnds(fabric, i);
      if (ends && fabric.cableCount <= 80) {
        for (const found of compared(fabric, capacity, ends, name)) seen.add(found);
      }
    }
    expect(seen.size).toBeGreaterThan(4);
  });

  it('count parallel cables one by one, and dead ones not at all', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables([1, 1], 2, 3) }));
    const ends = { a: Int32Array.of(2), b: Int32Array.of(3) };
    const of = (capacity: Float64Array) =>
      kinds.map((by) => certifiedSeparation(fabric, capacity, [0], ends, by, 'leaves')?.value);
    expect(of(fabric.gbps)).toEqual([6, 2]);
    expect(of(fabric.gbps.map((gbps, c) => (c === 2 || c === 3 ? 0 : gbps / 4)))).toEqual([4, 2]);
  });
});

describe('a certificate of separation', () => {
  const fabric = compact(
    smallFabric(
      { cables: [...leafSpineCables([1, 1], 2), ['h0/nic0', 'leaf1']] },
      {
        cables: [
          ['h0/nic0', 'leaf0'],
          ['h1/nic0', 'leaf0'],
        ],
      },
    ),
  );
  const ends = { a: Int32Array.of(0), b: Int32Array.of(1) };
  const of = (by: (typeof kinds)[number]) =>
    certifiedSeparation(fabric, fabric.gbps, [0, 1], ends, by, 'nic:h0/nic0--nic:h1/nic0')!;
  const verify = (changed: SeparationCertificate) => verifySeparation(fabric, fabric.gbps, changed);

  it('names the set and the paths', () => {
    expect(of('cables')).toEqual({
      kind: 'separation',
      subject: 'nic:h0/nic0--nic:h1/nic0',
      value: 2,
      unit: 'cables',
      ends: { a: ['h0/nic0'], b: ['h1/nic0'] },
      set: ['h1/nic0:0--compute/p0/leaf1:0', 'h0/nic0:2--compute/p1/leaf0:0'],
      paths: [
        {
          plane: 'compute/p0',
          paths: [['h0/nic0:1--compute/p0/leaf1:3', 'h1/nic0:0--compute/p0/leaf1:0']],
        },
        {
          plane: 'compute/p1',
          paths: [['h0/nic0:2--compute/p1/leaf0:0', 'h1/nic0:1--compute/p1/leaf0:1']],
        },
      ],
    });
    expect(of('switches')).toMatchObject({
      value: 2,
      unit: 'switches',
      set: ['compute/p0/leaf1', 'compute/p1/leaf0'],
    });
  });

  const cables = of('cables');
  const switches = of('switches');
  const path = cables.paths[0]!.paths[0]!;
  it.each<[string, SeparationCertificate, string]>([
    ['another value', { ...cables, value: 1 }, 'the set has 2 cables, not 1'],
    [
      'a smaller set',
      { ...cables, value: 1, set: cables.set.slice(1) },
      'there are 2 paths, not 1',
    ],
    [
      'a set that does not separate',
      { ...cables, set: [cables.set[1]!, 'h0/nic0:0--compute/p0/leaf0:0'] },
      'A still reaches h1/nic0 in compute/p0',
    ],
    [
      'a cable that is not there',
      { ...cables, set: [cables.set[0]!, 'x'] },
      'x is none of the cables in use',
    ],
    [
      'an end that is lost',
      { ...switches, set: ['h1/nic0', switches.set[1]!] },
      'h1/nic0 is none of the switches in use',
    ],
    ['an end that is empty', { ...cables, ends: { ...cables.ends, b: [] } }, 'end B is empty'],
    [
      'a path twice',
      { ...cables, paths: [{ plane: 'compute/p0', paths: [path, path] }] },
      `two paths take ${path[0]}`,
    ],
    [
      'half a path',
      { ...cables, paths: [{ plane: 'compute/p0', paths: [path.slice(0, 1), path] }] },
      `compute/p0: the path of ${path[0]} does not end in B`,
    ],
    [
      'a plane less',
      { ...cables, within: ['compute/p0'] },
      'compute/p1 is none of the planes that are looked at',
    ],
    ['a plane that is not there', { ...cables, within: ['compute/p0', 'x'] }, 'x is no plane'],
    [
      'another kind',
      { ...cables, kind: 'capacity' as 'separation' },
      'the kind is capacity, not separation',
    ],
  ])('is refused for %s', (_, changed, reason) => {
    expect(verify(cables)).toEqual([]);
    expect(verify(changed)).toContain(reason);
  });

  it('is refused where a cable of a path is dead', () => {
    const dead = fabric.gbps.map((gbps, c) => (fabric.cableId(c) === path[0] ? 0 : gbps));
    expect(verifySeparation(fabric, dead, cables)).toContain(
      `compute/p0: ${path[0]} is no cable in use`,
    );
  });
});
