import { describe, expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { certificateJson, certifiedBisection } from '../../src/flow/certificate.js';
import { type BisectionCertificate, verifyBisection } from '../../src/flow/certify.js';
import { leafSpineCables, smallFabric } from '../small-fabrics.js';
import { bruteBisection } from './brute-force.js';
import { randomPlane } from './random-planes.js';

const fabric = compact(
  smallFabric({ cables: leafSpineCables([3, 2, 2], 2, 1, { endpoint: 400, uplink: 200 }) }),
);
const capacity = fabric.gbps.map((gbps, cable) => (cable === fabric.cableCount - 1 ? 0 : gbps));
const { certificate } = certifiedBisection(fabric, capacity, 0);
const refuses = (changes: Partial<BisectionCertificate>) =>
  verifyBisection(fabric, capacity, { ...certificate, ...changes });

describe('certifiedBisection', () => {
  it('certifies the upper end of every random plane', () => {
    for (let seed = 1000; seed < 1400; seed++) {
      const plane = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const found = certifiedBisection(plane.fabric, plane.capacity, 0);
      const { lower, upper } = found.bisection;
      expect(found.certificate.value, `seed ${seed}`).toBeCloseTo(upper, 6);
      const truth = bruteBisection(plane.fabric, plane.capacity, 0);
      expect(lower).toBeLessThanOrEqual(truth + 1e-6);
      expect(upper).toBeGreaterThanOrEqual(truth - 1e-6);
      expect(verifyBisection(plane.fabric, plane.capacity, found.certificate)).toEqual([]);
    }
  });

  it('certifies planes without endpoints and with one', () => {
    for (const hosts of [
      [0, 0],
      [1, 0],
    ]) {
      const small = compact(smallFabric({ cables: leafSpineCables(hosts, 1) }));
      const { value, cut, flow } = certifiedBisection(small, small.gbps, 0).certificate;
      expect([value, cut, flow.size]).toEqual([0, [], 0]);
    }
  });

  it('speaks ids and survives JSON', () => {
    const json = JSON.parse(JSON.stringify(certificateJson(certificate)));
    expect(json).toMatchObject({ kind: 'bisection', subject: 'compute/p0', unit: 'Gb/s' });
    expect(json.flow).toHaveLength(certificate.flow.size);
    expect(json.cut.every(({ bundle }: { bundle: string }) => bundle.includes('--'))).toBe(true);
  });
});

describe('verifyBisection', () => {
  it('accepts what was found', () => {
    expect(certificate.value).toBe(400);
    expect(refuses({})).toEqual([]);
  });

  it('refuses another value, unit, kind or plane', () => {
    for (const value of [401, 399, 400.001, -400, 0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refuses({ value }), String(value)).not.toEqual([]);
    }
    expect(refuses({ unit: 'GB/s' as 'Gb/s' })).toEqual(['the unit is GB/s, not Gb/s']);
    expect(refuses({ kind: 'cut' as 'bisection' })).toEqual(['the kind is cut, not bisection']);
    expect(refuses({ subject: 'compute/p9' })).toEqual(['there is no plane compute/p9']);
  });

  it('refuses any other flow on any cable', () => {
    for (const id of fabric.cableIds) {
      const old = certificate.flow.get(id) ?? 0;
      for (const gbps of [old + 1, old - 1, -old - 0.01, old * 1.001 + 0.001, Number.NaN, 1e9]) {
        const reasons = refuses({ flow: new Map([...certificate.flow, [id, gbps]]) });
        expect(reasons.length, `${id} ${gbps}`).toBeGreaterThan(0);
      }
    }
    const elsewhere = new Map([...certificate.flow, ['h0/nic0:9--leaf9:9', 1]]);
    expect(refuses({ flow: elsewhere })).toEqual(['1 flows are on no cable of the plane']);
    expect(refuses({ flow: new Map() })).not.toEqual([]);
  });

  it('refuses a flow where the cable is dead', () => {
    const [used] = certificate.flow.keys();
    const dead = capacity.map((gbps, cable) => (fabric.cableIds[cable] === used ? 0 : gbps));
    expect(verifyBisection(fabric, dead, certificate)).not.toEqual([]);
  });

  it('refuses any other cut', () => {
    const { cut } = certificate;
    expect(cut.length).toBeGreaterThan(0);
    cut.forEach((entry, i) => {
      expect(refuses({ cut: cut.filter((_, j) => j !== i) })).not.toEqual([]);
      expect(refuses({ cut: cut.with(i, { ...entry, gbps: entry.gbps + 1 }) })).not.toEqual([]);
      expect(refuses({ cut: cut.with(i, { ...entry, bundle: 'a--b' }) })).not.toEqual([]);
      expect(refuses({ cut: [...cut, entry] })).not.toEqual([]);
    });
    const switches = fabric.vertexIds.slice(fabric.endpointCount);
    for (const id of [...switches, 'h0/nic0', 'nobody']) {
      const others = certificate.sourceSide.filter((other) => other !== id);
      const sourceSide = others.length < certificate.sourceSide.length ? others : [...others, id];
      expect(refuses({ sourceSide }), id).not.toEqual([]);
    }
  });

  it('refuses halves that are none', () => {
    const { a, b } = certificate.halves;
    for (const halves of [
      { a: a.slice(1), b },
      { a: a.slice(1), b: [...b, a[0]!] },
      { a: [...a, a[0]!], b },
      { a: [...a, b[0]!], b },
      { a: a.with(0, 'nobody'), b },
      { a: a.with(0, b[0]!), b: b.with(0, a[0]!) },
      { a: b, b: a },
      { a: [...a, 'compute/p0/leaf0'], b },
      { a: [], b: [] },
    ]) {
      expect(refuses({ halves }), JSON.stringify(halves)).not.toEqual([]);
    }
  });
});
