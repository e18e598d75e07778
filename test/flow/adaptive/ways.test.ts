import { expect, test } from 'vitest';
import { compact } from '../../../src/fabric/compact.js';
import { adaptiveBytes } from '../../../src/flow/adaptive/adaptive.js';
import { adaptiveWays } from '../../../src/flow/adaptive/adaptive-ways.js';
import { leafSpineCables, smallFabric } from '../../small-fabrics.js';
import { allToAll } from './all-to-all.js';
import { routed } from './verify.js';

test('a flow of a whole two-tier plane takes all cables up and down alike', () => {
  const fabric = compact(smallFabric({ cables: leafSpineCables([4, 4, 4], 8, 2) }));
  const found = routed(adaptiveBytes(fabric, fabric.gbps, 0, allToAll(fabric, 1), null));
  const { endpoints } = fabric.planes[0]!;
  const list = [...endpoints].flatMap((from) => [...endpoints].map((to) => ({ from, to })));
  const ways = adaptiveWays(found, {
    from: Int32Array.from(list, ({ from }) => from),
    to: Int32Array.from(list, ({ to }) => to),
    key: new Int32Array(list.length),
  });
  list.forEach(({ from, to }, f) => {
    const [a, b] = [Math.floor(from / 4), Math.floor(to / 4)];
    const shares = [...ways.shares.subarray(ways.offsets[f], ways.offsets[f + 1])];
    const sixteenth = Array.from({ length: 32 }, () => 1 / 16);
    expect(shares).toEqual(from === to ? [] : a === b ? [1, 1] : [1, ...sixteenth, 1]);
  });
});

test('a pair that sent nothing has ways, and one that no cable joins has none', () => {
  const cables = leafSpineCables([2, 2], 3);
  const fabric = compact(smallFabric({ cables, alone: ['h9/nic0'] }));
  const nothing = routed(adaptiveBytes(fabric, fabric.gbps, 0, allToAll(fabric, 0), null));
  const alone = fabric.indexOfVertex.get('h9/nic0')!;
  const ways = adaptiveWays(nothing, {
    from: Int32Array.of(0, 0, 1),
    to: Int32Array.of(2, alone, 1),
    key: new Int32Array(3),
  });
  expect(ways.offsets).toEqual(Int32Array.of(0, 8, 8, 8));
  expect(ways.unrouted).toBe(1);
});
