import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { endpointSet } from '../../src/fabric/endpoint-set.js';
import { type Ends, flowBetween } from '../../src/flow/between.js';
import { bisection } from '../../src/flow/bisection/bisection.js';
import { certifiedBisection } from '../../src/flow/bisection/certificate.js';
import { certifiedCapacity } from '../../src/flow/certified-capacity.js';
import { verifyBisection } from '../../src/flow/certify/bisection.js';
import { verifyCapacity } from '../../src/flow/certify/capacity.js';
import { cubeWorlds } from '../cube-worlds.js';
import { lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld } from '../worlds.js';
import { bruteBisection, bruteCapacity } from './brute-force.js';
import { randomPlane } from './random-planes.js';

/** A fabric whose endpoints relay in every plane, or in none. */
const relaying = (fabric: CompactFabric, relays = true): CompactFabric => ({
  ...fabric,
  planes: fabric.planes.map((plane) => ({ ...plane, relays })),
});

/** Endpoints with one to three cables to a few switches, which seldom have cables to each other. */
function randomMesh(seed: number): { fabric: CompactFabric; capacity: Float64Array } {
  const random = lehmer(seed);
  const cables: SmallCable[] = [];
  const speed = () => [100, 200, 400][random(3)]!;
  const switches = 2 + random(3);
  for (let h = 2 + random(5); h >= 0; h--) {
    for (let i = random(3); i >= 0; i--) {
      cables.push([`h${h}/nic0`, `leaf${random(switches)}`, speed()]);
    }
  }
  if (random(3) === 0) cables.push(['leaf0', 'leaf1', speed()]);
  // Nothing forbids an extra cable between two NICs.
  if (random(4) === 0) cables.push(['h0/nic0', 'h1/nic0', speed()]);
  const fabric = relaying(compact(smallFabric({ cables })));
  return { fabric, capacity: fabric.gbps.map((gbps) => (random(9) === 0 ? 0 : gbps)) };
}

function randomEnds({ endpointCount, vertexCount }: CompactFabric, seed: number): Ends | null {
  const random = lehmer(seed + 77);
  const [a, b]: [number[], number[]] = [[], []];
  for (let v = 0; v < (random(3) > 0 ? endpointCount : vertexCount); v++) {
    [a, b, [], [], []][random(5)]!.push(v);
  }
  return a.length > 0 && b.length > 0 ? { a: Int32Array.from(a), b: Int32Array.from(b) } : null;
}

const line = compact(
  smallFabric({
    cables: [
      ['h0/nic0', 'leaf0'],
      ['h1/nic0', 'leaf0', 100],
      ['h1/nic0', 'leaf1'],
      ['h2/nic0', 'leaf1'],
    ],
  }),
);
const between = (fabric: CompactFabric, ...ids: string[]): Ends => {
  const [a, b] = ids.map((id) => Int32Array.of(fabric.indexOfVertex.get(id)!));
  return { a: a!, b: b! };
};

describe('where endpoints relay, the most that flows between two ends', () => {
  it('is the smallest of all cuts on random damaged planes, and certified', () => {
    let [tried, more] = [0, 0];
    for (let seed = 0; seed < 700; seed++) {
      const { fabric, capacity } = randomMesh(seed);
      const dumb = relaying(fabric, false);
      const ends = randomEnds(fabric, seed);
      if (!ends) continue;
      const { value } = certifiedCapacity(fabric, capacity, 'A--B', ends);
      expect(value, `seed ${seed}`).toBeCloseTo(bruteCapacity(fabric, capacity, 0, ends), 6);
      tried++;
      more += Number(value > flowBetween(dumb, capacity, 0, { ...ends }).value + 1e-6);
    }
    expect(tried).toBeGreaterThan(300);
    expect(more).toBeGreaterThan(70);
  });

  it('is that of all small cubes, damaged or not', () => {
    let carried = 0;
    for (const [seed, { name, document }] of [...cubeWorlds()].entries()) {
      const { fabric } = openWorld(document).subject;
      const ends = randomEnds(fabric, seed);
      const free = fabric.vertexCount - (ends ? ends.a.length + ends.b.length : 0);
      if (!ends || free > 15) continue;
      const random = lehmer(seed);
      for (const capacity of [fabric.gbps, fabric.gbps.map((g) => (random(6) === 0 ? 0 : g))]) {
        const { value } = certifiedCapacity(fabric, capacity, name, ends);
        const truth = fabric.planes.reduce(
          (sum, _, p) => sum + bruteCapacity(fabric, capacity, p, ends),
          0,
        );
        expect(value, name).toBeCloseTo(truth, 6);
        carried += Number(value > 0);
      }
    }
    expect(carried).toBeGreaterThan(25);
  });

  it('passes the others, but neither A nor B', () => {
    const through = (a: string, b: string) =>
      flowBetween(relaying(line), line.gbps, 0, between(line, a, b)).value;
    expect(through('h0/nic0', 'h2/nic0')).toBe(100);
    expect(through('compute/p0/leaf0', 'compute/p0/leaf1')).toBe(100);
    // h1 as a target takes all that both of its cables bring; what comes by one is not sent back.
    expect(through('h0/nic0', 'h1/nic0')).toBe(100);
    expect(through('h2/nic0', 'h1/nic0')).toBe(400);
  });

  it('is not certified by a flow through an endpoint where these pass nothing on', () => {
    const fabric = relaying(line);
    const certificate = certifiedCapacity(
      fabric,
      line.gbps,
      'A--B',
      between(line, 'h0/nic0', 'h2/nic0'),
    );
    expect(verifyCapacity(fabric, line.gbps, certificate)).toEqual([]);
    const reasons = verifyCapacity(line, line.gbps, certificate);
    expect(reasons).toContain('h1/nic0:0--compute/p0/leaf0:1 has -100 Gb/s at its lower end');
  });

  it('is certified by a cut on whose source side endpoints stand, as they do', () => {
    const fabric = relaying(line);
    const ends = between(line, 'h2/nic0', 'h0/nic0');
    const certificate = certifiedCapacity(fabric, line.gbps, 'A--B', ends);
    const [evidence] = certificate.planes;
    expect(evidence!.sourceSide).toEqual(['h1/nic0', 'compute/p0/leaf1']);
    expect(verifyCapacity(line, line.gbps, certificate)).toContain('h1/nic0 is no switch');
    for (const sourceSide of [
      ['compute/p0/leaf1'],
      ['h1/nic0'],
      ['h1/nic0', 'h1/nic0', 'compute/p0/leaf1'],
      ['h0/nic0', 'h1/nic0', 'compute/p0/leaf1'],
    ]) {
      const planes = [{ ...evidence!, sourceSide }];
      expect(verifyCapacity(fabric, line.gbps, { ...certificate, planes })).not.toEqual([]);
    }
    // What it takes in it gives out.
    const [first, ...rest] = evidence!.flow;
    const flow = [{ ...first!, gbps: first!.gbps / 2 }, ...rest];
    const planes = [{ ...evidence!, flow }];
    expect(verifyCapacity(fabric, line.gbps, { ...certificate, planes })).not.toEqual([]);
  });
});

describe('where endpoints relay, a bisection', () => {
  it('of all of them is what it is where they do not', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const [with_, without] = [relaying(fabric), fabric].map((one) => {
        const { prove, ...found } = bisection(one, capacity, 0);
        return { ...found, proof: prove() };
      });
      expect(with_, `seed ${seed}`).toEqual(without);
    }
  });

  it('among some is an interval around the truth, with a certificate', () => {
    let [exact, more] = [0, 0];
    for (let seed = 0; seed < 500; seed++) {
      const { fabric, capacity } = randomMesh(seed);
      const dumb = relaying(fabric, false);
      const random = lehmer(seed + 5);
      const chosen = [...Array(fabric.endpointCount).keys()].filter(() => random(2) > 0);
      const among = endpointSet(chosen, fabric.endpointCount);
      const found = certifiedBisection(fabric, capacity, 0, among);
      const { lower, upper } = found.bisection;
      const truth = bruteBisection(fabric, capacity, 0, among.list);
      expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
      expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
      expect(verifyBisection(fabric, capacity, found.certificate)).toEqual([]);
      exact += Number(found.bisection.exact && Math.abs(upper - truth) < 1e-6);
      more += Number(truth > bruteBisection(dumb, capacity, 0, among.list) + 1e-6);
    }
    expect(exact).toBeGreaterThan(250);
    expect(more).toBeGreaterThan(50);
  });

  it('among two NICs of a BCube that share no router goes through others, on two ways', () => {
    const world = [...cubeWorlds()].find(({ name }) => name.startsWith('{"n":3,"levels":2}'))!;
    const { fabric } = openWorld(world.document).subject;
    const among = endpointSet([0, 8], fabric.endpointCount);
    const truth = bruteBisection(fabric, fabric.gbps, 0, among.list);
    expect(truth).toBe(800);
    const { bisection: found } = certifiedBisection(fabric, fabric.gbps, 0, among);
    expect(found).toMatchObject({ upper: 800, exact: found.lower === 800 });
    const dumb = endpointSet([0, 8], fabric.endpointCount);
    expect(bisection(relaying(fabric, false), fabric.gbps, 0, dumb).upper).toBe(0);
  });
});
