import { type Line, readCsv } from '../std/csv-reader.js';
import { didYouMean, suggester } from '../std/suggest.js';
import { formatCount, formatCounted } from '../std/units.js';

/** What hosts send to each other at t = 1; null: as much as both can. */
export interface HostDemand {
  /** Indices into `fabric.hostIds`. */
  readonly from: number;
  readonly to: number;
  readonly gbps: number | null;
}

/** What a pair may be said to send: far less, and far more, than any cable carries. */
const LEAST_GBPS = 1e-6;
const MOST_GBPS = 1e9;

/** A wrong table has at most so many lines about what is wrong with it. */
const MOST_PROBLEMS = 20;

/**
 * Traffic between hosts from a CSV text: a list with the columns `from`, `to` and `gbps` (without
 * `gbps`: each pair sends as much as both hosts can, as in a permutation), or a square table with the
 * receiving hosts in its first line and the sending ones in its first column. All that is wrong is
 * said at once, by line.
 */
export function readHostTraffic(
  text: string,
  hostIds: readonly string[],
): { readonly demands: readonly HostDemand[] } | { readonly problems: readonly string[] } {
  const table = readCsv(text);
  if ('problem' in table) return { problems: [table.problem] };
  const [header, ...rows] = table.lines;
  if (!header || rows.length === 0) {
    return { problems: ['the table is empty: it has columns from, to and gbps, or a row by host'] };
  }
  const [separator] = /[;\t|]/.exec(header.cells[0] ?? '') ?? [];
  if (header.cells.length === 1 && separator) {
    const name = separator === '\t' ? 'tabs' : `"${separator}"`;
    return { problems: [`line ${header.line}: its cells are separated by ${name}, not by commas`] };
  }
  const reader = new Reader(hostIds);
  const columns = header.cells.map((cell) => cell.toLowerCase());
  if (columns.includes('from') || columns.includes('to')) reader.list(header, columns, rows);
  else reader.square(header, rows);
  const { problems, demands } = reader;
  if (problems.length > MOST_PROBLEMS) {
    const rest = formatCount(problems.length - MOST_PROBLEMS);
    return { problems: [...problems.slice(0, MOST_PROBLEMS), `and ${rest} more`] };
  }
  if (problems.length > 0) return { problems };
  return demands.length > 0 ? { demands } : { problems: ['nobody sends anything to anybody'] };
}

class Reader {
  readonly demands: HostDemand[] = [];
  readonly problems: string[] = [];
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #seen = new Map<string, number>();
  readonly #suggest: (id: string) => string | null;

  constructor(readonly hostIds: readonly string[]) {
    this.#indexOf = new Map(hostIds.map((id, index) => [id, index]));
    this.#suggest = suggester(hostIds);
  }

  list(header: Line, columns: readonly string[], rows: readonly Line[]): void {
    const known = ['from', 'to', 'gbps'];
    for (const column of columns.filter((name) => !known.includes(name))) {
      this.#wrong(header, `there is no column "${column}": a list has from, to and gbps`);
    }
    for (const column of known) {
      const times = columns.filter((name) => name === column).length;
      if (times > 1) this.#wrong(header, `the column ${column} stands there twice`);
      if (times === 0 && column !== 'gbps') this.#wrong(header, `the column ${column} is missing`);
    }
    if (this.problems.length > 0) return;
    const [from, to, gbps] = known.map((name) => columns.indexOf(name)) as [number, number, number];
    for (const row of rows) {
      if (row.cells.length !== columns.length) {
        this.#wrong(
          row,
          `it has ${formatCounted(row.cells.length, 'cell')}, the first line has ${columns.length}`,
        );
        continue;
      }
      const speed = gbps < 0 ? null : this.#speed(row, row.cells[gbps]!);
      this.#add(row, this.#host(row, row.cells[from]!), this.#host(row, row.cells[to]!), speed);
    }
  }

  square(header: Line, rows: readonly Line[]): void {
    const receivers = header.cells.slice(1).map((cell) => this.#host(header, cell));
    for (const row of rows) {
      const [name, ...cells] = row.cells;
      const sender = this.#host(row, name!);
      if (cells.length !== receivers.length) {
        this.#wrong(
          row,
          `it has ${formatCounted(cells.length, 'number')} for ${formatCounted(receivers.length, 'host')}`,
        );
        continue;
      }
      cells.forEach((cell, i) => {
        const speed = cell === '' ? 0 : this.#speed(row, cell);
        if (speed !== 0) this.#add(row, sender, receivers[i]!, speed);
      });
    }
  }

  #add(row: Line, from: number, to: number, gbps: number | null): void {
    if (from < 0 || to < 0 || Number.isNaN(gbps)) return;
    const pair = `${this.hostIds[from]} to ${this.hostIds[to]}`;
    const before = this.#seen.get(pair);
    if (from === to) this.#wrong(row, `${this.hostIds[from]} sends to itself`);
    else if (before !== undefined) this.#wrong(row, `${pair} stands in line ${before} already`);
    else if (gbps !== 0) this.demands.push({ from, to, gbps });
    this.#seen.set(pair, row.line);
  }

  #host(row: Line, id: string): number {
    const index = this.#indexOf.get(id);
    if (index !== undefined) return index;
    this.#wrong(row, `there is no host "${id}"${didYouMean(this.#suggest(id))}`);
    return -1;
  }

  #speed(row: Line, cell: string): number {
    const gbps = /^\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell) ? Number(cell) : Number.NaN;
    if (gbps === 0 || (gbps >= LEAST_GBPS && gbps <= MOST_GBPS)) return gbps;
    this.#wrong(row, `"${cell}" is no speed in Gb/s, from ${LEAST_GBPS} to ${MOST_GBPS}, or 0`);
    return Number.NaN;
  }

  #wrong({ line }: Line, problem: string): void {
    this.problems.push(`line ${line}: ${problem}`);
  }
}
