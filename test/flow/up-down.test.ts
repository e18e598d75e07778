import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { endpointSet } from '../../src/fabric/endpoint-set.js';
import { climbOf } from '../../src/flow/bisection/climb.js';
import { leafClasses } from '../../src/flow/bisection/climb-classes.js';
import { upDownBound } from '../../src/flow/bisection/up-down.js';
import type { UpDownProof } from '../../src/flow/certify/up-down.js';
import { verifyUpDown } from '../../src/flow/certify/up-down.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { podWorlds } from '../pod-worlds.js';
import { lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld } from '../worlds.js';
import { randomPlane } from './random-planes.js';
import { referenceUpDown } from './reference-up-down.js';

function verified(fabric: CompactFabric, capacity: Float64Array, proof: UpDownProof) {
  const reasons: string[] = [];
  const gbps = verifyUpDown(fabric, capacity, fabric.planes[0]!, null, proof, reasons);
  return { gbps, reasons };
}

function expectAsBefore(fabric: CompactFabric, capacity: Float64Array, name: string): number {
  const found = upDownBound(fabric, capacity, planeNetwork(fabric, 0));
  expect(found?.gbps ?? 0, name).toBeCloseTo(referenceUpDown(fabric, capacity), 6);
  if (!found) return 0;
  const { gbps, reasons } = verified(fabric, capacity, found.proof);
  expect(reasons, name).toEqual([]);
  expect(gbps, name).toBeCloseTo(found.gbps, 6);
  return found.gbps;
}

describe('routing up and down by classes of leaves', () => {
  it('proves what it does leaf by leaf, on random damaged planes', () => {
    let proved = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 3 === 0 ? 'leaf-spine' : 'any');
      if (expectAsBefore(fabric, capacity, `seed ${seed}`) > 0) proved++;
    }
    expect(proved).toBeGreaterThan(100);
  });

  it('proves what it does leaf by leaf, on all small fabrics of three tiers, damaged or not', () => {
    let proved = 0;
    for (const [seed, { name, document }] of [...podWorlds()].entries()) {
      if (seed % 3 > 0) continue;
      const { fabric } = openWorld(document).subject;
      const draw = lehmer(seed);
      for (const capacity of [fabric.gbps, fabric.gbps.map((g) => (draw(5) === 0 ? g / 2 : g))]) {
        if (expectAsBefore(fabric, capacity, name) > 0) proved++;
      }
      const dead = fabric.gbps.map((g) => (draw(9) === 0 ? 0 : g));
      expectAsBefore(fabric, dead, name);
    }
    expect(proved).toBeGreaterThan(100);
  });

  it('among endpoints of one pod ends at its spines', () => {
    const fabric = pods(4, 2, 2, 1);
    const among = endpointSet([0, 1, 2, 3], fabric.endpointCount);
    const found = upDownBound(fabric, fabric.gbps, planeNetwork(fabric, 0, among))!;
    expect(found).toMatchObject({ gbps: 800, proof: { by: 'up-down', tiers: 1 } });
    const reasons: string[] = [];
    const { proof } = found;
    expect(verifyUpDown(fabric, fabric.gbps, fabric.planes[0]!, among, proof, reasons)).toBe(800);
    expect(reasons).toEqual([]);
  });
});

/** Pods of `width` leaves and spines, `width` endpoints on a leaf; core k joins spines k mod width. */
function pods(count: number, width: number, cores: number, parallel: number): CompactFabric {
  const cables: SmallCable[] = [];
  for (let pod = 0; pod < count; pod++) {
    for (let i = 0; i < width; i++) {
      const [leaf, spine] = [`leaf${pod * width + i}`, `spine${pod * width + i}`];
      for (let j = 0; j < width; j++) {
        cables.push([`h${(pod * width + i) * width + j}/nic0`, leaf]);
        cables.push([leaf, `spine${pod * width + j}`]);
      }
      for (let k = 0; k < cores; k++) {
        for (let p = 0; p < parallel; p++) cables.push([spine, `core${i * cores + k}`]);
      }
    }
  }
  return compact(smallFabric({ cables }));
}

const classesOf = (fabric: CompactFabric, capacity: Float64Array) => {
  const network = planeNetwork(fabric, 0);
  const climb = climbOf(network, capacity, Number.POSITIVE_INFINITY);
  return leafClasses(
    climb,
    [...network.isLeaf.keys()].filter((v) => network.isLeaf[v] === 1),
  ).map((leaves) => leaves.length);
};

describe('classes of leaves', () => {
  it('are one in an intact fat-tree; damage makes as many as it must', () => {
    const fabric = pods(4, 4, 2, 2);
    expect(classesOf(fabric, fabric.gbps)).toEqual([16]);
    const between = (a: string, b: string) => (gbps: number, c: number) =>
      [fabric.vertexIds[fabric.lower[c]!]!, fabric.vertexIds[fabric.upper[c]!]!].join() ===
      `compute/p0/${a},compute/p0/${b}`
        ? gbps / 2
        : gbps;
    // A leaf by itself; all leaves of a pod.
    expect(classesOf(fabric, fabric.gbps.map(between('leaf5', 'spine6'))).sort()).toEqual([1, 15]);
    expect(classesOf(fabric, fabric.gbps.map(between('spine6', 'core5'))).sort()).toEqual([12, 4]);
  });
});

describe('a proof by routing up and down', () => {
  const fabric = pods(2, 2, 1, 2);
  const proof: UpDownProof = { by: 'up-down', tiers: 2, tops: [0, 1].map(core) };
  function core(k: number): string {
    return `compute/p0/core${k}`;
  }

  it('of an intact fat-tree names the tops only, and holds for its full bisection', () => {
    const found = upDownBound(fabric, fabric.gbps, planeNetwork(fabric, 0));
    expect(found).toEqual({ gbps: 1600, proof });
    expect(verified(fabric, fabric.gbps, proof)).toEqual({ gbps: 1600, reasons: [] });
  });

  it('proves less with other weights, and is refused with what is not there', () => {
    const weighed = (tops: readonly string[], weights?: readonly number[] | undefined, tiers = 2) =>
      verified(fabric, fabric.gbps, { by: 'up-down', tiers, tops, ...(weights && { weights }) });
    // Cables of 800 Gb/s above spines that two leaves of 800 Gb/s send three quarters of it.
    expect(weighed(proof.tops, [3, 1]).gbps).toBeCloseTo((1600 * 400) / 600, 6);
    const refused: [string, readonly string[], (readonly number[] | undefined)?, number?][] = [
      ['compute/p0/core9 is not 2 cables up', [core(0), core(9)]],
      ['compute/p0/leaf0 is not 2 cables up', [core(0), 'compute/p0/leaf0']],
      ['compute/p0/core0 is a top switch twice', [core(0), core(0)]],
      ['compute/p0/core1 has weight -1', proof.tops, [1, -1]],
      ['compute/p0/core1 has weight NaN', proof.tops, [1, Number.NaN]],
      ['2 top switches have 1 weights', proof.tops, [1]],
      ['there is no top switch', []],
      ['traffic cannot turn round 0 cables above the leaves', proof.tops, undefined, 0],
      ['compute/p0/core0 is not 1 cables up', proof.tops, undefined, 1],
      ['compute/p0/leaf1 does not reach all of the top switches', ['compute/p0/spine3'], [1], 1],
    ];
    for (const [reason, ...args] of refused) {
      expect(weighed(...args).reasons, reason).toContain(reason);
    }
  });
});
