/** A line of a stream, without its end. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Why a stream is no text. */
export interface NoText {
  readonly problem: string;
}

/** Characters of the longest line that anybody writes; a longer one is not held in memory. */
export const longestLine = 1_000_000;

/**
 * The lines of a stream of bytes, one after the other, in memory only as they come: LF, CRLF or CR
 * before LF. Bytes that are not UTF-8 become U+FFFD. A stream that is no text (a NUL, a line longer
 * than `longestLine`) ends with why.
 */
export function* linesOf(pieces: Iterable<Uint8Array>): Generator<TextLine, NoText | null> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  for (const piece of pieces) {
    if (piece.includes(0))
      return { problem: `it is binary: there is a NUL byte after line ${number}` };
    const text = rest + decoder.decode(piece, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      number++;
      yield { number, text: withoutReturn(text.slice(start, end)) };
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > longestLine) {
      return { problem: `line ${number + 1} has more than ${longestLine} characters` };
    }
  }
  rest += decoder.decode();
  if (rest !== '') yield { number: number + 1, text: withoutReturn(rest) };
  return null;
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
