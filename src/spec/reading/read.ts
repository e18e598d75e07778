import { pointerTo } from '../../finding/pointer.js';
import { LineIndex, type Span } from '../../finding/position.js';
import { type Finding, finding, type Place } from '../../finding/rule.js';
import { readable } from '../rules.js';
import { firstOf, maxFindings, withinReading } from '../structure/first-findings.js';
import { structure } from '../structure/structure-rule.js';
import { decode } from './decode.js';
import { firstOffsets, type JsonValue, parseJson } from './json-value.js';
import { locatePlaces } from './locate.js';
import { syntaxProblem } from './syntax-problem.js';

/** Levels of nesting that a document may have (jsonc-parser recurses). */
export const maxDepth = 64;

/** Size of a file that is read unless the caller raises it. */
export const defaultMaxBytes = 4 * 1024 * 1024;

/** A document as read: its value, and where everything stands in the text. */
export interface Document {
  readonly text: string;
  /** Undefined if the text is no JSON. Objects inherit nothing. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /**
   * Where places stand; the nearest part around those that are not in the text. Each call goes
   * through the whole text: ask for all places at once.
   */
  locate(places: readonly Place[]): readonly Span[];
}

/** Reads one JSON document (RFC 8259) from bytes. */
export function readDocument(bytes: Uint8Array, maxBytes = defaultMaxBytes): Document {
  if (bytes.length > maxBytes) {
    const args = { bytes: bytes.length, limit: maxBytes };
    return unreadable('', finding(readable, 'readable-size', args, ''));
  }
  const text = decode(bytes);
  if (typeof text !== 'string') {
    const { problem, text: lossy, offset } = text;
    const place = { pointer: '', span: { offset, length: 1 } };
    return unreadable(lossy, finding(readable, 'readable-encoding', { problem }, place));
  }
  const deep = offsetBelow(text, maxDepth);
  if (deep >= 0) {
    const place = { pointer: '', span: { offset: deep, length: 1 } };
    return unreadable(text, finding(readable, 'readable-depth', { limit: maxDepth }, place));
  }
  const read = parseJson(text, maxFindings + 1);
  if ('code' in read) {
    const { problem, ...span } = syntaxProblem(text, read);
    return unreadable(
      text,
      finding(readable, 'readable-syntax', { problem }, { pointer: '', span }),
    );
  }
  return {
    text,
    value: read.value,
    findings: duplicateFindings(text, read),
    locate: (places) => locatePlaces(text, places),
  };
}

/** Offset of the first bracket below `limit` levels, or −1. A linear scan, before any parser. */
export function offsetBelow(text: string, limit: number): number {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inString) {
      if (char === 0x5c) i++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x5b || char === 0x7b) {
      if (++depth > limit) return i;
    } else if (char === 0x5d || char === 0x7d) depth--;
  }
  return -1;
}

function unreadable(text: string, problem: Finding): Document {
  const locate = (places: readonly Place[]) =>
    places.map(({ span }) => span ?? { offset: 0, length: 0 });
  return { text, value: undefined, findings: [problem], locate };
}

function duplicateFindings(text: string, { duplicates, duplicateCount }: JsonValue) {
  if (duplicateCount === 0) return [];
  const lengths = duplicates.map(({ path }) => ({
    length: path.reduce<number>((sum, key) => sum + String(key).length, 0),
  }));
  const told = duplicates.slice(0, withinReading(lengths));
  const lines = new LineIndex(text);
  const firsts = firstOffsets(text, told);
  const findings = told.map(({ path, offset, length }, i) => {
    const place = { pointer: pointerTo('', ...path), span: { offset, length } };
    const { line } = lines.range(firsts[i]!, 0);
    return finding(structure, 'structure-duplicate-key', { key: String(path.at(-1)), line }, place);
  });
  return firstOf(findings, duplicateCount);
}
