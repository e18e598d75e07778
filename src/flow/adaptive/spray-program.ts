import type { LinearProgram, LinearSolver } from '../linear-program.js';
import { eachArc, type ShortestSteps } from './shortest-steps.js';
import type { SprayNetwork } from './spray-network.js';

/** A larger program would take too long. */
const MOST_COLUMNS = 30_000;

/** Weights by group and step, and prices by arc, as a solver gives them: they prove nothing yet. */
export interface Guess {
  readonly weights: readonly Float64Array[];
  readonly prices: Float64Array;
}

/**
 * The least time as a linear program: column 0 is the time (bytes for each Gb/s), the others are bytes by group
 * and step; both in parts of what a known split needs, so that the numbers are about 1. Null if it would be
 * too large, or the solver gave up.
 *
 * @param known bytes for each Gb/s that are enough
 */
export function solveSpray(
  network: SprayNetwork,
  kept: readonly ShortestSteps[],
  known: number,
  solve: LinearSolver,
): Guess | null {
  const columns = kept.reduce((sum, { tails }) => sum + tails.length, 1);
  if (columns > MOST_COLUMNS) return null;
  const solution = solve(program(network, kept, known, columns));
  if (!solution) return null;
  const weights: Float64Array[] = [];
  let base = 1;
  for (const { tails } of kept) {
    const values = solution.values.slice(base, base + tails.length);
    weights.push(values.map((value) => Math.max(0, value)));
    base += tails.length;
  }
  const { gbps } = network;
  return { weights, prices: solution.duals.slice(0, gbps.length).map((d, a) => d / gbps[a]!) };
}

function program(
  network: SprayNetwork,
  kept: readonly ShortestSteps[],
  known: number,
  columns: number,
): LinearProgram {
  const { gbps } = network;
  const unit = known * gbps.reduce((most, one) => Math.max(most, one), 0);
  // Rows of arcs come first: what an arc bears, in parts of what it can bear in the known time, ≤ the time.
  const rows: { column: number; value: number }[][] = Array.from(gbps, () => [
    { column: 0, value: -1 },
  ]);
  const lower = Array.from(gbps, () => Number.NEGATIVE_INFINITY);
  const upper = Array.from(gbps, () => 0);
  let column = 1;
  for (const steps of kept) {
    const { starts, tails, arcs, bytes, targets } = steps;
    // What leaves a vertex less what enters it is what it sends; the last one receives all.
    const first = rows.length;
    for (let k = 0; k + 1 < bytes.length; k++) {
      rows.push([]);
      lower.push(bytes[k]! / unit);
      upper.push(bytes[k]! / unit);
    }
    for (let k = 0; k < bytes.length; k++) {
      for (let i = starts[k]!; i < starts[k + 1]!; i++, column++) {
        rows[first + tails[i]!]!.push({ column, value: 1 });
        if (k + 1 < bytes.length) rows[first + k]!.push({ column, value: -1 });
        const parts = arcs[i]! < 0 ? targets.length : 1;
        eachArc(network, steps, arcs[i]!, (arc) => {
          rows[arc]!.push({ column, value: unit / (known * gbps[arc]! * parts) });
        });
      }
    }
  }
  const objective = new Float64Array(columns);
  objective[0] = -1;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, r) => {
    starts[r + 1] = starts[r]! + row.length;
  });
  const entries = rows.flat();
  return {
    objective,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    starts,
    columns: Int32Array.from(entries, (entry) => entry.column),
    values: Float64Array.from(entries, (entry) => entry.value),
  };
}
