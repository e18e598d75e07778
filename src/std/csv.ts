import { printableLine } from './terminal.js';

/** A cell; null and undefined are empty ones. */
export type Cell = string | number | null | undefined;

/** What a spreadsheet would take for the beginning of a formula, ASCII or full width. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/**
 * A line of CSV (RFC 4180, but LF) that a spreadsheet may open: control characters are spelt out,
 * and an apostrophe before what would be a formula makes it a text.
 */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\n`;

/** A table: a column for each name, below them a line for each row. */
export const csvTable = <Row>(
  columns: Readonly<Record<string, (row: Row) => Cell>>,
  rows: readonly Row[],
): string =>
  [
    csvLine(Object.keys(columns)),
    ...rows.map((row) => csvLine(Object.values(columns).map((cell) => cell(row)))),
  ].join('');

/** One of its cells; lines of many cells that are known to be harmless are joined by hand. */
export function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = printableLine(cell);
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",;']|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
