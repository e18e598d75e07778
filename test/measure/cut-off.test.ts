import { describe, expect, it } from 'vitest';
import type { FabricGraph } from '../../src/fabric/attributes.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { cutOff } from '../../src/measure/cut-off.js';
import { hostPairs } from '../../src/measure/host-pairs.js';
import { FabricState } from '../../src/measure/state.js';
import { type SmallPlane, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { cablesAt, healthyState, leftOf, pairs, randomDamage, withoutCables } from './damage.js';
import { naiveCutOff } from './naive.js';

const worlds = [...smallWorlds()].map(({ name, document }) => ({ name, ...openWorld(document) }));

/** Measured with and without a healthy state to lean on, against the definition. */
function expectNaive(name: string, graph: FabricGraph, healthy: FabricState, cap: Float64Array) {
  const { fabric } = healthy;
  const all = fabric.planes.map((_, p) => p);
  // Every plane alone, all together, and (where there are three) the first and the last.
  const scopes = [...all.map((p) => [p]), all, ...(all.length > 2 ? [[0, all.length - 1]] : [])];
  for (const state of [new FabricState(fabric, cap), new FabricState(fabric, cap, healthy)]) {
    for (const planes of scopes) {
      const { hostPairsCutOff } = hostPairs(state, planes);
      expect({ ...cutOff(state, planes), hostPairsCutOff }, name).toEqual(
        naiveCutOff(
          graph,
          planes.map((p) => fabric.planes[p]!.id),
          leftOf(fabric, cap),
        ),
      );
    }
  }
}

/** Cables that go down with a switch or alone: every single fault of a small fabric. */
function singleFaults(fabric: CompactFabric): Iterable<number>[] {
  const cables = Array.from({ length: fabric.cableCount }, (_, c) => [c]);
  const switches = Array.from({ length: fabric.vertexCount - fabric.endpointCount }, (_, s) =>
    cablesAt(fabric, fabric.endpointCount + s),
  );
  return [...cables, ...switches];
}

describe('what is cut off', () => {
  it('is nobody on small worlds without faults', () => {
    for (const { name, graph, subject } of worlds) {
      const { fabric, healthy } = subject;
      expectNaive(name, graph, healthy, fabric.gbps);
      expect(cutOff(healthy, [0]).endpointsCutOff, name).toBe(0);
    }
  });

  it('is what the definition says under every single fault', () => {
    for (const { name, graph, subject } of worlds.filter((_, i) => i % 9 === 0)) {
      for (const cables of singleFaults(subject.fabric)) {
        expectNaive(name, graph, subject.healthy, withoutCables(subject.fabric, cables));
      }
    }
  });

  it('is what the definition says under every two faults', () => {
    const small = worlds.filter(({ subject: { fabric } }) => fabric.cableCount <= 10);
    expect(small.length).toBeGreaterThan(30);
    for (const { name, graph, subject } of small.slice(0, 24)) {
      const single = singleFaults(subject.fabric);
      for (const [i, j] of pairs(single.length)) {
        const down = withoutCables(subject.fabric, [...single[i]!, ...single[j]!]);
        expectNaive(name, graph, subject.healthy, down);
      }
    }
  });

  it('is what the definition says under random damage', () => {
    let damaged = 0;
    for (const [i, { name, graph, subject }] of worlds.entries()) {
      const capacity = randomDamage(subject.fabric, i);
      expectNaive(name, graph, subject.healthy, capacity);
      const state = new FabricState(subject.fabric, capacity);
      damaged += Number(cutOff(state, [0]).endpointsCutOff > 0);
    }
    expect(damaged).toBeGreaterThan(500);
  });
});

describe('the main part', () => {
  const measure = (...planes: SmallPlane[]) => {
    const state = healthyState(smallFabric(...planes));
    const all = planes.map((_, p) => p);
    return { ...cutOff(state, all), ...hostPairs(state, all) };
  };

  it('is the larger of two halves; the first of equal ones', () => {
    const halves = (a: number, b: number) => ({
      cables: Array.from(
        { length: a + b },
        (_, h) => [`h${h}/nic0`, h < a ? 'leaf0' : 'leaf1'] as const,
      ),
    });
    expect(measure(halves(2, 3))).toMatchObject({ endpointsCutOff: 2, hostPairsCutOff: 6 });
    expect(measure(halves(3, 2))).toMatchObject({ endpointsCutOff: 2, hostPairsCutOff: 6 });
    const equal = healthyState(smallFabric(halves(2, 2)));
    expect([...equal.parts(0).cutOff]).toEqual([0, 0, 1, 1]);
  });

  it('has at least two endpoints: a single one is cut off', () => {
    expect(measure({ cables: [['h0/nic0', 'leaf0']], alone: ['h1/nic0'] })).toEqual({
      endpointsCutOff: 2,
      endpointsCutOffPerHost: 1,
      hostsCutOff: 2,
      hostPairsCutOff: 1,
      planesPerHostPair: { min: 0, max: 0 },
    });
  });

  it('an endpoint on two parts is in both, but joins nobody', () => {
    const cables = ['h0/nic0', 'h1/nic0'].map((h) => [h, 'leaf0'] as const);
    const others = ['h1/nic0', 'h2/nic0'].map((h) => [h, 'leaf1'] as const);
    // h0–h1 and h1–h2 meet; h0 and h2 do not: endpoints pass nothing on.
    expect(measure({ cables: [...cables, ...others] })).toMatchObject({
      endpointsCutOff: 1,
      hostPairsCutOff: 1,
    });
  });

  it('in a scope an endpoint is cut off when it is so in every plane', () => {
    const whole = { cables: [0, 1, 2].map((h) => [`h${h}/nic0`, 'leaf0'] as const) };
    const without0 = { cables: whole.cables.slice(1), alone: ['h0/nic0'] };
    expect(measure(without0)).toMatchObject({ endpointsCutOff: 1, hostsCutOff: 1 });
    expect(measure(whole, without0)).toEqual({
      endpointsCutOff: 0,
      endpointsCutOffPerHost: 0,
      hostsCutOff: 0,
      hostPairsCutOff: 0,
      planesPerHostPair: { min: 1, max: 2 },
    });
  });

  it('there is no pair of hosts where there is one host', () => {
    expect(
      measure({
        cables: [
          ['h0/nic0', 'leaf0'],
          ['h0/nic1', 'leaf0'],
        ],
      }),
    ).toMatchObject({
      hostPairsCutOff: 0,
      planesPerHostPair: null,
    });
  });
});
