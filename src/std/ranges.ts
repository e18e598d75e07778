import { quoted } from './terminal.js';

/** Ranges of numbers in ids: `[0-30/2]`, from-to/step, both ends included (LANGUAGE section 4). */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const rangeSyntax = /^\[(0|[1-9]\d{0,8})-(0|[1-9]\d{0,8})(?:\/([1-9]\d{0,8}))?\]/;

/** The range that a text starts with, or why there is none. */
export function readRange(text: string): { range: NumberRange; length: number } | string {
  const match = rangeSyntax.exec(text);
  if (!match) {
    const end = text.indexOf(']');
    const written = end < 0 ? text : text.slice(0, end + 1);
    return `${quoted(written)} is no range like [0-3] or [0-30/2] (numbers have at most 9 digits)`;
  }
  const [from, to, step] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 1)];
  if (to < from) return `the range ${match[0]} ends before it starts`;
  return { range: { from, to, step }, length: match[0].length };
}

/** A text with ranges: what they stand for, without having been written out. */
export interface RangedText {
  readonly count: number;
  /** In order; of several ranges the last runs fastest. */
  texts(): Iterable<string>;
}

/** Reads a text with ranges, or says why one of them is none. */
export function parseRanged(text: string): RangedText | string {
  const parts: (string | NumberRange)[] = [];
  let at = 0;
  for (let open = text.indexOf('['); open >= 0; open = text.indexOf('[', at)) {
    const read = readRange(text.slice(open));
    if (typeof read === 'string') return read;
    parts.push(text.slice(at, open), read.range);
    at = open + read.length;
  }
  parts.push(text.slice(at));
  const count = parts.reduce<number>(
    (product, part) => product * (typeof part === 'string' ? 1 : sizeOf(part)),
    1,
  );
  return { count, texts: () => (parts.length === 1 ? [text] : spell(parts, 0, '')) };
}

const sizeOf = ({ from, to, step }: NumberRange): number => Math.floor((to - from) / step) + 1;

function* spell(
  parts: readonly (string | NumberRange)[],
  at: number,
  before: string,
): Iterable<string> {
  const part = parts[at];
  if (part === undefined) yield before;
  else if (typeof part === 'string') yield* spell(parts, at + 1, before + part);
  else {
    for (let n = part.from; n <= part.to; n += part.step) {
      yield* spell(parts, at + 1, before + n);
    }
  }
}
