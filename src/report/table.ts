import { printableLine } from '../std/terminal.js';

/** A table of GitHub Markdown; its cells are foreign text, its head is ours. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(inCell)))];
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Foreign text as nothing but text: no markup, no links, no end of the cell. */
export const inCell = (text: string): string =>
  printableLine(text)
    .replace(/[&<>]/g, (found) => entities[found]!)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replaceAll('$', '&#36;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replaceAll('www.', 'www&#46;');

/** A column of a table for a terminal; numbers stand at the right. */
export interface TextColumn {
  readonly cells: readonly string[];
  readonly right: boolean;
}

/** Lines of columns, each as wide as its widest cell. */
export function textTable(columns: readonly TextColumn[]): string[] {
  const [first = [], ...others] = columns.map(padded);
  return first.map((cell, i) => [cell, ...others.map((cells) => cells[i]!)].join('  ').trimEnd());
}

function padded({ cells, right }: TextColumn): string[] {
  const width = Math.max(...cells.map((cell) => cell.length));
  return cells.map((cell) => (right ? cell.padStart(width) : cell.padEnd(width)));
}
