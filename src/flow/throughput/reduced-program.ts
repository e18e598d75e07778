import type { LinearProgram, LinearSolution } from '../linear-program.js';
import { numbering } from '../symmetry/labelled-graph.js';
import { Colouring } from '../symmetry/refinement.js';
import type { Classes } from './classes.js';
import type { Demands } from './demands.js';
import type { TrafficNetwork } from './traffic-network.js';

/** A larger program would take too long. */
const MOST_COLUMNS = 30_000;
const MOST_ENTRIES = 200_000;

/** Flow from one source, the same on all arcs of a cell. */
interface Commodity {
  readonly source: number;
  /** By arc: the column of its cell, −1 where nothing of this source may pass. */
  readonly columnOf: Int32Array;
}

export interface ReducedProgram {
  readonly program: LinearProgram;
  readonly commodities: readonly Commodity[];
}

/** Flows by source and arc, Gb/s, and lengths by class of arcs, as a solver gives them. */
export interface Guess {
  readonly flows: readonly Float64Array[];
  readonly lengths: Float64Array;
}

/**
 * The largest t such that every source can send t times its demands at once, as a linear program with
 * one commodity for each orbit of sources and one variable for each cell of arcs. Cells are those of
 * colour refinement with the source set apart and orbits of arcs as labels: averaging a flow over
 * cells keeps conservation at every vertex and the load of every orbit, so nothing is lost (M. Grohe,
 * K. Kersting, M. Mladenov and E. Selman, "Dimension reduction via colour refinement", 2014). The
 * load of an arc is the mean over its orbit: the flows of the other sources are images of these.
 * Null if it would be too large.
 */
export function reducedProgram(
  network: TrafficNetwork,
  demands: Demands,
  classes: Classes,
): ReducedProgram | null {
  const builder = new Builder(network, classes);
  const commodities: Commodity[] = [];
  const row = new Float64Array(network.count);
  for (const { first, count } of classes.sources) {
    demands.row(first, row);
    const commodity = builder.add(first, count, row);
    if (!commodity) return null;
    commodities.push(commodity);
  }
  return { program: builder.program(), commodities };
}

/** What a solution says, by arc; the flows are those of t = 1. */
export function guessOf(
  { commodities }: ReducedProgram,
  { values, duals }: LinearSolution,
  { sizes }: Classes,
): Guess {
  return {
    flows: commodities.map(({ columnOf }) =>
      Float64Array.from(columnOf, (column) => (column < 0 ? 0 : Math.max(0, values[column]!))),
    ),
    // Rows of capacities come first. A dual is that of the mean load of an orbit.
    lengths: duals.slice(0, sizes.length).map((dual, c) => dual / sizes[c]!),
  };
}

class Builder {
  readonly #unit: number;
  /** By row: its entries. Rows 0 … are the orbits of arcs, then conservation, cell by cell. */
  readonly #rows: { column: number; value: number }[][];
  readonly #lower: number[];
  readonly #upper: number[];
  #entries = 0;
  /** Column 0 is t. */
  #columns = 1;

  constructor(
    readonly network: TrafficNetwork,
    readonly classes: Classes,
  ) {
    this.#unit = classes.gbps.reduce((most, gbps) => Math.max(most, gbps), 0) || 1;
    this.#rows = Array.from(classes.gbps, () => []);
    this.#lower = Array.from(classes.gbps, () => Number.NEGATIVE_INFINITY);
    this.#upper = Array.from(classes.gbps, (gbps) => gbps / this.#unit);
  }

  /** @param row by vertex: what the source sends to it */
  add(source: number, sources: number, row: Float64Array): Commodity | null {
    const { count, tails, heads, passes } = this.network;
    const { arcClass, sizes } = this.classes;
    const cellOf = this.#cells(source, row);
    const cellSizes = new Int32Array(count);
    for (const cell of cellOf) cellSizes[cell]!++;
    const column = numbering();
    const columnOf = new Int32Array(heads.length).fill(-1);
    const base = this.#columns;
    const arcs: { tail: number; head: number; orbit: number; count: number }[] = [];
    for (let arc = 0; arc < heads.length; arc++) {
      const [tail, head] = [tails[arc]!, heads[arc]!];
      if (head === source || (tail !== source && passes[tail] === 0)) continue;
      const orbit = arcClass[arc]!;
      const at = column((cellOf[tail]! * count + cellOf[head]!) * sizes.length + orbit);
      arcs[at] ??= { tail: cellOf[tail]!, head: cellOf[head]!, orbit, count: 0 };
      arcs[at].count++;
      columnOf[arc] = base + at;
      if (base + at >= MOST_COLUMNS) return null;
    }
    this.#columns += arcs.length;
    const rowOf = new Int32Array(count).fill(-1);
    for (let v = 0; v < count; v++) {
      const cell = cellOf[v]!;
      if (v === source || rowOf[cell]! >= 0) continue;
      rowOf[cell] = this.#rows.push([{ column: 0, value: -row[v]! / this.#unit }]) - 1;
      this.#lower.push(0);
      this.#upper.push(0);
    }
    arcs.forEach((cell, at) => {
      const add = (to: number, value: number) => this.#rows[to]!.push({ column: base + at, value });
      add(cell.orbit, (sources * cell.count) / sizes[cell.orbit]!);
      if (rowOf[cell.head]! >= 0 && cell.head !== cell.tail) {
        add(rowOf[cell.head]!, cell.count / cellSizes[cell.head]!);
      }
      if (rowOf[cell.tail]! >= 0 && cell.head !== cell.tail) {
        add(rowOf[cell.tail]!, -cell.count / cellSizes[cell.tail]!);
      }
      this.#entries += 3;
    });
    return this.#entries > MOST_ENTRIES ? null : { source, columnOf };
  }

  /** By vertex: the number of its cell, the source being alone in one. */
  #cells(source: number, row: Float64Array): Int32Array {
    const { count, offsets, heads, passes } = this.network;
    const { arcClass, vertexClass } = this.classes;
    const colour = numbering();
    const colours = Int32Array.from(vertexClass, (c, v) => colour(`${c} ${passes[v]} ${row[v]}`));
    const colouring = new Colouring({ count, offsets, heads, labels: arcClass }, colours);
    colouring.individualise([source], [0]);
    colouring.refine();
    const cell = numbering();
    return Int32Array.from({ length: count }, (_, v) => cell(colouring.key(v)));
  }

  program(): LinearProgram {
    const objective = new Float64Array(this.#columns);
    objective[0] = 1;
    const starts = new Int32Array(this.#rows.length + 1);
    this.#rows.forEach((row, r) => {
      starts[r + 1] = starts[r]! + row.length;
    });
    const entries = this.#rows.flat();
    return {
      objective,
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      starts,
      columns: Int32Array.from(entries, ({ column }) => column),
      values: Float64Array.from(entries, ({ value }) => value),
    };
  }
}
