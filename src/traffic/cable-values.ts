import type { CompactFabric } from '../fabric/compact.js';
import { type Part, readSelector } from '../fabric/select.js';
import { fractionProblem } from '../fabric/selector.js';
import { type Line, readCsv } from '../std/csv-reader.js';
import { oneLine } from '../std/markup.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';

/** A figure of cables, as somebody measured it. */
export interface CableValues {
  /** What the column is called. */
  readonly name: string;
  /** By id of a cable. */
  readonly values: ReadonlyMap<string, number>;
}

/** A wrong table has at most so many lines about what is wrong with it. */
const mostProblems = 20;
/** Each suggestion costs a look at all ids. */
const mostSuggested = 5;
/** So many cables are looked at for patterns, which is some ten seconds: ids cost nothing. */
const mostLooks = 20_000_000;
const longestName = 30;
/** Ids of a list of cables as `export --to csv` writes it; its speeds are a figure like others. */
const ends = ['a', 'b'];

/**
 * Figures of cables from a CSV text: a column `cable` (ids, either port, or selectors `cable:`,
 * `bundle:`, `port:`), or `a` and `b` (the two ports), and one column of numbers ≥ 0, whose name is
 * that of the figure. An empty cell is no value. All that is wrong is said at once, with its line.
 *
 * @param file what the text is called
 */
export function readCableValues(
  text: string,
  fabric: CompactFabric,
  file: string,
): CableValues | { readonly problems: readonly string[] } {
  const table = readCsv(text);
  if ('problem' in table) return { problems: [`${file}: ${table.problem}`] };
  const [header, ...rows] = table.lines;
  const columns = header && columnsOf(header);
  if (!columns) {
    return { problems: [`${file}: the table is empty: it has columns cable and, say, load`] };
  }
  if ('problem' in columns) return { problems: [`${file}:${header.line}: ${columns.problem}`] };
  const reader = new Reader(fabric, columns, header.cells.length);
  for (const row of rows) reader.read(row);
  const problems = reader.problems.map(({ line, problem }) => `${file}:${line}: ${problem}`);
  if (problems.length > mostProblems) {
    const rest = formatCount(problems.length - mostProblems);
    return { problems: [...problems.slice(0, mostProblems), `and ${rest} more`] };
  }
  if (problems.length > 0) return { problems };
  if (reader.values.size === 0) return { problems: [`${file}: no cable has a value`] };
  return { name: columns.name, values: reader.values };
}

interface Columns {
  /** The name of the figure, and the column in which it stands. */
  readonly name: string;
  readonly value: number;
  /** The column of ids, or those of both ports. */
  readonly id: readonly number[];
}

function columnsOf({ cells }: Line): Columns | { readonly problem: string } {
  const [separator] = /[;\t|]/.exec(cells[0] ?? '') ?? [];
  if (cells.length === 1 && separator) {
    const name = separator === '\t' ? 'tabs' : `"${separator}"`;
    return { problem: `its cells are separated by ${name}, not by commas` };
  }
  const names = cells.map((cell) => cell.toLowerCase());
  const id = names.includes('cable')
    ? [names.indexOf('cable')]
    : ends.every((end) => names.includes(end))
      ? ends.map((end) => names.indexOf(end))
      : null;
  if (!id) {
    const found = oneLine(cells.join(', '), 80);
    return { problem: `a column "cable" (or "a" and "b") is missing; found ${quoted(found)}` };
  }
  const others = names.map((_, i) => i).filter((i) => !id.includes(i));
  const wanted = others.length > 1 ? others.filter((i) => names[i] !== 'gbps') : others;
  const [value, ...more] = wanted;
  if (value === undefined) {
    return { problem: 'a column of values is missing: call it by what it says, like load' };
  }
  if (more.length > 0) {
    const all = wanted.map((i) => quoted(oneLine(cells[i]!, longestName))).join(', ');
    return { problem: `one column of values can be shown; found ${all}` };
  }
  const name = oneLine(cells[value]!, longestName);
  return name === '' ? { problem: 'the column of values has no name' } : { name, value, id };
}

class Reader {
  readonly values = new Map<string, number>();
  readonly problems: { readonly line: number; readonly problem: string }[] = [];
  readonly #cableOf: ReadonlyMap<string, number>;
  readonly #lineOf = new Map<string, number>();
  #suggested = 0;
  #looks = 0;

  constructor(
    readonly fabric: CompactFabric,
    readonly columns: Columns,
    readonly width: number,
  ) {
    this.#cableOf = new Map(fabric.cableIds.map((id, cable) => [id, cable]));
  }

  read(row: Line): void {
    const { cells, line } = row;
    if (cells.length !== this.width) {
      const found = formatCounted(cells.length, 'cell');
      this.#wrong(line, `it has ${found}, the first line has ${this.width}`);
      return;
    }
    const value = this.#value(row);
    const ids = this.#cables(row);
    if (value === null) return;
    const twice = ids.find((id) => this.#lineOf.has(id));
    if (twice !== undefined) {
      const before = this.#lineOf.get(twice);
      this.#wrong(line, `${twice} has a value already, in line ${before}`);
      return;
    }
    for (const id of ids) {
      this.#lineOf.set(id, line);
      this.values.set(id, value);
    }
  }

  /** Null: there is none, or it is wrong. */
  #value({ cells, line }: Line): number | null {
    const cell = cells[this.columns.value]!;
    if (cell === '') return null;
    const value = /^\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(cell) ? Number(cell) : Number.NaN;
    if (Number.isFinite(value)) return value;
    this.#wrong(line, `${quoted(cell)} is no number ≥ 0`);
    return null;
  }

  #cables({ cells, line }: Line): readonly string[] {
    const { id } = this.columns;
    const text = id.map((column) => cells[column]!).join('--');
    if (this.#cableOf.has(text)) return [text];
    const found = this.#selected(text);
    if ('problem' in found) this.#wrong(line, `${oneLine(text, 200) || '""'}: ${found.problem}`);
    else {
      return found.parts.flatMap(({ cables }) =>
        Array.from(cables, (cable) => this.fabric.cableId(cable)),
      );
    }
    return [];
  }

  #selected(text: string): { readonly parts: readonly Part[] } | { readonly problem: string } {
    const kind = /^[a-z]+(?=:)/.exec(text)?.[0];
    if (kind !== undefined && !['cable', 'bundle', 'port'].includes(kind)) {
      return { problem: 'only cable:, bundle: and port: name cables here' };
    }
    const fraction = fractionProblem(text);
    if (fraction !== null) return { problem: fraction };
    if (/[*[]/.test(text)) {
      this.#looks += this.fabric.cableCount;
      if (this.#looks > mostLooks) {
        return { problem: 'too many selectors with * or […] before it; name cables by their ids' };
      }
    }
    const suggest = this.#suggested < mostSuggested;
    const found = readSelector(this.fabric, kind ? text : `cable:${text}`, suggest);
    if (!('problem' in found)) return found;
    if (suggest) this.#suggested++;
    return found;
  }

  #wrong(line: number, problem: string): void {
    this.problems.push({ line, problem });
  }
}
