import { type NumberRange, readRange } from './ranges.js';

/**
 * Patterns over ids (LANGUAGE section 4): `*` stops at `/` and `:`, `[0-30/2]` is a range of
 * numbers, and a pattern that is only `*` matches everything.
 */
export interface Pattern {
  readonly text: string;
  /** The text names one id: no `*`, no range. */
  readonly literal: boolean;
  /** The text is only `*`. */
  readonly everything: boolean;
  matches(id: string): boolean;
}

/** What stands in a pattern, in order: plain text, `*`, or a range of numbers. */
type Token = string | typeof star | NumberRange;

const star = Symbol('*');

/** A pattern, or the reason why the text is none. */
export function parsePattern(text: string): Pattern | string {
  if (text === '*') return { text, literal: false, everything: true, matches: () => true };
  const tokens: Token[] = [];
  let literal = true;
  for (let at = 0; at < text.length; ) {
    const plain = /^[^*[]+/.exec(text.slice(at))?.[0];
    if (plain !== undefined) {
      tokens.push(plain);
      at += plain.length;
      continue;
    }
    literal = false;
    if (text[at] === '*') {
      tokens.push(star);
      at++;
      continue;
    }
    const read = readRange(text.slice(at));
    if (typeof read === 'string') return read;
    tokens.push(read.range);
    at += read.length;
  }
  const matches = literal ? (id: string) => id === text : (id: string) => matchTokens(tokens, id);
  return { text, literal, everything: false, matches };
}

/**
 * Only the last `*` ever has to take more: what stands before it was matched as early as can be.
 * So a pattern of many `*` costs no more than its length times that of the id.
 */
function matchTokens(tokens: readonly Token[], id: string): boolean {
  let [t, at] = [0, 0];
  let [lastStar, taken] = [-1, 0];
  while (t < tokens.length || at < id.length) {
    const token = tokens[t];
    if (token === star) {
      lastStar = t++;
      taken = at;
      continue;
    }
    const length = token === undefined ? -1 : lengthAt(token, id, at);
    if (length >= 0) {
      at += length;
      t++;
    } else {
      const next = id[taken];
      if (lastStar < 0 || next === undefined || next === '/' || next === ':') return false;
      at = ++taken;
      t = lastStar + 1;
    }
  }
  return true;
}

/** Length of what a token matches at a place of an id, −1 if it does not. */
function lengthAt(token: string | NumberRange, id: string, at: number): number {
  if (typeof token === 'string') return id.startsWith(token, at) ? token.length : -1;
  digits.lastIndex = at;
  const found = digits.exec(id)?.[0];
  return found !== undefined && inRange(token, Number(found)) ? found.length : -1;
}

/** A whole number without leading zeros, to its last digit. */
const digits = /(?:0|[1-9]\d*)(?!\d)/y;

function inRange({ from, to, step }: NumberRange, n: number): boolean {
  return n >= from && n <= to && (n - from) % step === 0;
}
