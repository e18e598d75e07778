type Highs = import('highs').Highs;

/** Maximise `objective` · x where x ≥ 0 and, row by row, lower ≤ A x ≤ upper. Rows are sparse. */
export interface LinearProgram {
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Entries `starts[r]` … `starts[r + 1] − 1` of `columns` and `values` are row r. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** What a solver says: close to an optimum, and proof of nothing. */
export interface LinearSolution {
  readonly values: Float64Array;
  /** By row: the absolute value of its dual. */
  readonly duals: Float64Array;
}

/** Null if it gave up. */
export type LinearSolver = (program: LinearProgram) => LinearSolution | null;

/** So that a solver ends, and always in the same place. */
const MOST_ITERATIONS = 50_000;

let loading: Promise<LinearSolver> | undefined;

/** Gives up at once: ends are then proved without it. */
export const noSolver: LinearSolver = () => null;

/** HiGHS (Q. Huangfu and J. A. J. Hall, 2018), compiled to WebAssembly: loaded once, when it is needed. */
export function loadLinearSolver(): Promise<LinearSolver> {
  loading ??= import('highs').then(async ({ default: loader }) => {
    // Its types speak of a CommonJS module, whose default stands one step deeper than it does.
    const load = loader as unknown as typeof loader.default;
    return solverOf(await load());
  });
  return loading;
}

function solverOf(highs: Highs): LinearSolver {
  const { objectiveSense, modelStatus } = highs.constants;
  return ({ objective, lower, upper, starts, columns, values }) => {
    const size = { numCols: objective.length, numRows: lower.length };
    const model = highs.createModel({
      ...size,
      sense: objectiveSense.maximize,
      colCost: objective,
      colLower: new Float64Array(size.numCols),
      colUpper: new Float64Array(size.numCols).fill(highs.infinity),
      rowLower: lower.map((bound) =>
        bound === Number.NEGATIVE_INFINITY ? -highs.infinity : bound,
      ),
      rowUpper: upper,
      matrix: { format: 'csr', ...size, starts, indices: columns, values },
    });
    try {
      model.options.set({
        output_flag: false,
        solver: 'simplex',
        primal_feasibility_tolerance: 1e-10,
        dual_feasibility_tolerance: 1e-10,
        simplex_iteration_limit: MOST_ITERATIONS,
      });
      if (model.run().modelStatus !== modelStatus.optimal) return null;
      const { colValue, rowDual } = model.getSolution();
      return { values: colValue, duals: rowDual.map(Math.abs) };
    } finally {
      model.dispose();
    }
  };
}
