import type { CompactFabric } from '../../../src/fabric/compact.js';
import type { LinearProgram, LinearSolver } from '../../../src/flow/linear-program.js';

/**
 * Maximum concurrent flow taken literally: a commodity for each endpoint, a variable for each cable and
 * direction of each commodity, no class and no bundle. For planes of some dozen cables.
 *
 * @param demands Gb/s at t = 1 between endpoints (vertices), by pair
 */
export function fullThroughput(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  demands: readonly { readonly from: number; readonly to: number; readonly gbps: number }[],
  solve: LinearSolver,
): number {
  const { cables, relays } = fabric.planes[plane]!;
  const passes = (v: number) => relays || v >= fabric.endpointCount;
  const live = Array.from(cables).filter((c) => capacity[c]! > 0);
  const sources = [...new Set(demands.map(({ from }) => from))];
  const rows: { entries: Map<number, number>; lower: number; upper: number }[] = live.flatMap((c) =>
    [0, 1].map(() => ({
      entries: new Map(),
      lower: Number.NEGATIVE_INFINITY,
      upper: capacity[c]!,
    })),
  );
  let columns = 1;
  for (const source of sources) {
    const balance = new Map<number, Map<number, number>>();
    const at = (v: number) => {
      const row = balance.get(v) ?? new Map<number, number>();
      balance.set(v, row);
      return row;
    };
    for (const { from, to, gbps } of demands) {
      if (from === source) at(to).set(0, (at(to).get(0) ?? 0) - gbps);
    }
    live.forEach((cable, k) => {
      const ends = [fabric.lower[cable]!, fabric.upper[cable]!];
      for (const direction of [0, 1]) {
        const [tail, head] = [ends[direction]!, ends[1 - direction]!];
        if (head === source || (tail !== source && !passes(tail))) continue;
        const column = columns++;
        rows[2 * k + direction]!.entries.set(column, 1);
        at(head).set(column, (at(head).get(column) ?? 0) + 1);
        if (tail !== source) at(tail).set(column, (at(tail).get(column) ?? 0) - 1);
      }
    });
    for (const entries of balance.values()) rows.push({ entries, lower: 0, upper: 0 });
  }
  const objective = new Float64Array(columns);
  objective[0] = 1;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ entries }, r) => {
    starts[r + 1] = starts[r]! + entries.size;
  });
  const program: LinearProgram = {
    objective,
    lower: Float64Array.from(rows, ({ lower }) => lower),
    upper: Float64Array.from(rows, ({ upper }) => upper),
    starts,
    columns: Int32Array.from(rows.flatMap(({ entries }) => [...entries.keys()])),
    values: Float64Array.from(rows.flatMap(({ entries }) => [...entries.values()])),
  };
  const solution = solve(program);
  if (!solution) throw new Error('the full program was not solved');
  return solution.values[0]!;
}
