import { describe, expect, it } from 'vitest';
import { explain, explainWiring, movesIn } from '../../src/diff/explain.js';
import { foundFabric } from '../../src/diff/found.js';
import { directDocument } from '../build/direct-networks.js';
import { openWorld, readTopology } from '../worlds.js';
import { apply } from './apply.js';
import { nameless, scramble } from './scramble.js';

const railPlanes = {
  name: 'rail-planes',
  switchModels: { SW: { ports: 16, portGbps: 400 } },
  nicModels: { NIC: { portGbps: 400 } },
  hosts: { h: { count: 32, nics: { nic: { model: 'NIC', count: 4 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail' },
      fatTree: { leaf: { model: 'SW' }, spine: { model: 'SW' } },
    },
  },
};

const fabrics = {
  'rail planes': railPlanes,
  'rails on leaves': readTopology('topologies/superpod-h100-1su.json'),
  'dual ToR': readTopology('test/fixtures/ok/dual-tor.json'),
  'three tiers': readTopology('test/fixtures/ok/three-tiers.json'),
  'ports in planes': readTopology('test/fixtures/ok/port-planes.json'),
  'Slim Fly': directDocument({ slimFly: { q: 5 } }),
  Dragonfly: directDocument({ dragonfly: { h: 2 } }),
  cube: readTopology('test/fixtures/ok/cube.json'),
};

const worlds = Object.entries(fabrics).map(
  ([name, document]) => [name, openWorld(document).subject.fabric] as const,
);

/** Undoes what is explained, and looks whether the design is there again. */
function expectRestored({ arrangement, moves, unseen }: ReturnType<typeof explain>): void {
  const { design, found, designCable } = arrangement;
  for (const move of moves) apply(found, move);
  const back = new Set(unseen.flatMap(({ cables }) => cables));
  design.forEach((mate, port) => {
    if (mate > port && back.has(designCable[port]!))
      apply(found, { kind: 'missing', ends: [port, mate], explains: 1 });
  });
  expect(found).toEqual(design);
}

describe.each(worlds)('what went wrong in %s', (_, fabric) => {
  it('is nothing where nothing did', () => {
    const found = explain(fabric, foundFabric(fabric, fabric, 'found.json'));
    expect([movesIn(found), found.differences]).toEqual([0, 0]);
  });

  it('is no more than what was done', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const scrambled = scramble(fabric, seed, 1 + (seed % 10));
      const explained = explain(fabric, scrambled.found);
      expect(movesIn(explained), `seed ${seed}`).toBeLessThanOrEqual(scrambled.faults.length);
      expectRestored(explained);
    }
  });

  it('is no more than what was done, also with machines in each other’s places', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const kinds = ['swap', 'move', 'drop', 'exchange', 'exchange'] as const;
      const scrambled = scramble(fabric, seed, 1 + (seed % 10), kinds);
      const explained = explain(fabric, scrambled.found);
      expect(movesIn(explained), `seed ${seed}`).toBeLessThanOrEqual(scrambled.faults.length);
      expectRestored(explained);
    }
  });

  it('is no more than what was done where nobody knows a name', () => {
    for (let seed = 1; seed <= 20; seed++) {
      // Of a fabric of which a quarter is wrong nobody can tell any more what was meant.
      const scrambled = scramble(fabric, seed, Math.min(seed % 11, fabric.cableCount >> 3));
      const wiring = nameless(fabric, scrambled, seed);
      const explained = explainWiring(fabric, {}, wiring);
      expect(movesIn(explained), `seed ${seed}`).toBeLessThanOrEqual(scrambled.faults.length);
      expectRestored(explained);
    }
  });
});
