import type { Place } from './rule.js';

/** A range in a text: lines and columns (UTF-16 code units) count from 1, the end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A range of characters in a text. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A range in one of the files that a topology was read from. */
export interface Location extends Range {
  readonly file: string;
  readonly offset: number;
  /** The line in which it starts; empty where it is too long to be shown. */
  readonly excerpt: string;
}

/** Characters of a line that are shown. */
const longestExcerpt = 200;

/** Ranges of one text, with their lines. */
export function locationsIn(file: string, text: string, spans: readonly Span[]): Location[] {
  const lines = new LineIndex(text);
  return spans.map(({ offset, length }) => ({
    file,
    offset,
    ...lines.range(offset, length),
    excerpt: lines.lineAt(offset, longestExcerpt),
  }));
}

/** The place of a line that was read from a stream: all of it. */
export function locationOfLine(
  file: string,
  { number, text }: NonNullable<Place['line']>,
): Location {
  const excerpt = text.length > longestExcerpt ? '' : text;
  const endColumn = excerpt.length + 1;
  return { file, offset: number, line: number, column: 1, endLine: number, endColumn, excerpt };
}

/** Finds lines and columns of offsets in one text. */
export class LineIndex {
  readonly #starts: Uint32Array;

  constructor(readonly text: string) {
    let count = 1;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
    this.#starts = new Uint32Array(count);
    let line = 1;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts[line++] = at + 1;
    }
  }

  range(offset: number, length: number): Range {
    const [line, column] = this.#position(offset);
    const [endLine, endColumn] = this.#position(offset + length);
    return { line, column, endLine, endColumn };
  }

  /** The line of an offset, without its end; empty if it has more than so many characters. */
  lineAt(offset: number, longest: number): string {
    const [line] = this.#position(offset);
    const start = this.#starts[line - 1]!;
    const end = (this.#starts[line] ?? this.text.length + 1) - 1;
    const shown = this.text[end - 1] === '\r' ? end - 1 : end;
    return shown - start > longest ? '' : this.text.slice(start, shown);
  }

  #position(offset: number): [line: number, column: number] {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - this.#starts[low]! + 1];
  }
}
