import { expect, it } from 'vitest';
import { buildGraph } from '../../src/build/build.js';
import { compact } from '../../src/fabric/compact.js';
import { planeParts } from '../../src/measure/parts.js';
import { FabricState } from '../../src/measure/state.js';
import { directDocument } from '../build/direct-networks.js';
import { cubeWorlds } from '../cube-worlds.js';
import { smallFabric } from '../small-fabrics.js';
import { smallWorlds, topologyOf } from '../worlds.js';
import { randomDamage, withoutCables } from './damage.js';

const fabricOf = (document: unknown) => buildGraph(topologyOf(document)).fabric;

/** An endpoint on two leaves that nothing else joins, and one on two of which nobody is alone. */
const dual = compact(
  smallFabric({
    cables: [
      ['h0/nic0', 'leaf0'],
      ['h0/nic0', 'leaf1'],
      ['h1/nic0', 'leaf1'],
      ['h2/nic0', 'leaf0'],
      ['h3/nic0', 'leaf2'],
      ['h3/nic0', 'leaf3'],
      ['h4/nic0', 'leaf2'],
      ['leaf2', 'leaf3'],
    ],
  }),
);

/** Two NICs with a cable between them: it is no way to the switch of the other one. */
const joined = compact(
  smallFabric({
    cables: [
      ['h0/nic0', 'leaf0'],
      ['h1/nic0', 'leaf0'],
      ['h2/nic0', 'leaf0'],
      ['h0/nic0', 'h1/nic0'],
    ],
  }),
);

const fabrics = [
  dual,
  joined,
  ...[...smallWorlds()].filter((_, i) => i % 3 === 1).map(({ document }) => fabricOf(document)),
  ...[...cubeWorlds()].map(({ document }) => fabricOf(document)),
  fabricOf(directDocument({ slimFly: { q: 3, p: 1 }, hosts: 18 })),
];

it('every single cable dead: the parts are those of a walk, and mostly known without one', () => {
  let [known, walked] = [0, 0];
  for (const [seed, fabric] of fabrics.entries()) {
    for (const before of [
      fabric.gbps,
      randomDamage(fabric, seed),
      randomDamage(fabric, 99 + seed),
    ]) {
      const healthy = new FabricState(fabric, before);
      for (let cable = 0; cable < fabric.cableCount; cable++) {
        const after = withoutCables(fabric, [cable], before);
        const state = new FabricState(fabric, after, healthy, [cable]);
        const plane = fabric.cablePlane[cable]!;
        expect(state.parts(plane), fabric.cableId(cable)).toEqual(planeParts(fabric, after, plane));
        if (state.effort.walks === 0) known++;
        else walked++;
      }
    }
  }
  expect(known).toBeGreaterThan(2 * walked);
  expect(walked).toBeGreaterThan(500);
});
