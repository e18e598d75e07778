import { describe, expect, it } from 'vitest';
import { certifiedBisection } from '../../src/flow/bisection/certificate.js';
import { verifyBisection } from '../../src/flow/certify/bisection.js';
import { FabricState } from '../../src/measure/state.js';
import { cubeWorlds } from '../cube-worlds.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { randomDamage } from './damage.js';

/** Small worlds, the same damage in every plane or in the last one only. */
function* cases() {
  const worlds = [...[...smallWorlds()].filter((_, i) => i % 18 === 2), ...cubeWorlds()];
  for (const [i, { name, document }] of worlds.entries()) {
    const { fabric } = openWorld(document).subject;
    const damaged = randomDamage(fabric, i);
    const last = fabric.planes.length - 1;
    const alike = fabric.gbps.slice();
    for (const { cables } of fabric.planes) {
      cables.forEach((cable, place) => {
        if (place % 5 === i % 5) alike[cable] = 0;
      });
    }
    const lastOnly = fabric.gbps.map((gbps, c) =>
      fabric.cablePlane[c] === last ? damaged[c]! : gbps,
    );
    for (const capacity of [alike, lastOnly]) yield { name, fabric, capacity };
  }
}

describe('a state that starts from the healthy one and is looked at thoroughly', () => {
  it('says what one by itself says, and proves it of the plane that it is about', () => {
    let [twins, untouched] = [0, 0];
    for (const { name, fabric, capacity } of cases()) {
      const before = new FabricState(fabric, fabric.gbps);
      const state = new FabricState(fabric, capacity, before, null, undefined, true);
      const alone = new FabricState(fabric, capacity);
      for (const p of fabric.planes.keys()) {
        expect(state.parts(p), name).toEqual(alone.parts(p));
        const [found, own] = [state.provenBisection(p), alone.bisection(p)];
        if (found.exact && own.exact) expect(found.upper, name).toBeCloseTo(own.upper, 6);
        else
          expect(
            found.lower <= own.upper * (1 + 1e-9) && own.lower <= found.upper * (1 + 1e-9),
          ).toBe(true);
        const { certificate } = certifiedBisection(fabric, capacity, p, null, found, fabric.gbps);
        expect(verifyBisection(fabric, capacity, certificate, fabric.gbps), name).toEqual([]);
        const ends = (one: FabricState) => {
          const quick = one.quickThroughput(p);
          return quick && [quick.lower, quick.upper].map((end) => expect.closeTo(end, 9));
        };
        expect(ends(state), name).toEqual(ends(alone));
        if (state.representative(p) !== p) twins++;
        if (fabric.planes[p]!.cables.every((c) => capacity[c] === fabric.gbps[c])) untouched++;
      }
    }
    expect([twins, untouched].every((count) => count > 10)).toBe(true);
  });
});
