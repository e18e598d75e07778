import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { type EndpointSet, endpointSet } from '../../src/fabric/endpoint-set.js';
import { bisection } from '../../src/flow/bisection/bisection.js';
import { bisectionKept, bisectionOf, fullOf } from '../../src/measure/bisection-sum.js';
import { countAmong } from '../../src/measure/counts.js';
import { cutOff } from '../../src/measure/cut-off.js';
import { hostPairs } from '../../src/measure/host-pairs.js';
import { FabricState } from '../../src/measure/state.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { healthyState, leftOf, randomDamage } from './damage.js';
import { naiveCutOff } from './naive.js';

const worlds = [...smallWorlds()]
  .filter((_, i) => i % 4 === 0)
  .map(({ name, document }) => ({ name, ...openWorld(document) }));

/** Some endpoints, of one host to nearly all. */
function randomSet({ endpointCount, hostOf }: CompactFabric, seed: number): EndpointSet {
  const random = lehmer(seed + 31);
  const all = [...Array(endpointCount).keys()];
  const host = hostOf[random(endpointCount)];
  const chosen = [
    all.filter((e) => hostOf[e] === host),
    all.filter(() => random(2) === 0),
    all.filter(() => random(4) > 0),
  ][random(3)]!;
  return endpointSet(chosen.length > 0 ? chosen : [0], endpointCount);
}

const planesOf = ({ portOffsets, portPlanes, planes }: CompactFabric, { list }: EndpointSet) =>
  [...planes.keys()].filter((p) =>
    [...list].some((e) => portPlanes.subarray(portOffsets[e]!, portOffsets[e + 1]!).includes(p)),
  );

describe('of some endpoints', () => {
  it('what is cut off is what the definition says, under random damage', () => {
    let cut = 0;
    for (const [seed, { name, graph, subject }] of worlds.entries()) {
      const { fabric, healthy } = subject;
      const among = randomSet(fabric, seed);
      const planes = planesOf(fabric, among);
      const capacity = randomDamage(fabric, seed);
      for (const state of [
        new FabricState(fabric, capacity),
        new FabricState(fabric, capacity, healthy),
      ]) {
        const { hostPairsCutOff } = hostPairs(state, planes, among);
        const ids = planes.map((p) => fabric.planes[p]!.id);
        const chosen = new Set([...among.list].map((e) => fabric.vertexIds[e]!));
        const naive = naiveCutOff(graph, ids, leftOf(fabric, capacity), (e) => chosen.has(e));
        expect({ ...cutOff(state, planes, among), hostPairsCutOff }, name).toEqual(naive);
        cut += naive.endpointsCutOff;
      }
    }
    expect(cut).toBeGreaterThan(100);
  });

  it('counts are those of the graph', () => {
    for (const [seed, { name, graph, subject }] of worlds.entries()) {
      const { fabric } = subject;
      const among = randomSet(fabric, seed);
      const ids = [...among.list].map((e) => fabric.vertexIds[e]!);
      expect(countAmong(fabric, among), name).toEqual({
        hosts: new Set(ids.map((id) => id.split('/')[0])).size,
        endpoints: ids.length,
        // Every port of a family is cabled.
        ports: ids.reduce((sum, id) => sum + graph.degree(id), 0),
      });
    }
  });

  it('bisection is the sum over planes, be they identical or not', () => {
    for (const [seed, { name, subject }] of worlds.entries()) {
      const { fabric, healthy } = subject;
      const among = randomSet(fabric, seed);
      const planes = planesOf(fabric, among);
      const sum = planes.reduce((n, p) => n + bisection(fabric, fabric.gbps, p, among).upper, 0);
      expect(bisectionOf(healthy, planes, among).max, name).toBeCloseTo(sum, 6);
    }
  });
});

describe('a pair of hosts of three planes', () => {
  const plane = { cables: leafSpineCables([2, 2], 2) };
  const healthy = healthyState(smallFabric(plane, plane, plane));
  const { fabric } = healthy;
  const among = endpointSet([0, 2], fabric.endpointCount);
  const all = [0, 1, 2];

  it('can exchange what its ports carry, of which a dead leaf leaves two thirds', () => {
    expect(bisectionOf(healthy, all, among)).toEqual({ min: 1200, max: 1200 });
    expect(fullOf(healthy, all, among)).toBe(1200);
    const leaf = fabric.indexOfVertex.get('compute/p1/leaf0');
    const capacity = fabric.gbps.map((gbps, c) => (fabric.upper[c] === leaf ? 0 : gbps));
    const failed = new FabricState(fabric, capacity, healthy);
    expect(bisectionKept(failed, healthy, all, among)).toEqual({ min: 2 / 3, max: 2 / 3 });
    // A single endpoint has nobody to talk to, and keeps all of it.
    const alone = endpointSet([0], fabric.endpointCount);
    expect(bisectionKept(failed, healthy, all, alone)).toEqual({ min: 1, max: 1 });
  });

  it('is measured once in identical planes where it stands at the same places', () => {
    expect(all.map((p) => healthy.representative(p, among))).toEqual([0, 0, 0]);
    const rails = compact(
      smallFabric(
        { cables: leafSpineCables([2, 2], 1) },
        {
          cables: leafSpineCables([2, 2], 1).map(
            ([a, b]) => [a.replace('nic0', 'nic1'), b] as const,
          ),
        },
      ),
    );
    const state = new FabricState(rails, rails.gbps);
    const of = (...ids: string[]) =>
      endpointSet(
        ids.map((id) => rails.indexOfVertex.get(id)!),
        rails.endpointCount,
      );
    expect(state.representative(1, of('h0/nic0', 'h0/nic1'))).toBe(0);
    expect(state.representative(1, of('h0/nic0', 'h1/nic1'))).toBe(1);
  });
});
