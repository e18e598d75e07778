import { expect, it } from 'vitest';
import { FabricState } from '../../src/measure/state.js';
import { worstLeaf } from '../../src/measure/uplinks.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { healthyState, leftOf, randomDamage } from './damage.js';
import { isEndpoint } from './naive.js';

it('the worst leaf keeps the smallest share of its uplinks', () => {
  let found = 0;
  for (const [i, { name, document }] of [...smallWorlds()].entries()) {
    const { graph, subject } = openWorld(document);
    const { fabric } = subject;
    expect(worstLeaf(healthyState(graph), 0), name).toBeNull();
    const capacity = randomDamage(fabric, i);
    const left = leftOf(fabric, capacity);
    const shares = new Map<string, number>();
    for (const leaf of graph.nodes()) {
      if (!leaf.startsWith('compute/p0/leaf')) continue;
      let [up, healthy] = [0, 0];
      graph.forEachEdge(leaf, (cable, { gbps }, a, b) => {
        if (isEndpoint(graph, a) || isEndpoint(graph, b)) return;
        up += left(cable);
        healthy += gbps;
      });
      const used = graph.someNeighbor(leaf, (v) => isEndpoint(graph, v));
      if (used && healthy > 0) shares.set(leaf, up / healthy);
    }
    const worst = Math.min(1, ...shares.values());
    const answer = worstLeaf(new FabricState(fabric, capacity), 0);
    expect(answer === null, name).toBe(worst === 1);
    if (!answer) continue;
    found++;
    expect(answer.upGbps / answer.healthyUpGbps, name).toBeCloseTo(worst, 12);
    expect(shares.get(answer.leaf), name).toBeCloseTo(worst, 12);
  }
  expect(found).toBeGreaterThan(500);
});
