import { CsvError, parse } from 'csv-parse/sync';

/** A line of a table: where it stands (from 1), and its cells without blanks around them. */
export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The lines of a CSV text (RFC 4180) that are not empty, or why it is none. */
export function readCsv(
  text: string,
): { readonly lines: readonly Line[] } | { readonly problem: string } {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    // Its types know nothing of `info`, which puts the number of a line beside it.
    const told = records as unknown as { record: string[]; info: { lines: number } }[];
    return { lines: told.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: `line ${error.lines}: ${error.message}` };
  }
}
