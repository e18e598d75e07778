import { expect } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import type { Symmetry } from '../../src/measure/symmetry.js';
import { type outcome, withoutCable, withoutVertex } from './outcomes.js';

/** Fails every member of every class alone and compares it with the first of its class. */
export function expectClasses(
  name: string,
  fabric: CompactFabric,
  capacity: Float64Array,
  { vertexClass, cableClass }: Symmetry,
  measured: typeof outcome,
): number {
  let compared = 0;
  const compare = (classes: Int32Array, without: typeof withoutCable) => {
    const first = new Map<number, string>();
    classes.forEach((of, i) => {
      const found = measured(fabric, without(fabric, i, capacity));
      if (i === of) first.set(of, found);
      else {
        compared++;
        expect(found, `${name}: ${i} like ${of}`).toBe(first.get(of));
      }
    });
  };
  compare(vertexClass, withoutVertex);
  compare(cableClass, withoutCable);
  return compared;
}
