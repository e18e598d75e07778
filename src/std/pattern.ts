/**
 * Patterns over ids (LANGUAGE section 4): `*` stops at `/` and `:`, `[0-30/2]` is a range of
 * numbers, and a pattern that is only `*` matches everything.
 */
export interface Pattern {
  readonly text: string;
  /** The text names one id: no `*`, no range. */
  readonly literal: boolean;
  matches(id: string): boolean;
}

interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

const rangeSyntax = /^\[(0|[1-9]\d{0,8})-(0|[1-9]\d{0,8})(?:\/([1-9]\d{0,8}))?\]/;

/** A pattern, or the reason why the text is none. */
export function parsePattern(text: string): Pattern | string {
  if (text === '*') return { text, literal: false, matches: () => true };
  const ranges: NumberRange[] = [];
  let source = '';
  for (let at = 0; at < text.length; ) {
    const char = text[at]!;
    if (char === '[') {
      const match = rangeSyntax.exec(text.slice(at));
      if (!match) return `"${text.slice(at)}" is no range like [0-3] or [0-30/2]`;
      const [from, to, step] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 1)];
      if (to < from) return `the range ${match[0]} ends before it starts`;
      ranges.push({ from, to, step });
      source += '(0|[1-9]\\d*)';
      at += match[0].length;
    } else {
      source += char === '*' ? '[^/:]*' : char.replace(/[\\^$.|?+()[\]{}]/, '\\$&');
      at++;
    }
  }
  if (ranges.length === 0 && !text.includes('*')) {
    return { text, literal: true, matches: (id) => id === text };
  }
  const expression = new RegExp(`^${source}$`);
  const matches = (id: string): boolean => {
    const found = expression.exec(id);
    return found !== null && ranges.every((range, i) => inRange(range, Number(found[i + 1])));
  };
  return { text, literal: false, matches };
}

function inRange({ from, to, step }: NumberRange, n: number): boolean {
  return n >= from && n <= to && (n - from) % step === 0;
}
