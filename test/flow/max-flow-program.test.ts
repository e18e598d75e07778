import { beforeAll, expect, test } from 'vitest';
import type { CompactFabric } from '../../src/fabric/compact.js';
import { type LinearSolver, loadLinearSolver } from '../../src/flow/linear-program.js';
import { maxFlow } from '../../src/flow/max-flow.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { lehmer } from '../small-fabrics.js';
import { randomPlane } from './random-planes.js';

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadLinearSolver();
});

/**
 * The most that can flow from some endpoints of a plane to the others, as a linear program: a variable for
 * each cable and direction, what switches take in they give out, A takes nothing in, B gives nothing out.
 */
function flowByProgram(
  { planes, lower, upper, endpointCount }: CompactFabric,
  capacity: Float64Array,
  isA: ReadonlySet<number>,
): number {
  const arcs = Array.from(planes[0]!.cables).flatMap((cable) => [
    { tail: lower[cable]!, head: upper[cable]!, gbps: capacity[cable]! },
    { tail: upper[cable]!, head: lower[cable]!, gbps: capacity[cable]! },
  ]);
  const ofB = (v: number) => v < endpointCount && !isA.has(v);
  const rows: { readonly entries: [number, number][]; readonly upper: number }[] = [];
  arcs.forEach(({ tail, head, gbps }, k) => {
    rows.push({ entries: [[k, 1]], upper: isA.has(head) || ofB(tail) ? 0 : gbps });
  });
  const switches = new Set(arcs.flatMap(({ tail, head }) => [tail, head]));
  for (const v of switches) {
    if (v < endpointCount) continue;
    const entries = arcs.flatMap(({ tail, head }, k): [number, number][] =>
      tail === v ? [[k, -1]] : head === v ? [[k, 1]] : [],
    );
    rows.push({ entries, upper: 0 });
  }
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ entries }, r) => {
    starts[r + 1] = starts[r]! + entries.length;
  });
  const flat = rows.flatMap(({ entries }) => entries);
  const solution = solve({
    objective: Float64Array.from(arcs, ({ tail }) => (isA.has(tail) ? 1 : 0)),
    // Every row but those of conservation may be anything below its capacity.
    lower: Float64Array.from(rows, (_, r) => (r < arcs.length ? Number.NEGATIVE_INFINITY : 0)),
    upper: Float64Array.from(rows, (row) => row.upper),
    starts,
    columns: Int32Array.from(flat, ([column]) => column),
    values: Float64Array.from(flat, ([, value]) => value),
  })!;
  return arcs.reduce((sum, { tail }, k) => sum + (isA.has(tail) ? solution.values[k]! : 0), 0);
}

test('a maximum flow is the optimum of a linear program, on random multigraphs', () => {
  let moved = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const { fabric, capacity } = randomPlane(seed, seed % 3 === 0 ? 'leaf-spine' : 'any');
    const network = planeNetwork(fabric, 0);
    const random = lehmer(seed);
    const sideOf = Uint8Array.from(network.endpoints, () => random(2));
    const isA = new Set([...network.endpoints].filter((_, i) => sideOf[i] === 0));
    const { value } = maxFlow(fabric, capacity, network, sideOf);
    const optimum = flowByProgram(fabric, capacity, isA);
    expect(Math.abs(value - optimum), `seed ${seed}`).toBeLessThanOrEqual(1e-6);
    if (value > 0) moved++;
  }
  expect(moved).toBeGreaterThan(100);
});
