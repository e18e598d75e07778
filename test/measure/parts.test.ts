import { describe, expect, it } from 'vitest';
import { FabricState } from '../../src/measure/state.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { leftOf, randomDamage } from './damage.js';
import { mainPart, naiveParts } from './naive.js';

describe('the parts of a plane', () => {
  it('are what the definition says under random damage', () => {
    let several = 0;
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = randomDamage(fabric, 1000 + i);
      const state = new FabricState(fabric, capacity, subject.healthy);
      for (const [p, { id, endpoints }] of fabric.planes.entries()) {
        const found = state.parts(p);
        const members: string[][] = Array.from({ length: found.count }, () => []);
        endpoints.forEach((e, position) => {
          const first = found.partOf[position]!;
          const all = found.several.get(position) ?? (first < 0 ? [] : [first]);
          several += Number(all.length > 1);
          for (const part of all) members[part]!.push(fabric.vertexIds[e]!);
        });
        const naive = naiveParts(graph, id, leftOf(fabric, capacity));
        expect(members, name).toEqual(naive);
        const main = mainPart(naive);
        expect(found.main, name).toBe(main.length === 0 ? -1 : naive.indexOf(main as string[]));
        const cutOff = [...endpoints].map((e) => Number(!main.includes(fabric.vertexIds[e]!)));
        expect([...found.cutOff], name).toEqual(cutOff);
        expect(found.cutOffCount, name).toBe(cutOff.filter((out) => out === 1).length);
      }
    }
    expect(several).toBeGreaterThan(40);
  });
});
