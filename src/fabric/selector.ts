import { type Pattern, parsePattern } from '../std/pattern.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';

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
  'pod',
  'group',
] as const;

export type SelectorKind = (typeof selectorKinds)[number];

/** Kinds that can be left with a part of their speed. */
const withFraction: readonly SelectorKind[] = ['cable', 'bundle', 'port'];

/** `kind:pattern`, with `@0.5` behind it, or `random:kind=5,seed=7`. */
export interface Selector {
  readonly text: string;
  readonly kind: SelectorKind;
  readonly pattern: Pattern;
  /** The fraction of its speed that a part is left with; 0: out of use. */
  readonly fraction: number;
  /** So many different ones of the parts that match, drawn with a seed; null: all of them. */
  readonly draw: { readonly count: number; readonly seed: number } | null;
}

/** A selector, or the reason why the text is none. */
export function parseSelector(text: string): Selector | { readonly problem: string } {
  const colon = text.indexOf(':');
  const kind = text.slice(0, Math.max(colon, 0));
  if (kind === 'random') return parseRandom(text, text.slice(colon + 1));
  if (!isKind(kind)) {
    const kinds = [...selectorKinds, 'random'];
    const meant = nearest(kind, kinds);
    return {
      problem: `a selector starts with one of ${kinds.map((k) => `${k}:`).join(' ')}${didYouMean(meant && `${meant}:`)}`,
    };
  }
  const [body = '', fractionText, ...rest] = text.slice(colon + 1).split('@');
  if (body === '' || rest.length > 0)
    return { problem: `"${kind}:" is followed by an id or a pattern` };
  const fraction = fractionText === undefined ? 0 : parseFraction(fractionText);
  if (fraction === null) {
    return { problem: `${quoted(`@${fractionText}`)} is no fraction between 0 and 1, like @0.5` };
  }
  if (fractionText !== undefined && !withFraction.includes(kind)) {
    return { problem: `"@" goes with ${withFraction.join(', ')}, not with ${kind}` };
  }
  const pattern = parsePattern(body);
  if (typeof pattern === 'string') return { problem: pattern };
  return { text, kind, pattern, fraction, draw: null };
}

/** Why a selector will not do where nothing fails; null if it will. */
export const fractionProblem = (text: string): string | null =>
  text.includes('@') ? 'only a fault leaves a fraction of a speed; leave "@" out' : null;

const randomSyntax = /^([a-z]+)=(0|[1-9]\d{0,8}),seed=(0|[1-9]\d{0,8})$/;

function parseRandom(text: string, body: string): Selector | { readonly problem: string } {
  const [, kind = '', count, seed] = randomSyntax.exec(body) ?? [];
  const everything = parsePattern('*');
  if (count === undefined || typeof everything === 'string') {
    const shape = 'random:cable=5,seed=7 (numbers have at most 9 digits)';
    return { problem: `a random selector looks like ${shape}` };
  }
  if (!isKind(kind)) {
    const problem = `${quoted(kind)} is no kind of parts: ${selectorKinds.join(', ')}`;
    return { problem: `${problem}${didYouMean(nearest(kind, selectorKinds))}` };
  }
  if (count === '0') return { problem: 'a random selector draws at least one part' };
  const draw = { count: Number(count), seed: Number(seed) };
  return { text, kind, pattern: everything, fraction: 0, draw };
}

const isKind = (kind: string): kind is SelectorKind =>
  (selectorKinds as readonly string[]).includes(kind);

function parseFraction(text: string): number | null {
  const value = /^(0|1|0?\.\d{1,30}|1\.0{1,30})$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value <= 1 ? value : null;
}
