import { beforeAll, describe, expect, test } from 'vitest';
import { endpointSet } from '../../../src/fabric/endpoint-set.js';
import {
  type ThroughputCertificate,
  verifyThroughput,
} from '../../../src/flow/certify/throughput.js';
import { type LinearSolver, loadLinearSolver } from '../../../src/flow/linear-program.js';
import { throughputCertificate } from '../../../src/flow/throughput/certificate.js';
import { givenDemands, uniformDemands } from '../../../src/flow/throughput/demands.js';
import { throughputOf } from '../../../src/flow/throughput/throughput.js';
import { trafficNetwork } from '../../../src/flow/throughput/traffic-network.js';
import { lehmer } from '../../small-fabrics.js';
import { openWorld, readTopology } from '../../worlds.js';
import { randomPlane } from '../random-planes.js';

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadLinearSolver();
});

type Case = Pick<ReturnType<typeof randomPlane>, 'fabric' | 'capacity'>;

/** Uniform traffic, or one pair in three at random. */
function certificateOf(
  { fabric, capacity }: Case,
  seed: number | null,
): ThroughputCertificate | null {
  const network = trafficNetwork(fabric, capacity, 0);
  const { endpoints } = network;
  if (endpoints.length < 2) return null;
  if (seed === null) {
    const found = throughputOf(network, uniformDemands(network), solve);
    return throughputCertificate(fabric, network, found, { traffic: 'uniform' });
  }
  const random = lehmer(seed);
  const given = [...endpoints.keys()].flatMap((from) =>
    [...endpoints.keys()].flatMap((to) =>
      from !== to && random(3) === 0 ? [{ from, to, gbps: 10 * (1 + random(30)) }] : [],
    ),
  );
  if (given.length === 0) return null;
  const vertex = (place: number) => endpoints[place]!;
  const who = endpointSet(
    given.flatMap(({ from, to }) => [vertex(from), vertex(to)]),
    fabric.endpointCount,
  );
  const among = trafficNetwork(fabric, capacity, 0, who, 'attached');
  const place = (at: number) => among.endpoints.indexOf(vertex(at));
  const demands = given.map(({ from, to, gbps }) => ({ from: place(from), to: place(to), gbps }));
  const id = (at: number) => fabric.vertexIds[vertex(at)]!;
  const traffic = given.map(({ from, to, gbps }) => ({ from: id(from), to: id(to), gbps }));
  const found = throughputOf(among, givenDemands(among, demands), solve);
  return throughputCertificate(fabric, among, found, { traffic });
}

/** Every number and every id in plain data, one at a time replaced by something else. */
function* mutants(value: unknown, rebuild: (changed: unknown) => unknown): Iterable<unknown> {
  if (typeof value === 'number') yield rebuild(value * 1.01 + 1e-3);
  else if (typeof value === 'string') yield rebuild(`${value}x`);
  else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      yield* mutants(value[i], (changed) => rebuild(value.with(i, changed)));
      yield rebuild(value.toSpliced(i, 1));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* mutants(inner, (changed) => rebuild({ ...value, [key]: changed }));
    }
  }
}

describe('certificates of throughput', () => {
  test('hold as they come, and not of other capacities', () => {
    let found = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const plane = randomPlane(seed, seed % 3 === 0 ? 'leaf-spine' : 'any');
      const certificate = certificateOf(plane, seed % 2 === 0 ? seed : null);
      if (!certificate) continue;
      found++;
      expect(verifyThroughput(plane.fabric, plane.capacity, certificate), `seed ${seed}`).toEqual(
        [],
      );
    }
    expect(found).toBeGreaterThan(80);
  });

  test('a changed number or id is refused, or says the same', () => {
    let [refused, accepted] = [0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const plane = randomPlane(seed, seed % 3 === 0 ? 'leaf-spine' : 'any');
      const certificate = certificateOf(plane, seed % 2 === 0 ? seed : null);
      if (!certificate) continue;
      for (const mutant of mutants(certificate, (changed) => changed)) {
        const other = mutant as ThroughputCertificate;
        const reasons = verifyThroughput(plane.fabric, plane.capacity, other);
        if (reasons.length > 0) refused++;
        else {
          // What still holds has to say the same about the same: its evidence may do without a part.
          accepted++;
          expect(other.subject).toBe(certificate.subject);
          for (const end of ['lower', 'upper'] as const) {
            expect(other.value[end]).toBeCloseTo(certificate.value[end], 8);
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(800);
    // Symmetries of vertices that nobody needs, and traffic that does not count, may change.
    expect(accepted).toBeLessThan(refused);
  });

  test('a wrong symmetry is refused', () => {
    const { fabric } = openWorld(readTopology('topologies/superpod-h100-1su.json')).subject;
    const capacity = fabric.gbps.slice();
    const network = trafficNetwork(fabric, capacity, 0);
    const found = throughputOf(network, uniformDemands(network), solve);
    const certificate = throughputCertificate(fabric, network, found, { traffic: 'uniform' });
    expect(verifyThroughput(fabric, capacity, certificate)).toEqual([]);
    const twins = [...certificate.symmetries.twins, ['compute/p0/leaf0', 'compute/p0/spine0']];
    const wrong = { ...certificate, symmetries: { ...certificate.symmetries, twins } };
    expect(verifyThroughput(fabric, capacity, wrong)).toContain(
      'the symmetry of compute/p0/leaf0 and compute/p0/spine0 does not keep cables or demands',
    );
  });

  test('nothing that is sent has no throughput', () => {
    const { fabric } = openWorld(readTopology('topologies/superpod-h100-1su.json')).subject;
    const network = trafficNetwork(fabric, fabric.gbps, 0);
    const found = throughputOf(network, uniformDemands(network), solve);
    const honest = throughputCertificate(fabric, network, found, { traffic: 'uniform' });
    const dead = new Float64Array(fabric.gbps.length);
    const nobody = { ...honest, endpoints: 0, leftOut: honest.endpoints };
    const empty = { ...nobody, symmetries: { twins: [], maps: [] }, lengths: [] };
    expect(verifyThroughput(fabric, dead, empty)).toEqual([
      'no two endpoints are joined, so nothing is sent',
    ]);
    const alone = { ...empty, endpoints: 0, leftOut: 0, among: [] };
    expect(verifyThroughput(fabric, fabric.gbps, alone)).not.toEqual([]);
    const pairs = { ...empty, endpoints: 0, leftOut: 0, traffic: [] };
    expect(verifyThroughput(fabric, fabric.gbps, pairs)).not.toEqual([]);
  });
});
