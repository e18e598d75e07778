import { type Pattern, parsePattern } from '../std/pattern.js';
import { didYouMean, nearest } from '../std/suggest.js';

/** Kinds of parts that a selector can name (LANGUAGE section 4). */
export const selectorKinds = [
  'switch',
  'cable',
  'bundle',
  'port',
  'nic',
  'host',
  'plane',
  'unit',
  'rail',
] as const;

export type SelectorKind = (typeof selectorKinds)[number];

/** Kinds of the language that this version refuses. */
const laterKinds: readonly string[] = ['pod', 'group', 'random'];

/** Kinds that can be left with a part of their speed. */
const withFraction: readonly SelectorKind[] = ['cable', 'bundle', 'port'];

/** `kind:pattern`, and with `@0.5` the fraction of its speed that a part is left with. */
export interface Selector {
  readonly text: string;
  readonly kind: SelectorKind;
  readonly pattern: Pattern;
  /** 0: out of use. */
  readonly fraction: number;
}

/** A selector, or the reason why the text is none. */
export function parseSelector(text: string): Selector | { readonly problem: string } {
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(colon, 0));
  if (laterKinds.includes(kind)) {
    return {
      problem: `"${kind}:" is part of the language, but this version cannot carry it out yet`,
    };
  }
  if (!isKind(kind)) {
    const kinds = selectorKinds.map((k) => `${k}:`).join(' ');
    const meant = nearest(kind, selectorKinds);
    return { problem: `a selector starts with one of ${kinds}${didYouMean(meant && `${meant}:`)}` };
  }
  const [body = '', fractionText, ...rest] = text.slice(colon + 1).split('@');
  if (body === '' || rest.length > 0)
    return { problem: `"${kind}:" is followed by an id or a pattern` };
  const fraction = fractionText === undefined ? 0 : parseFraction(fractionText);
  if (fraction === null) {
    return { problem: `"@${fractionText}" is no fraction between 0 and 1, like @0.5` };
  }
  if (fractionText !== undefined && !withFraction.includes(kind)) {
    return { problem: `"@" goes with ${withFraction.join(', ')}, not with ${kind}` };
  }
  const pattern = parsePattern(body);
  return typeof pattern === 'string' ? { problem: pattern } : { text, kind, pattern, fraction };
}

const isKind = (kind: string): kind is SelectorKind =>
  (selectorKinds as readonly string[]).includes(kind);

function parseFraction(text: string): number | null {
  const value = /^(0|1|0?\.\d{1,30}|1\.0{1,30})$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value <= 1 ? value : null;
}
