import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { endpointSet } from '../../src/fabric/endpoint-set.js';
import { smallestRitz } from '../../src/flow/bisection/lanczos.js';
import { spectralBound } from '../../src/flow/bisection/spectral.js';
import { isDefinite, symmetric } from '../../src/flow/certify/definite.js';
import { type SpectralProof, verifySpectral } from '../../src/flow/certify/spectral.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { cubeWorlds } from '../cube-worlds.js';
import { lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld } from '../worlds.js';
import { bruteBisection } from './brute-force.js';
import { randomDirect } from './random-direct.js';
import { randomPlane } from './random-planes.js';

const boundOf = (fabric: CompactFabric, capacity: Float64Array) =>
  spectralBound(fabric, capacity, planeNetwork(fabric, 0));

/** Of how many the bound says something; how many meet the truth. */
function expectBelow(
  planes: Iterable<{ fabric: CompactFabric; capacity: Float64Array }>,
): [proved: number, met: number] {
  let [proved, met, seed] = [0, 0, 0];
  for (const { fabric, capacity } of planes) {
    const truth = bruteBisection(fabric, capacity, 0);
    const gbps = boundOf(fabric, capacity)?.gbps ?? 0;
    expect(gbps, `plane ${seed++}`).toBeLessThanOrEqual(truth + 1e-6);
    if (gbps > 0.3 * truth) proved++;
    if (gbps > 0 && gbps >= truth * (1 - 1e-9)) met++;
  }
  return [proved, met];
}

describe('a bound by eigenvalues never exceeds the truth', () => {
  it('of random direct networks, damaged, uneven, with endpoints on two routers', () => {
    const planes = Array.from({ length: 500 }, (_, seed) => randomDirect(seed));
    const [proved, met] = expectBelow(planes);
    expect(proved).toBeGreaterThan(250);
    expect(met).toBeGreaterThan(15);
  });

  it('of random planes of leaves and spines with shortcuts', () => {
    const planes = Array.from({ length: 200 }, (_, seed) => randomPlane(seed, 'any'));
    expect(expectBelow(planes)[0]).toBeGreaterThan(80);
  });

  it('of small cubes, among some endpoints that relay, too', () => {
    let proved = 0;
    for (const [seed, { name, document }] of [...cubeWorlds()].entries()) {
      const { fabric } = openWorld(document).subject;
      const draw = lehmer(seed);
      const dead = fabric.gbps.map((gbps) => (draw(8) === 0 ? 0 : gbps));
      const some = endpointSet(
        [...Array(fabric.endpointCount).keys()].filter(() => draw(3) > 0),
        fabric.endpointCount,
      );
      for (const capacity of [fabric.gbps, dead]) {
        for (const among of [null, some]) {
          const network = planeNetwork(fabric, 0, among);
          if (network.switchCount + network.endpoints.length > 16) continue;
          const gbps = spectralBound(fabric, capacity, network)?.gbps ?? 0;
          const truth = bruteBisection(fabric, capacity, 0, network.endpoints);
          expect(gbps, name).toBeLessThanOrEqual(truth + 1e-6);
          if (gbps > 0.3 * truth) proved++;
        }
      }
    }
    expect(proved).toBeGreaterThan(60);
  });
});

const complete = (routers: number, perRouter: number): SmallCable[] => {
  const cables: SmallCable[] = [];
  for (let r = 0; r < routers; r++) {
    for (let i = 0; i < perRouter; i++) cables.push([`h${r * perRouter + i}/nic0`, `router${r}`]);
    for (let s = 0; s < r; s++) cables.push([`router${s}`, `router${r}`, 100]);
  }
  return cables;
};

describe('a bound by eigenvalues', () => {
  it('meets the truth of complete graphs: λ is the number of routers', () => {
    for (const routers of [4, 10, 16]) {
      const fabric = compact(smallFabric({ cables: complete(routers, 2) }));
      const { gbps, proof } = boundOf(fabric, fabric.gbps)!;
      expect(proof.perEndpoint).toBeCloseTo((100 * routers) / 2, 6);
      expect(gbps / ((100 * routers ** 2) / 4)).toBeCloseTo(1, 9);
    }
  });

  it('knows that an endpoint may leave the side of its router', () => {
    // Two endpoints on one of the routers: one of them crosses for less than the cables cost.
    const fabric = compact(
      smallFabric({
        cables: [
          ['h0/nic0', 'router0', 10],
          ['h1/nic0', 'router0', 10],
          ['router0', 'router1'],
          ['router1', 'router2'],
          ['router0', 'router2'],
        ],
      }),
    );
    expect(bruteBisection(fabric, fabric.gbps, 0)).toBe(10);
    expect(boundOf(fabric, fabric.gbps)!.gbps).toBeCloseTo(10, 6);
  });

  it('says nothing of a plane without two endpoints that reach each other', () => {
    const cables: SmallCable[] = [
      ['h0/nic0', 'router0'],
      ['h1/nic0', 'router1'],
    ];
    const fabric = compact(smallFabric({ cables }));
    expect(boundOf(fabric, fabric.gbps)).toBeNull();
  });
});

describe('a spectral proof', () => {
  const fabric = compact(smallFabric({ cables: complete(6, 2) }));
  const { proof, gbps } = boundOf(fabric, fabric.gbps)!;
  const verified = (changed: Partial<SpectralProof>) => {
    const reasons: string[] = [];
    const found = verifySpectral(
      fabric,
      fabric.gbps,
      fabric.planes[0]!,
      null,
      { ...proof, ...changed },
      reasons,
    );
    return { gbps: found, reasons };
  };

  it('holds as it was found, proves less when it claims less', () => {
    expect(verified({})).toEqual({ gbps, reasons: [] });
    const half = verified({
      perEndpoint: proof.perEndpoint / 2,
      imbalance: proof.imbalance * 0.501,
    });
    expect(half.reasons).toEqual([]);
    expect(half.gbps).toBeLessThan(0.51 * gbps);
  });

  it('is refused when it claims a little more than there is', () => {
    const reason = 'the matrix of the proof is not positive definite';
    const more = { perEndpoint: proof.perEndpoint * (1 + 1e-9), imbalance: 1000 };
    for (const changed of [more, { imbalance: proof.imbalance * 0.999 }, { perGbps: 0.001 }]) {
      expect(verified(changed).reasons).toEqual([reason]);
    }
    for (const perEndpoint of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(verified({ perEndpoint }).reasons).toHaveLength(1);
    }
  });
});

/** A random symmetric matrix with given eigenvalues: reflections of a diagonal one. */
function withEigenvalues(values: readonly number[], seed: number): number[][] {
  const draw = lehmer(seed);
  let matrix = values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));
  for (let round = 0; round < 3; round++) {
    const v = values.map(() => draw(1000) / 500 - 1);
    const norm = v.reduce((sum, x) => sum + x * x, 0);
    const mirror = (rows: number[][]) =>
      rows.map((row) => {
        const part = row.reduce((sum, x, k) => sum + x * v[k]!, 0);
        return row.map((x, k) => x - (2 * part * v[k]!) / norm);
      });
    const half = mirror(matrix);
    matrix = mirror(half[0]!.map((_, j) => half.map((row) => row[j]!)));
  }
  return matrix;
}

describe('positive definite matrices', () => {
  const definite = (values: readonly number[], seed: number) => {
    const matrix = symmetric(values.length);
    withEigenvalues(values, seed).forEach((row, i) => {
      for (let j = 0; j <= i; j++) matrix.rows[i * matrix.stride + j] = row[j]!;
    });
    return isDefinite(matrix, 1e-13);
  };

  it('are told from those with one eigenvalue below zero, of any size', () => {
    for (let size = 1; size <= 30; size++) {
      const values = Array.from({ length: size }, (_, i) => 1 + i);
      expect(definite(values, size), `${size}`).toBe(true);
      for (const least of [-1, -1e-9, 0]) {
        expect(definite([least, ...values.slice(1)], size), `${size}, ${least}`).toBe(false);
      }
      expect(definite([1e-9, ...values.slice(1)], size), `${size}`).toBe(true);
    }
  });
});

describe('the method of Lanczos', () => {
  it('finds the smallest eigenvalue that is orthogonal to a vector', () => {
    for (const size of [2, 3, 10, 60]) {
      // 0 for the first vector, 3 and more for all others.
      const others = Array.from({ length: size - 1 }, (_, i) => 2 + (i + 1) ** 1.5);
      const below = withEigenvalues(others, size).map((row) => [0, ...row]);
      const matrix = [Array<number>(size).fill(0), ...below];
      const apply = (from: Float64Array, to: Float64Array) =>
        matrix.forEach((row, i) => {
          to[i] = row.reduce((sum, x, j) => sum + x * from[j]!, 0);
        });
      const { value, vector, residual } = smallestRitz(
        apply,
        Float64Array.of(1, ...others.fill(0)),
      );
      expect(value, `${size}`).toBeCloseTo(3, 9);
      expect(residual).toBeLessThan(1e-6);
      const image = new Float64Array(size);
      apply(vector, image);
      image.forEach((x, i) => {
        expect(x).toBeCloseTo(3 * vector[i]!, 6);
      });
    }
  });
});
