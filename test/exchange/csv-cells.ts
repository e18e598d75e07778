import { expect } from 'vitest';

/** The cells of CSV (RFC 4180), read by code that shares nothing with what wrote them. */
export function cellsOf(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))([,\n])/gy;
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, inQuotes, plain, end] of text.matchAll(cell)) {
    row.push(inQuotes?.replaceAll('""', '"') ?? plain!);
    if (end === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

export type Row = Readonly<Record<string, string>>;

/** By name of their column. */
export function rowsOf(text: string): Row[] {
  const [header, ...rows] = cellsOf(text);
  // Asked once: a table may have thousands of rows.
  expect(rows.filter((row) => row.length !== header!.length)).toEqual([]);
  return rows.map((row) => Object.fromEntries(header!.map((name, i) => [name, row[i]!])));
}
