import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { type EndpointSet, endpointSet } from '../../src/fabric/endpoint-set.js';
import { certifiedBisection } from '../../src/flow/bisection/certificate.js';
import { type BisectionCertificate, verifyBisection } from '../../src/flow/certify/bisection.js';
import { FabricState } from '../../src/measure/state.js';
import { cubeWorlds } from '../cube-worlds.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { bruteBisection } from './brute-force.js';
import { mutants } from './mutants.js';
import { randomPlane } from './random-planes.js';

const fabric = compact(
  smallFabric({ cables: leafSpineCables([3, 2, 2], 2, 1, { endpoint: 400, uplink: 200 }) }),
);
const capacity = fabric.gbps.map((gbps, cable) => (cable === fabric.cableCount - 1 ? 0 : gbps));
const { certificate } = certifiedBisection(fabric, capacity, 0);
const refuses = (changes: Partial<BisectionCertificate>) =>
  verifyBisection(fabric, capacity, { ...certificate, ...changes });

/** Every second endpoint of a fabric or so. */
function someOf({ endpointCount }: CompactFabric, seed: number): EndpointSet {
  const random = lehmer(seed);
  const chosen = [...Array(endpointCount).keys()].filter(() => random(3) > 0);
  return endpointSet(chosen, endpointCount);
}

/** What certificates that were made were proved by. */
const tally = () => {
  const counts = new Map<string, number>();
  return {
    counts,
    add: ({ lower: { by } }: BisectionCertificate) => counts.set(by, (counts.get(by) ?? 0) + 1),
  };
};

describe('certifiedBisection', () => {
  it('certifies both ends of every random plane, of all endpoints and among some', () => {
    const { counts, add } = tally();
    for (let seed = 1000; seed < 1400; seed++) {
      const plane = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      for (const among of [null, someOf(plane.fabric, seed)]) {
        const found = certifiedBisection(plane.fabric, plane.capacity, 0, among);
        const { lower, upper } = found.bisection;
        expect(found.certificate.value, `seed ${seed}`).toEqual({ lower, upper });
        const truth = bruteBisection(plane.fabric, plane.capacity, 0, among?.list);
        expect(lower, `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6);
        expect(upper, `seed ${seed}`).toBeGreaterThanOrEqual(truth - 1e-6);
        expect(verifyBisection(plane.fabric, plane.capacity, found.certificate)).toEqual([]);
        add(found.certificate);
      }
    }
    for (const by of ['leaf-classes', 'up-down', 'switch-classes']) {
      expect(counts.get(by), by).toBeGreaterThan(3);
    }
  });

  it('certifies every small world and cube, intact and damaged', () => {
    const { counts, add } = tally();
    for (const [i, { document }] of [...smallWorlds(), ...cubeWorlds()].entries()) {
      if (i % 5 !== 0) continue;
      const world = openWorld(document).subject.fabric;
      const random = lehmer(i);
      const damaged = world.gbps.map((gbps) => (random(8) === 0 ? 0 : gbps));
      for (const gbps of [world.gbps, damaged]) {
        const made = certifiedBisection(world, gbps, 0).certificate;
        const read: BisectionCertificate = JSON.parse(JSON.stringify(made));
        expect(verifyBisection(world, gbps, read)).toEqual([]);
        add(read);
      }
    }
    expect(counts.get('leaf-classes')).toBeGreaterThan(100);
    expect(counts.get('up-down')).toBeGreaterThan(20);
  });

  it('starts from the healthy proof where a fault took little, and says what it took', () => {
    let proved = 0;
    for (let seed = 0; seed < 300; seed++) {
      const plane = randomPlane(seed, 'any');
      const healthy = new FabricState(plane.fabric, plane.capacity);
      const dead = plane.capacity.findIndex((gbps) => gbps > 0);
      const after = plane.capacity.map((gbps, cable) => (cable === dead ? 0.97 * gbps : gbps));
      const found = new FabricState(plane.fabric, after, healthy).bisection(0);
      const made = certifiedBisection(plane.fabric, after, 0, null, found, plane.capacity);
      const { lower, value } = made.certificate;
      if (lower.by !== 'less-lost') continue;
      proved++;
      expect(lower.lostGbps).toBeCloseTo(0.03 * plane.capacity[dead]!, 6);
      const truth = bruteBisection(plane.fabric, after, 0);
      expect(value.lower).toBeLessThanOrEqual(truth + 1e-6);
      const again = (changes: Partial<BisectionCertificate>, before: Float64Array | null) =>
        verifyBisection(plane.fabric, after, { ...made.certificate, ...changes }, before);
      expect(again({}, plane.capacity)).toEqual([]);
      expect(again({}, null)).not.toEqual([]);
      expect(
        again(
          {},
          plane.fabric.gbps.map((gbps) => gbps + 1),
        ),
      ).not.toEqual([]);
      const more = { ...lower, lostGbps: lower.lostGbps + 1 };
      expect(again({ lower: more }, plane.capacity)).not.toEqual([]);
      expect(again({ lower: { ...lower, before: lower } }, plane.capacity)).not.toEqual([]);
    }
    expect(proved).toBeGreaterThan(20);
  });

  it('certifies planes without endpoints and with one', () => {
    for (const hosts of [
      [0, 0],
      [1, 0],
    ]) {
      const small = compact(smallFabric({ cables: leafSpineCables(hosts, 1) }));
      const { value, cut, lower } = certifiedBisection(small, small.gbps, 0).certificate;
      expect([value, cut, lower]).toEqual([{ lower: 0, upper: 0 }, [], { by: 'nothing' }]);
    }
  });

  it('speaks ids', () => {
    expect(certificate).toEqual({
      kind: 'bisection',
      subject: 'compute/p0',
      value: { lower: 400, upper: 400 },
      unit: 'Gb/s',
      side: ['h3/nic0', 'h4/nic0', 'h5/nic0', 'h6/nic0'],
      switches: ['compute/p0/leaf1', 'compute/p0/leaf2', 'compute/p0/spine0'],
      cut: [
        { bundle: 'compute/p0/leaf0--compute/p0/spine0', gbps: 200 },
        { bundle: 'compute/p0/leaf1--compute/p0/spine1', gbps: 200 },
      ],
      lower: {
        by: 'leaf-classes',
        classes: [['compute/p0/leaf0'], ['compute/p0/leaf1'], ['compute/p0/leaf2']],
      },
    });
  });
});

describe('verifyBisection', () => {
  it('accepts what was found', () => {
    expect(refuses({})).toEqual([]);
  });

  it('refuses another value, unit, kind or plane', () => {
    const { lower, upper } = certificate.value;
    for (const wrong of [401, 399, 400.001, -400, 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refuses({ value: { lower, upper: wrong } }), String(wrong)).not.toEqual([]);
      expect(refuses({ value: { lower: wrong, upper } }), String(wrong)).not.toEqual([]);
    }
    expect(refuses({ unit: 'GB/s' as 'Gb/s' })).toEqual(['the unit is GB/s, not Gb/s']);
    expect(refuses({ kind: 'cut' as 'bisection' })).toEqual(['the kind is cut, not bisection']);
    expect(refuses({ subject: 'compute/p9' })).toEqual(['there is no plane compute/p9']);
  });

  it('says what is wrong with a cut, with halves and with a proof', () => {
    const { cut, side, switches } = certificate;
    expect(refuses({ cut: cut.slice(1) })).toEqual([
      'compute/p0/leaf0--compute/p0/spine0 is missing in the cut',
    ]);
    expect(refuses({ side: side.slice(2) })).toContain('2 and 5 endpoints are no halves');
    expect(refuses({ side: [...side, side[0]!] })).toContain('h3/nic0 stands in half A twice');
    expect(refuses({ switches: [...switches, 'h0/nic0'] })).toContain('h0/nic0 is no switch');
    const classes = [['compute/p0/leaf0', 'compute/p0/leaf1'], ['compute/p0/leaf2']];
    expect(refuses({ lower: { by: 'leaf-classes', classes } })).toEqual([
      'compute/p0/leaf1 has other cables than compute/p0/leaf0 of the same class',
    ]);
    expect(refuses({ lower: { by: 'nothing' } })).toEqual([
      'what is proved of any halves is 0 Gb/s, not 400',
    ]);
  });

  it('refuses a certificate of one state for another', () => {
    for (let cable = 0; cable < fabric.cableCount; cable++) {
      const other = capacity.map((gbps, c) => (c === cable ? gbps / 2 : gbps));
      const reasons = verifyBisection(fabric, other, certificate);
      // What is refused is what is no longer so: the least cut may stay what it was.
      const same = Math.abs(bruteBisection(fabric, other, 0) - 400) < 1e-6;
      if (!same) expect(reasons, fabric.cableId(cable)).not.toEqual([]);
    }
  });

  it('refuses every changed number, and every changed id that says something else', () => {
    let [refused, same] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const plane = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const { endpointCount, vertexIds, indexOfVertex } = plane.fabric;
      for (const among of [null, someOf(plane.fabric, seed)]) {
        const made = certifiedBisection(plane.fabric, plane.capacity, 0, among).certificate;
        const texts = [vertexIds[0]!, vertexIds.at(-1)!, vertexIds[endpointCount]!, 'nobody', ''];
        const { kind, subject, unit, ...rest } = made;
        const said: string[] = [];
        for (const { at, value } of mutants(rest, texts)) {
          if (at === '/lower/by') continue;
          const mutant = { kind, subject, unit, ...(value as typeof rest) };
          const reasons = verifyBisection(plane.fabric, plane.capacity, mutant);
          if (reasons.length > 0) {
            refused++;
            continue;
          }
          same++;
          // Then it says what is true: no number was changed, and what it is among has these ends.
          said.push(at);
          expect(mutant.value, `seed ${seed} ${at}`).toEqual(made.value);
          const list = mutant.among?.map((id) => indexOfVertex.get(id)!);
          const truth = bruteBisection(plane.fabric, plane.capacity, 0, list);
          expect(mutant.value.lower).toBeLessThanOrEqual(truth + 1e-6);
          expect(mutant.value.upper).toBeGreaterThanOrEqual(truth - 1e-6);
        }
        expect(said.filter((at) => at.startsWith('/value') || at.endsWith('gbps'))).toEqual([]);
      }
    }
    expect(refused).toBeGreaterThan(20 * same);
    expect(refused).toBeGreaterThan(5000);
  });
});
