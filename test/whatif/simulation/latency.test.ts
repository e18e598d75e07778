import { describe, expect, test } from 'vitest';
import type { Collective, Latency, LatencyProfile } from '../../../src/spec/workload.js';
import { type Routing, routings } from '../../../src/whatif/simulation/answer.js';
import { leafSpineCables } from '../../small-fabrics.js';
import { handMade, withHosts } from '../../traffic/ground.js';
import { onHosts, simulated } from './run.js';

/** Two hosts on each of two leaves. */
const fabric = handMade(
  { gpus: 2 },
  { cables: leafSpineCables([2, 2], 1) },
  { cables: leafSpineCables([2, 2], 1).map(([a, b]) => [a.replace('nic0', 'nic1'), b] as const) },
);
const bytes = 1e-6;

type Messages = readonly (readonly [from: number, to: number])[];

function latency(
  said: LatencyProfile | Latency,
  run: Messages | Collective,
  by: Routing = 'adaptive',
  there = fabric,
): number {
  const collective: Collective =
    'kind' in run ? run : { kind: 'send', pairs: run.map(([from, to]) => ({ from, to, bytes })) };
  const { points } = simulated(there, { ...onHosts(4, collective), latency: said }, by);
  const { latencyUs, us } = points[0]!.collectives[0]!;
  expect(us!.upper).toBeCloseTo(latencyUs, 6);
  return latencyUs;
}

describe('what DeepSeek measured for 64 bytes (arXiv 2505.09343v2, table 5)', () => {
  test.each(routings)('is what a small message takes: %s', (by) => {
    // Ranks 0 and 1 are of host 0, which shares its leaves with host 1.
    const rows: (readonly [Messages, number, number])[] = [
      [[[0, 2]], 2.8, 3.6],
      [[[0, 4]], 3.7, 5.6],
      [[[0, 1]], 3.33, 3.33],
    ];
    for (const [messages, infiniband, roce] of rows) {
      expect(latency('infiniband', messages, by)).toBeCloseTo(infiniband, 9);
      expect(latency('roce', messages, by)).toBeCloseTo(roce, 9);
    }
  });
});

const figures = { baseUs: 10, perSwitchUs: 1, scaleUpUs: 100 };

describe.each(routings)('latency: %s', (by) => {
  test('of a step is that of its farthest message', () => {
    const both: Messages = [
      [0, 2],
      [0, 4],
    ];
    expect(latency(figures, both, by)).toBeCloseTo(13, 9);
  });

  test('of what stays in a domain stands beside that, not behind it', () => {
    const both: Messages = [
      [0, 1],
      [0, 4],
    ];
    expect(latency(figures, both, by)).toBeCloseTo(100, 9);
    expect(latency({ ...figures, scaleUpUs: 5 }, both, by)).toBeCloseTo(13, 9);
  });

  test('of a message that is handed on has a way inside a domain as well', () => {
    expect(latency(figures, [[0, 3]], by)).toBeCloseTo(111, 9);
    expect(latency(figures, [[0, 5]], by)).toBeCloseTo(113, 9);
    expect(latency({ baseUs: 10, perSwitchUs: 1 }, [[0, 5]], by)).toBeCloseTo(13, 9);
  });

  test('of steps counts as often as there are steps', () => {
    const ring = { kind: 'all-reduce', bytes } as const;
    // 14 times; GPUs of hosts are neighbours in it.
    expect(latency(figures, ring, by)).toBeCloseTo(14 * 113, 6);
    const rails = { ...ring, algorithm: 'rail-aligned' } as const;
    expect(latency(figures, rails, by)).toBeCloseTo(100 + 6 * 13 + 100, 6);
    const shift = { kind: 'all-to-all', algorithm: 'shift', bytes } as const;
    // One shift of even length keeps rails; those by odd ones change them.
    expect(latency(figures, shift, by)).toBeCloseTo(4 * 113 + 3 * 13, 6);
  });

  test('of trees is that of messages that wait for each other, up and down', () => {
    const tree = { kind: 'all-reduce', algorithm: 'tree', bytes } as const;
    // Four places in order are a path of two messages with one more leaf.
    const depth = 2;
    expect(latency(figures, tree, by)).toBeCloseTo(2 * depth * 13 + 2 * 100, 6);
    // In one domain all of it stays inside.
    const rack = withHosts(fabric, { scaleUpHosts: 4 });
    expect(latency(figures, tree, by, rack)).toBeCloseTo(2 * depth * 100 + 2 * 100, 6);
  });
});
