import { describe, expect, it } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { endpointSet } from '../../src/fabric/endpoint-set.js';
import { concurrentBound } from '../../src/flow/bisection/concurrent.js';
import type { Guarantee, Proof } from '../../src/flow/bisection/guarantee.js';
import { obliviousBound } from '../../src/flow/bisection/oblivious.js';
import { spectralBound } from '../../src/flow/bisection/spectral.js';
import { twoPhaseBound } from '../../src/flow/bisection/two-phase.js';
import { upDownBound } from '../../src/flow/bisection/up-down.js';
import { verifyLower } from '../../src/flow/certify/lower.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { lehmer } from '../small-fabrics.js';
import { bruteBisection } from './brute-force.js';
import { randomDirect } from './random-direct.js';
import { randomPlane } from './random-planes.js';

type Random = ReturnType<typeof lehmer>;

/** Proofs that somebody made up, by what they argue with; most of them are wrong somewhere. */
const inventions: Readonly<Record<Exclude<Proof['by'], 'less-lost' | 'nothing'>, Invent>> = {
  'leaf-classes': (random, { switches }) => {
    const leaves = switches.filter(() => random(3) > 0);
    const classes: string[][] = [];
    for (const leaf of leaves) {
      if (classes.length === 0 || random(3) > 0) classes.push([leaf]);
      else classes[random(classes.length)]!.push(leaf);
    }
    return { by: 'leaf-classes', classes };
  },
  'common-spines': (random, { switches }) => ({
    by: 'common-spines',
    leftOut: switches.filter(() => random(6) === 0),
  }),
  'up-down': (random, { switches }) => {
    const tops = switches.filter(() => random(3) === 0);
    const weights = tops.map(() => 1 + random(3));
    return { by: 'up-down', tiers: 1 + random(2), tops, ...(random(2) === 0 ? { weights } : {}) };
  },
  'two-phase': (random, { switches }) => {
    const [one, other] = [0, 0].map(() => switches[random(switches.length)] ?? '');
    const turn = { from: [one!, other!], to: [other!, one!] };
    const turns = random(3) > 0 && one !== other ? [turn] : [];
    return { by: 'two-phase', betweenGroups: random(4), turns };
  },
  spectral: (random) => {
    const [perEndpoint, perGbps, imbalance] = [random(60), random(8) / 20, random(20)];
    return { by: 'spectral', perEndpoint, perGbps, imbalance };
  },
  'switch-classes': (random, { switches }) => {
    const chosen = switches.filter(() => random(3) === 0);
    return { by: 'switch-classes', classes: chosen.length > 0 ? [chosen] : [] };
  },
  'all-to-all': (random, { endpoints }) => ({
    by: 'all-to-all',
    around: endpoints[random(endpoints.length)] ?? '',
  }),
};

type Invent = (
  random: Random,
  ids: { readonly endpoints: readonly string[]; readonly switches: readonly string[] },
) => Proof;

function idsOf({ vertexIds, endpointCount }: CompactFabric) {
  return { endpoints: vertexIds.slice(0, endpointCount), switches: vertexIds.slice(endpointCount) };
}

const bounds = {
  obliviousBound,
  concurrentBound,
  upDownBound,
  spectralBound,
  twoPhaseBound: (...of: Parameters<typeof upDownBound>) => twoPhaseBound(...of, []),
};

describe('verifyLower', () => {
  it.each(Object.entries(bounds))('makes of what proves %s what it says', (_, bound) => {
    let proved = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { fabric, capacity } = seed % 2 === 0 ? randomDirect(seed) : randomPlane(seed, 'any');
      const [plane] = fabric.planes;
      const chosen = Array.from(plane!.endpoints).filter((e) => (e + seed) % 4 > 0);
      for (const among of [null, endpointSet(chosen, fabric.endpointCount)]) {
        const found: Guarantee | null = bound(fabric, capacity, planeNetwork(fabric, 0, among));
        if (!found) continue;
        const reasons: string[] = [];
        const { gbps, proof } = found;
        const again = verifyLower(fabric, capacity, plane!, among, proof, reasons, null);
        expect(reasons, `seed ${seed}`).toEqual([]);
        expect(again, `seed ${seed}`).toBeCloseTo(gbps, 6);
        if (gbps > 0) proved++;
      }
    }
    expect(proved).toBeGreaterThan(20);
  });

  it.each(Object.entries(inventions))('believes no %s that says too much', (_, invent) => {
    let [believed, told] = [0, 0];
    for (let seed = 0; seed < 500; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const random = lehmer(seed + 17);
      const [plane] = fabric.planes;
      const chosen = Array.from(plane!.endpoints).filter(() => random(4) > 0);
      const among = seed % 3 === 0 ? endpointSet(chosen, fabric.endpointCount) : null;
      const relays = seed % 5 === 0;
      const seen: CompactFabric = { ...fabric, planes: [{ ...plane!, relays }] };
      const truth = bruteBisection(seen, capacity, 0, among?.list);
      for (let i = 0; i < 4; i++) {
        const proof = invent(random, idsOf(fabric));
        const reasons: string[] = [];
        const gbps = verifyLower(seen, capacity, seen.planes[0]!, among, proof, reasons, null);
        told += Number(reasons.length > 0);
        if (reasons.length > 0) continue;
        expect(gbps, `seed ${seed} ${JSON.stringify(proof)}`).toBeLessThanOrEqual(truth + 1e-6);
        if (gbps > 0) believed++;
      }
    }
    expect(believed).toBeGreaterThan(20);
    expect(told).toBeGreaterThan(20);
  });
});
