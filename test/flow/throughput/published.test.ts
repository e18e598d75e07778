import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/build/build.js';
import { capacityAfter } from '../../../src/failure/capacity.js';
import { readFaults } from '../../../src/failure/fault.js';
import { verifyThroughput } from '../../../src/flow/certify/throughput.js';
import { loadLinearSolver } from '../../../src/flow/linear-program.js';
import { FabricState } from '../../../src/measure/state.js';
import { readTopology, topologyOf } from '../../worlds.js';

beforeAll(async () => {
  await loadLinearSolver();
});

function throughputs(name: string, fail: readonly string[] = []) {
  const { fabric } = build(topologyOf(readTopology(`topologies/${name}.json`)));
  const { faults, wrong } = readFaults(fabric, fail);
  expect(wrong).toEqual([]);
  const capacity = capacityAfter(fabric, faults);
  const state = new FabricState(fabric, capacity);
  return fabric.planes.flatMap((_, p) => {
    if (state.representative(p) !== p) return [];
    const found = state.throughput(p)!;
    expect(found.exact).toBe(true);
    expect(verifyThroughput(fabric, capacity, found.certificate())).toEqual([]);
    return [found.upper];
  });
}

/** What leaves a leaf with so many of the endpoints of a plane. */
const leaving = (onLeaf: number, endpoints: number) => (endpoints - onLeaf) / (endpoints - 1);

describe('uniform all-to-all of published designs', () => {
  test.each(['deepseek-v3', 'multi-rail-2048', 'superpod-h100-1su', 'superpod-h100-4su', 'ft3'])(
    '%s carries all of it',
    (name) => {
      for (const times of throughputs(name)) expect(times).toBe(1);
    },
  );

  test('an HPN pod carries 24/25.6 of what leaves a ToR (FACTS section 5.5)', () => {
    const [times] = throughputs('hpn-pod');
    expect(times).toBeCloseTo(24 / 25.6 / leaving(128, 15_360), 12);
  });

  test('one leaf–spine cable down: its leaf has 31 ways out for 32 endpoints', () => {
    const all = throughputs('deepseek-v3', ['cable:compute/p0/leaf0:33']);
    expect(Math.min(...all)).toBeCloseTo(31 / 32 / leaving(32, 2048), 12);
  });

  test('one spine down: every leaf has 31', () => {
    const all = throughputs('deepseek-v3', ['switch:compute/p3/spine0']);
    expect(Math.min(...all)).toBeCloseTo(31 / 32 / leaving(32, 2048), 12);
  });

  test('a BCube carries what its hosts pass on', () => {
    // Servers of one router are 2 hops apart, others 4: the mean pair takes up 3.879 of 2 × 2 ports.
    const [times] = throughputs('bcube-32-2');
    const hops = (2 * 2 * 31 + 4 * 31 * 31) / 1023;
    expect(times).toBeCloseTo((2 * 2) / (hops * 2), 12);
  });
});
