import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { type EndpointSet, endpointSet } from '../../src/fabric/endpoint-set.js';
import { bisection } from '../../src/flow/bisection/bisection.js';
import { certifiedBisection } from '../../src/flow/bisection/certificate.js';
import { type BisectionCertificate, verifyBisection } from '../../src/flow/certify/bisection.js';
import { leafSpineCables, lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { bruteBisection } from './brute-force.js';
import { randomPlane } from './random-planes.js';

const setOf = (fabric: CompactFabric, endpoints: Iterable<number>) =>
  endpointSet(endpoints, fabric.endpointCount);

/** Each endpoint of a fabric by a throw of two coins, or of one. */
function randomSet(fabric: CompactFabric, seed: number): EndpointSet {
  const random = lehmer(seed + 99);
  const sides = 2 + random(3);
  const chosen = [...Array(fabric.endpointCount).keys()].filter(() => random(sides) > 0);
  return setOf(fabric, chosen);
}

describe('bisection among some endpoints', () => {
  it('of random damaged leaf–spine planes is exact', () => {
    for (let seed = 0; seed < 600; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'leaf-spine');
      const among = randomSet(fabric, seed);
      const { exact, upper, endpoints } = bisection(fabric, capacity, 0, among);
      const brute = bruteBisection(fabric, capacity, 0, among.list);
      expect([exact, endpoints]).toEqual([true, among.list.length]);
      expect(upper, `seed ${seed}`).toBeCloseTo(brute, 6);
    }
  });

  it('of any random plane is an interval around the truth, with a certificate', () => {
    let exact = 0;
    for (let seed = 0; seed < 600; seed++) {
      const { fabric, capacity } = randomPlane(seed, 'any');
      const among = randomSet(fabric, seed);
      const found = certifiedBisection(fabric, capacity, 0, among);
      const { lower, upper } = found.bisection;
      const truth = bruteBisection(fabric, capacity, 0, among.list);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
      expect(verifyBisection(fabric, capacity, found.certificate)).toEqual([]);
      exact += Number(found.bisection.exact);
    }
    expect(exact).toBeGreaterThan(450);
  });

  it('of small worlds is what trying all halves gives, plane by plane', () => {
    let tried = 0;
    for (const [seed, { name, document }] of [...smallWorlds()].entries()) {
      if (seed % 5 !== 0) continue;
      const { fabric } = openWorld(document).subject;
      const among = randomSet(fabric, seed);
      const random = lehmer(seed);
      const capacity = fabric.gbps.map((gbps) => (random(8) === 0 ? 0 : gbps));
      fabric.planes.forEach(({ endpoints, switches }, p) => {
        if (endpoints.length > 8 || switches.length > 6) return;
        const chosen = endpoints.filter((e) => among.has[e] === 1);
        const { lower, upper } = bisection(fabric, capacity, p, among);
        const truth = bruteBisection(fabric, capacity, p, chosen);
        expect(lower, name).toBeLessThanOrEqual(truth + 1e-6);
        expect(upper, name).toBeGreaterThanOrEqual(truth - 1e-6);
        tried++;
      });
    }
    expect(tried).toBeGreaterThan(300);
  });

  it('of all endpoints is the bisection of the plane', () => {
    for (let seed = 0; seed < 100; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const all = setOf(fabric, fabric.planes[0]!.endpoints);
      const [some, plane] = [bisection(fabric, capacity, 0, all), bisection(fabric, capacity, 0)];
      expect([some.upper, some.fullGbps]).toEqual([plane.upper, plane.fullGbps]);
      expect(some.lower).toBeGreaterThanOrEqual(plane.lower);
    }
  });

  it('needs no uplink on one leaf, and all of two among two', () => {
    // Eight leaves of four hosts with one uplink to each of two spines.
    const cables = leafSpineCables(Array(8).fill(4), 2);
    const fabric = compact(smallFabric({ cables }));
    const of = (count: number) =>
      bisection(fabric, fabric.gbps, 0, setOf(fabric, [...Array(count).keys()]));
    expect(of(4)).toMatchObject({ upper: 800, fullGbps: 800, method: 'leaf-classes' });
    expect(of(8)).toMatchObject({ upper: 800, fullGbps: 1600, method: 'leaf-classes' });
    expect(of(1)).toMatchObject({ upper: 0, exact: true });
    expect(of(0)).toMatchObject({ upper: 0, exact: true, endpoints: 0 });
  });

  it('is proved inside a pod and across pods of three tiers', () => {
    const fabric = compact(smallFabric({ cables: threeTiers() }));
    const of = (hosts: Iterable<number>) => bisection(fabric, fabric.gbps, 0, setOf(fabric, hosts));
    const span = (from: number, to: number) => [...Array(to - from).keys()].map((i) => from + i);
    // One leaf, one pod of four leaves, the hosts of two pods, a host of each leaf.
    expect(of(span(0, 4))).toMatchObject({ upper: 800, exact: true });
    expect(of(span(0, 16))).toMatchObject({ upper: 3200, exact: true });
    expect(of(span(0, 32))).toMatchObject({ upper: 6400, exact: true });
    expect(of(span(0, 32).map((l) => 4 * l))).toMatchObject({ upper: 6400, exact: true });
  });
});

/** Eight pods of four leaves with four hosts and four spines, sixteen cores. */
function threeTiers(): SmallCable[] {
  const cables: SmallCable[] = [];
  for (let l = 0; l < 32; l++) {
    for (let i = 0; i < 4; i++) cables.push([`h${4 * l + i}/nic0`, `leaf${l}`]);
    for (let s = 0; s < 4; s++) cables.push([`leaf${l}`, `spine${4 * Math.floor(l / 4) + s}`]);
  }
  for (let s = 0; s < 32; s++) {
    for (let i = 0; i < 4; i++) cables.push([`spine${s}`, `core${4 * (s % 4) + i}`]);
  }
  return cables;
}

describe('a certificate about some endpoints', () => {
  const fabric = compact(smallFabric({ cables: leafSpineCables([3, 2, 2], 2) }));
  const among = setOf(fabric, [0, 3, 4, 6]);
  const { certificate } = certifiedBisection(fabric, fabric.gbps, 0, among);
  const refuses = (changes: Partial<BisectionCertificate>) =>
    verifyBisection(fabric, fabric.gbps, { ...certificate, ...changes });

  it('names them, and holds', () => {
    expect(certificate.among).toEqual(['h0/nic0', 'h3/nic0', 'h4/nic0', 'h6/nic0']);
    expect(refuses({})).toEqual([]);
  });

  it('is refused for others', () => {
    const ids = certificate.among!;
    const { among: _, ...whole } = certificate;
    expect(verifyBisection(fabric, fabric.gbps, whole)).toContain(
      '2 and 5 endpoints are no halves',
    );
    expect(refuses({ among: ids.slice(1) })).toContain(
      'h0/nic0 is none of the endpoints that are halved',
    );
    // Two of five are a half, too; between such halves there is more.
    expect(refuses({ among: [...ids, 'h1/nic0'] })).not.toEqual([]);
    expect(refuses({ among: [...ids, 'h9/nic0'] })).toEqual([
      'h9/nic0 is no endpoint of compute/p0',
    ]);
    expect(refuses({ among: [...ids, ids[0]!] })).toEqual([
      'h0/nic0 is named twice among those that are halved',
    ]);
  });

  it('is refused when an idle endpoint stands on a side', () => {
    expect(refuses({ switches: [...certificate.switches, 'h1/nic0'] })).toEqual([
      'h1/nic0 is no switch',
    ]);
  });
});
