import { describe, expect, it } from 'vitest';
import { apartFromMain } from '../../src/measure/apart.js';
import { FabricState } from '../../src/measure/state.js';
import { smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { healthyState, leftOf, randomDamage } from './damage.js';
import { endpointsOf, mainPart, naiveParts } from './naive.js';

describe('what is apart', () => {
  it('is the smallest part outside the main one, under random damage', () => {
    let apartPlanes = 0;
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      const { graph, subject } = openWorld(document);
      const { fabric } = subject;
      const capacity = randomDamage(fabric, 5000 + i);
      const state = new FabricState(fabric, capacity);
      for (const [p, { id }] of fabric.planes.entries()) {
        const endpoints = endpointsOf(graph, id);
        const parts = naiveParts(graph, id, leftOf(fabric, capacity));
        const main = mainPart(parts);
        const cutOff = endpoints.filter((e) => !main.includes(e));
        const found = apartFromMain(state, p);
        if (cutOff.length === 0 || (endpoints.length === 1 && parts.length === 1)) {
          expect(found, name).toBeNull();
          continue;
        }
        apartPlanes++;
        // Endpoints without any path are parts of their own.
        const alone = cutOff.filter((e) => !parts.some((part) => part.includes(e)));
        const others = parts.map((part) => part.filter((e) => !main.includes(e)));
        const sizes = [...alone.map(() => 1), ...others.map((part) => part.length)];
        expect(found, name).toMatchObject({
          plane: id,
          endpoints: endpoints.length,
          cutOff: cutOff.length,
          size: Math.min(...sizes.filter((size) => size > 0)),
        });
        for (const endpoint of found!.part) expect(cutOff, name).toContain(endpoint);
      }
    }
    expect(apartPlanes).toBeGreaterThan(500);
  });

  it('a plane with a single endpoint that has a cable is in one piece', () => {
    const one = healthyState(smallFabric({ cables: [['h0/nic0', 'leaf0']] }));
    expect(apartFromMain(one, 0)).toBeNull();
    const none = healthyState(smallFabric({ cables: [], alone: ['h0/nic0', 'leaf0'] }));
    expect(apartFromMain(none, 0)).toMatchObject({ cutOff: 1, size: 1, part: ['h0/nic0'] });
  });

  it('shows the first three of a part', () => {
    const cables = Array.from(
      { length: 9 },
      (_, h) => [`h${h}/nic0`, h < 5 ? 'leaf0' : 'leaf1'] as const,
    );
    expect(apartFromMain(healthyState(smallFabric({ cables })), 0)).toEqual({
      plane: 'compute/p0',
      endpoints: 9,
      cutOff: 4,
      part: ['h5/nic0', 'h6/nic0', 'h7/nic0'],
      size: 4,
    });
  });
});
