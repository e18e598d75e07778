import { describe, expect, it } from 'vitest';
import { select } from '../../src/fabric/select.js';
import { parseSelector, selectorKinds } from '../../src/fabric/selector.js';
import { faultClasses } from '../../src/measure/fault-classes.js';
import { keeping } from '../../src/measure/kept.js';
import { type Symmetry, symmetry } from '../../src/measure/symmetry.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';
import { randomDamage } from './damage.js';

const all = (kind: string) => {
  const selector = parseSelector(`${kind}:*`);
  if ('problem' in selector) throw new Error(selector.problem);
  return selector;
};

describe('fault classes', () => {
  it('add up to all parts of their kind, healthy or damaged', () => {
    for (const [i, { name, document }] of [...smallWorlds()].entries()) {
      if (i % 4 !== 0) continue;
      const { fabric } = openWorld(document).subject;
      const capacity = i % 8 === 0 ? fabric.gbps : randomDamage(fabric, i);
      const found = symmetry(fabric, capacity);
      for (const kind of selectorKinds) {
        const parts = select(fabric, all(kind));
        const { classOf, first, size } = faultClasses(found, parts);
        const sizes = first.map((_, c) => classOf.filter((other) => other === c).length);
        expect(size, `${name}: ${kind}`).toEqual(sizes);
        expect(sizes.reduce((a, b) => a + b, 0)).toBe(parts.length);
        // Representatives are the first of their class, in the order of the parts.
        expect(first, name).toEqual(first.map((_, c) => classOf.indexOf(c)));
        expect(first, name).toEqual(first.toSorted((a, b) => a - b));
      }
    }
  });

  it('parts that have to be kept apart are of different classes', () => {
    const { fabric } = openWorld(readTopology('topologies/superpod-h100-1su.json')).subject;
    const spines = select(fabric, all('switch')).filter(({ id }) => id.includes('spine'));
    const counts = (found: Symmetry) => faultClasses(found, spines).size;
    expect(counts(symmetry(fabric, fabric.gbps))).toEqual([4]);
    const markOf = (i: number) => String(spines[i]!.id.endsWith('1'));
    const odd = { parts: spines, markOf };
    expect(counts(symmetry(fabric, fabric.gbps, keeping(fabric, [odd]))).toSorted()).toEqual([
      1, 3,
    ]);
  });

  it('superpod 1 SU: one class each of NICs, hosts, leaves, spines, cables and bundles', () => {
    const { fabric } = openWorld(readTopology('topologies/superpod-h100-1su.json')).subject;
    const found = symmetry(fabric, fabric.gbps);
    const counts = (kind: string) => faultClasses(found, select(fabric, all(kind))).size;
    expect(counts('switch')).toEqual([8, 4]);
    expect(counts('nic')).toEqual([248]);
    expect(counts('host')).toEqual([31]);
    expect(counts('cable')).toEqual([248, 256]);
    expect(counts('bundle')).toEqual([248, 32]);
    expect(counts('port')).toEqual([496, 512]);
  });
});
