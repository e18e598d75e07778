import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { type Ends, flowBetween, planesBetween } from '../../src/flow/between.js';
import { certifiedCapacity } from '../../src/flow/certified-capacity.js';
import { type CapacityCertificate, verifyCapacity } from '../../src/flow/certify/capacity.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { bruteCapacity } from './brute-force.js';
import { randomPlane } from './random-planes.js';

const idsOf = (fabric: CompactFabric, ids: readonly string[]) =>
  Int32Array.from(ids, (id) => fabric.indexOfVertex.get(id)!).sort();

const endsOf = (fabric: CompactFabric, a: readonly string[], b: readonly string[]): Ends => ({
  a: idsOf(fabric, a),
  b: idsOf(fabric, b),
});

/** Two sets of vertices, endpoints and switches mixed as it comes; null if one is empty. */
function randomEnds(fabric: CompactFabric, seed: number): Ends | null {
  const random = lehmer(seed + 4242);
  const [a, b]: [number[], number[]] = [[], []];
  const onlyEndpoints = random(3) > 0;
  for (let v = 0; v < (onlyEndpoints ? fabric.endpointCount : fabric.vertexCount); v++) {
    [a, b, [], []][random(4)]!.push(v);
  }
  return a.length > 0 && b.length > 0 ? { a: Int32Array.from(a), b: Int32Array.from(b) } : null;
}

describe('the most that flows between two ends', () => {
  it('is the smallest of all cuts on random damaged planes', () => {
    let tried = 0;
    for (let seed = 0; seed < 900; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const ends = randomEnds(fabric, seed);
      if (!ends) continue;
      const { value } = flowBetween(fabric, capacity, 0, ends);
      expect(value, `seed ${seed}`).toBeCloseTo(bruteCapacity(fabric, capacity, 0, ends), 6);
      const back = flowBetween(fabric, capacity, 0, { a: ends.b, b: ends.a });
      expect(back.value, `seed ${seed}`).toBeCloseTo(value, 6);
      tried++;
    }
    expect(tried).toBeGreaterThan(600);
  });

  it('is the sum over the planes of small worlds, and certified', () => {
    let carried = 0;
    for (const [seed, { name, document }] of [...smallWorlds()].entries()) {
      if (seed % 5 !== 0) continue;
      const { fabric } = openWorld(document).subject;
      const ends = randomEnds(fabric, seed);
      if (!ends) continue;
      const random = lehmer(seed);
      const capacity = fabric.gbps.map((gbps) => (random(8) === 0 ? 0 : gbps));
      const { value } = certifiedCapacity(fabric, capacity, name, ends);
      const truth = fabric.planes.reduce(
        (sum, _, p) => sum + bruteCapacity(fabric, capacity, p, ends),
        0,
      );
      expect(value, name).toBeCloseTo(truth, 6);
      carried += Number(value > 0);
    }
    expect(carried).toBeGreaterThan(150);
  });

  it('passes no endpoint, be it in A, in B or in neither', () => {
    const fabric = compact(
      smallFabric({
        cables: [
          ['h0/nic0', 'leaf0'],
          ['h1/nic0', 'leaf0'],
          ['h1/nic0', 'leaf1'],
          ['h2/nic0', 'leaf1'],
        ],
      }),
    );
    const between = (a: string[], b: string[]) =>
      flowBetween(fabric, fabric.gbps, 0, endsOf(fabric, a, b)).value;
    expect(between(['h0/nic0'], ['h2/nic0'])).toBe(0);
    expect(between(['h0/nic0', 'h1/nic0'], ['h2/nic0'])).toBe(400);
    expect(between(['h0/nic0'], ['h1/nic0', 'h2/nic0'])).toBe(400);
    expect(between(['compute/p0/leaf0'], ['compute/p0/leaf1'])).toBe(0);
    expect(between(['compute/p0/leaf0'], ['h1/nic0'])).toBe(400);
  });

  it('counts an endpoint with cables in a plane that is not its own', () => {
    const { a, b } = { a: { cables: leafSpineCables([1, 1], 1) }, b: { cables: [] } };
    const fabric = compact(smallFabric(a, { ...b, alone: ['leaf0'] }));
    const ends = endsOf(fabric, ['h0/nic0'], ['h1/nic0']);
    expect(planesBetween(fabric, ends)).toEqual([0]);
    expect(flowBetween(fabric, fabric.gbps, 1, ends).value).toBe(0);
  });

  it('has the known figures of 64 leaves × 32 spines', () => {
    const fabric = compact(smallFabric({ cables: leafSpineCables(Array(64).fill(32), 32) }));
    const hosts = (from: number, to: number) =>
      [...Array(to - from).keys()].map((i) => `h${from + i}/nic0`);
    const leaves = [...Array(64).keys()].map((l) => `compute/p0/leaf${l}`);
    const spines = [...Array(32).keys()].map((s) => `compute/p0/spine${s}`);
    const between = (a: string[], b: string[]) =>
      flowBetween(fabric, fabric.gbps, 0, endsOf(fabric, a, b)).value;
    expect(between(hosts(0, 32), hosts(32, 2048))).toBe(12_800);
    expect(between(hosts(0, 1024), hosts(1024, 2048))).toBe(409_600);
    expect(between(leaves, spines)).toBe(64 * 32 * 400);
    expect(between(leaves.slice(0, 1), leaves.slice(1))).toBe(12_800);
    expect(between(hosts(0, 64), spines)).toBe(25_600);
  });
});

describe('verifyCapacity', () => {
  const plane = { cables: leafSpineCables([2, 2, 1], 2, 1, { endpoint: 400, uplink: 200 }) };
  const fabric = compact(smallFabric(plane, plane));
  const capacity = fabric.gbps.map((gbps, cable) => (cable === fabric.cableCount - 1 ? 0 : gbps));
  const ends = endsOf(fabric, ['h0/nic0', 'h1/nic0'], ['h2/nic0', 'compute/p1/leaf2']);
  const certificate = certifiedCapacity(fabric, capacity, 'A--B', ends);
  type Evidence = CapacityCertificate['planes'][number];
  const [first, second] = certificate.planes as readonly [Evidence, Evidence];
  const refuses = (changes: Partial<CapacityCertificate>) =>
    verifyCapacity(fabric, capacity, { ...certificate, ...changes });
  const refusesFirst = (changes: Partial<Evidence>) =>
    refuses({ planes: [{ ...first, ...changes }, second] });

  it('accepts what was found', () => {
    expect(certificate.planes.map(({ plane, value }) => [plane, value])).toEqual([
      ['compute/p0', 400],
      ['compute/p1', 400],
    ]);
    expect(certificate.value).toBe(800);
    expect(refuses({})).toEqual([]);
  });

  it('refuses another value, unit, kind or plane', () => {
    for (const value of [first.value + 1, first.value - 1, 0, -400, Number.NaN]) {
      expect(refuses({ value: value + second.value }), String(value)).not.toEqual([]);
      expect(refusesFirst({ value }), String(value)).not.toEqual([]);
    }
    expect(refuses({ unit: 'GB/s' as 'Gb/s' })).toEqual(['the unit is GB/s, not Gb/s']);
    expect(refuses({ kind: 'cut' as 'capacity' })).toEqual(['the kind is cut, not capacity']);
    expect(refusesFirst({ plane: 'compute/p9' })).toContain('there is no plane compute/p9');
    expect(refuses({ planes: [first] })).toContain('compute/p1 is missing');
    expect(refuses({ planes: [first, second, second] })).toContain('compute/p1 stands there twice');
  });

  it('refuses other ends', () => {
    const { a, b } = certificate.ends;
    for (const other of [
      { a: a.slice(1), b },
      { a, b: b.slice(1) },
      { a: [...a, b[0]!], b },
      { a: [...a, a[0]!], b },
      { a: [...a, 'nobody'], b },
      { a: [...a, 'h4/nic0'], b },
      { a: [], b },
      { a, b: [] },
    ]) {
      expect(refuses({ ends: other }), JSON.stringify(other)).not.toEqual([]);
    }
  });

  it('refuses any other flow and any other cut', () => {
    for (const id of fabric.cableIds) {
      const evidence = id.includes('/p1/') ? second : first;
      const old = evidence.flow.find(({ cable }) => cable === id)?.gbps ?? 0;
      const others = evidence.flow.filter(({ cable }) => cable !== id);
      for (const gbps of [old + 1, old - 1, -old - 0.01, Number.NaN, 1e9]) {
        const flow = [...others, { cable: id, gbps }];
        const planes = certificate.planes.map((p) => (p === evidence ? { ...p, flow } : p));
        expect(refuses({ planes }).length, `${id} ${gbps}`).toBeGreaterThan(0);
      }
    }
    first.cut.forEach((entry, i) => {
      expect(refusesFirst({ cut: first.cut.filter((_, j) => j !== i) })).not.toEqual([]);
      expect(refusesFirst({ cut: first.cut.with(i, { ...entry, gbps: 1 }) })).not.toEqual([]);
    });
    expect(first.cut.length).toBeGreaterThan(0);
    for (const id of ['h0/nic0', 'nobody', 'compute/p0/spine1']) {
      const others = first.sourceSide.filter((other) => other !== id);
      const sourceSide = others.length < first.sourceSide.length ? others : [...others, id];
      expect(refusesFirst({ sourceSide }), id).not.toEqual([]);
    }
    expect(refuses({ planes: [first, { ...second, sourceSide: ['compute/p1/leaf2'] }] })).toContain(
      'compute/p1/leaf2 is on side B and stands with the sources',
    );
  });

  it('refuses a flow where the cable is dead', () => {
    const used = first.flow[0]!.cable;
    const dead = capacity.map((gbps, cable) => (fabric.cableIds[cable] === used ? 0 : gbps));
    const twice = refusesFirst({ flow: [...first.flow, first.flow[0]!] });
    expect(twice).toContain(`${used} has a flow twice`);
    expect(verifyCapacity(fabric, dead, certificate)).not.toEqual([]);
  });
});
