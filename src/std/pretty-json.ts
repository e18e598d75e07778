import { printable } from './terminal.js';

/** Columns of a line. */
const width = 100;

/**
 * JSON as people write it: two spaces, and on one line whatever fits a line; lists of numbers fill
 * lines. The document itself has a line per key. Ends with a newline.
 */
export const prettyJson = (value: unknown): string => `${print(value, '', 0, true)}\n`;

/** JSON for programs: a line per value. Ends with a newline. */
export const jsonText = (value: unknown): string =>
  `${printable(JSON.stringify(value, null, 2))}\n`;

/** `used`: columns of the line that are taken by what stands around. */
function print(value: unknown, indent: string, used: number, open = false): string {
  if (typeof value !== 'object' || value === null) return literal(value);
  if (!open) {
    const line = onLine(value, width - used);
    if (line !== null) return line;
  }
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const items = value.map((item) => print(item, inner, inner.length + 1));
    const lines = value.every((item) => typeof item === 'number') ? filled(items, inner) : items;
    return `[\n${inner}${lines.join(`,\n${inner}`)}\n${indent}]`;
  }
  const properties = Object.entries(value).map(([key, below]) => {
    const name = `${literal(key)}: `;
    return `${name}${print(below, inner, inner.length + name.length + 1)}`;
  });
  return properties.length === 0
    ? '{}'
    : `{\n${inner}${properties.join(`,\n${inner}`)}\n${indent}}`;
}

/** A value on one line, or null if that has more than so many columns. */
function onLine(value: unknown, columns: number): string | null {
  if (columns < 0) return null;
  if (typeof value !== 'object' || value === null) {
    const text = literal(value);
    return text.length <= columns ? text : null;
  }
  const list = Array.isArray(value);
  const parts: string[] = [];
  let left = columns - (list ? 2 : 4);
  for (const [key, below] of Object.entries(value)) {
    const name = list ? '' : `${literal(key)}: `;
    const text = onLine(below, left - name.length);
    if (text === null) return null;
    parts.push(name + text);
    left -= name.length + text.length + 2;
  }
  if (parts.length === 0) return list ? '[]' : '{}';
  return list ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}

/** Short items, as many on a line as fit. */
function filled(items: readonly string[], indent: string): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line !== undefined && indent.length + line.length + item.length + 3 <= width) {
      lines[lines.length - 1] = `${line}, ${item}`;
    } else lines.push(item);
  }
  return lines;
}

/** Marks that could rewrite a terminal are spelt out; JSON allows that. */
export const literal = (value: unknown): string => printable(JSON.stringify(value) ?? 'null');
