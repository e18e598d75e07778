import { CsvError, parse } from 'csv-parse/sync';
import { longestLine, type NoText, type TextLine } from './lines.js';

/** A line of a table: where it stands (from 1), and its cells without blanks around them. */
export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A line that is no CSV, and why. */
interface WrongLine {
  readonly line: number;
  readonly text: string;
  readonly problem: string;
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

/** A record as far as it was read: its quotes may reach into further lines. */
interface Pending {
  readonly line: number;
  text: string;
  quotes: number;
}

/**
 * The same of a stream of lines, held only as they come. Lines that are blank, or comments (`#`), are
 * left out; cells are separated by what the first other line has: commas, semicolons or tabs. Lines
 * without quotes are their cells; the others go to the parser, which is ten times slower, with those
 * that their quotes reach into.
 */
export function* csvLinesOf(
  lines: Generator<TextLine, NoText | null>,
): Generator<Line | WrongLine, NoText | null> {
  let separator = '';
  let pending: Pending | null = null;
  for (;;) {
    const { done, value } = lines.next();
    if (done) {
      if (pending) yield notClosed(pending);
      return value;
    }
    const { text } = value;
    // A quote in a comment opens nothing.
    if (!pending && /^\s*(#|$)/.test(text)) continue;
    if (separator === '') separator = separatorOf(text);
    const quotes = text.includes('"') ? text.split('"').length - 1 : 0;
    if (!pending && quotes === 0) {
      const cells = text.split(separator).map((cell) => cell.trim());
      if (cells.some((cell) => cell !== '')) yield { line: value.number, cells };
      continue;
    }
    const record: Pending = pending ?? { line: value.number, text: '', quotes: 0 };
    record.text = record.text === '' ? text : `${record.text}\n${text}`;
    record.quotes += quotes;
    const closed = record.quotes % 2 === 0;
    pending = closed || record.text.length > longestLine ? null : record;
    if (!pending) yield closed ? parsed(record, separator) : notClosed(record);
  }
}

const separatorOf = (header: string): string =>
  [',', ';', '\t'].find((separator) => header.includes(separator)) ?? ',';

function parsed({ line, text }: Pending, separator: string): Line | WrongLine {
  try {
    const [cells = []] = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      trim: true,
    }) as string[][];
    return { line, cells };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line, text, problem: error.message };
  }
}

const notClosed = ({ line, text }: Pending): WrongLine => ({
  line,
  text: text.split('\n', 1)[0]!,
  problem: 'a quote is opened and not closed',
});
