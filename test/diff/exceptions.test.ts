import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { Arrangement } from '../../src/diff/arrangement.js';
import { exceptionsOf } from '../../src/diff/exceptions.js';
import { explain } from '../../src/diff/explain.js';
import { foundFabric } from '../../src/diff/found.js';
import { openWorld, readTopology } from '../worlds.js';
import { scramble } from './scramble.js';

const fabrics = [
  'ok/rail-planes',
  'ok/dual-tor',
  'ok/three-tiers',
  'ok/port-planes',
  'ok/dragonfly',
];

describe.each(fabrics)('what was found of %s', (name) => {
  const { topology, subject } = openWorld(readTopology(`test/fixtures/${name}.json`));
  const { fabric } = subject;

  it('is built by the exceptions that say it', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const kinds = ['swap', 'move', 'drop', 'exchange'] as const;
      const { found } = scramble(fabric, seed, seed % 8, kinds);
      const said = exceptionsOf(new Arrangement(fabric, found), []);
      expect(said.unsaid).toBe(0);
      const built = build({ ...topology, exceptions: said.exceptions });
      expect(built.findings, `seed ${seed}`).toEqual([]);
      const again = new Arrangement(built.fabric, found);
      expect([...again.differing], `seed ${seed}`).toEqual([]);
      expect(explain(fabric, foundFabric(fabric, built.fabric, 'found.json')).differences).toBe(
        explain(fabric, found).differences,
      );
    }
  });
});
