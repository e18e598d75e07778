import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { keysOf, pointerTo } from '../finding/pointer.js';
import { LineIndex, type Span } from '../finding/position.js';
import { type Finding, finding, type Place } from '../finding/rule.js';
import { quoted } from '../std/terminal.js';
import { readable, structure } from './rules.js';

/** Levels of nesting that a document may have (jsonc-parser recurses). */
export const maxDepth = 64;

/** Size of a file that is read unless the caller raises it. */
export const defaultMaxBytes = 4 * 1024 * 1024;

/** Findings about keys and values that are told one by one; nobody reads more. */
export const maxFindings = 1000;

/** A document as read: its value, and where everything stands in the text. */
export interface Document {
  readonly text: string;
  /** Undefined if the text is no JSON. Objects have no prototype. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
  /** Where places stand; the nearest part around those that are not in the text. */
  locate(places: readonly Place[]): readonly Span[];
}

/** Reads one JSON document (RFC 8259) from bytes. */
export function readDocument(bytes: Uint8Array, maxBytes = defaultMaxBytes): Document {
  if (bytes.length > maxBytes) {
    return unreadable(
      '',
      finding(readable, 'readable-size', { bytes: bytes.length, limit: maxBytes }, ''),
    );
  }
  const decoded = decode(bytes);
  if (typeof decoded !== 'string') {
    return unreadable('', finding(readable, 'readable-encoding', decoded, ''));
  }
  const deep = offsetBelow(decoded, maxDepth);
  if (deep >= 0) {
    const place = { pointer: '', span: { offset: deep, length: 1 } };
    return unreadable(decoded, finding(readable, 'readable-depth', { limit: maxDepth }, place));
  }
  return parse(decoded);
}

function decode(bytes: Uint8Array): string | { problem: string } {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { problem: 'the file starts with a byte-order mark; save it as UTF-8 without one' };
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
    return { problem: 'the file looks like UTF-16 or UTF-32; save it as UTF-8' };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: `the file is not UTF-8${firstBadByte(bytes)}` };
  }
}

/** Where decoding stops: the first replacement character that is not in the file itself. */
function firstBadByte(bytes: Uint8Array): string {
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  let line = 1;
  for (const char of lossy) {
    if (char === '\ufffd' && bytes[offset] !== 0xef) break;
    if (char === '\n') line++;
    const code = char.codePointAt(0)!;
    offset += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return `: bad byte 0x${(bytes[offset] ?? 0).toString(16)} in line ${line}`;
}

/** Offset of the first bracket below `limit` levels, or −1. A linear scan, before any parser. */
function offsetBelow(text: string, limit: number): number {
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

function parse(text: string): Document {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (text.trim() === '' || first || !root) {
    const { problem, ...span } = syntaxProblem(text, first);
    const place = { pointer: '', span };
    return unreadable(text, finding(readable, 'readable-syntax', { problem }, place));
  }
  const findings: Finding[] = [];
  const value = plainValue(root, '', new LineIndex(text), findings);
  const index: KeyIndex = new Map();
  const locateAll = (places: readonly Place[]) => places.map((place) => locate(root, place, index));
  return { text, value, findings: firstOf(findings), locate: locateAll };
}

const plainWords: Readonly<Record<string, string>> = {
  InvalidNumberFormat: 'a malformed number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'a closing brace } is expected here',
  CloseBracketExpected: 'a closing bracket ] is expected here',
  EndOfFileExpected: 'there is more text after the document',
  InvalidCommentToken: 'comments are not JSON (this file is JSON, not JSONC or JSON5)',
  UnexpectedEndOfComment: 'a comment that does not end; comments are not JSON',
  UnexpectedEndOfString: 'a string that does not end in its line',
  UnexpectedEndOfNumber: 'a number that does not end',
  InvalidUnicode: 'a malformed \\u escape',
  InvalidEscapeCharacter: 'an unknown escape in a string',
  InvalidCharacter: 'a control character in a string',
};

interface SyntaxProblem {
  readonly problem: string;
  readonly offset: number;
  readonly length: number;
}

/** What is wrong, at the character that has to be changed. */
function syntaxProblem(text: string, first: ParseError | undefined): SyntaxProblem {
  if (!first || text.trim() === '') return { problem: 'the file is empty', offset: 0, length: 0 };
  const { offset, length } = first;
  const code = printParseErrorCode(first.error);
  const problem = plainWords[code] ?? code;
  const before = text.slice(0, offset).trimEnd();
  const here = text[offset] ?? '';
  if (offset >= text.trimEnd().length) {
    return { problem: `the file ends too early: ${problem}`, offset: before.length, length: 0 };
  }
  if (code === 'InvalidSymbol') {
    const word = quoted(text.slice(offset, offset + length));
    const hint = 'keys and strings stand in double quotes, numbers are plain';
    return { problem: `${word} is no JSON value (${hint})`, offset, length };
  }
  if (before.endsWith(',') && '}]'.includes(here)) {
    const trailing = `a comma stands before "${here}" (a trailing comma is not JSON)`;
    return { problem: trailing, offset: before.length - 1, length: 1 };
  }
  if (code === 'CommaExpected' && /\d/.test(here) && /(^|[^\d.eE+-])-?0$/.test(before)) {
    return { problem: 'a number does not start with 0', offset: offset - 1, length: 1 };
  }
  if (code === 'CommaExpected' && '}]'.includes(here)) {
    const other = here === '}' ? ']' : '}';
    return { problem: `"${here}" stands here, but "${other}" is due first`, offset, length };
  }
  // A comma is missing behind what stands before, often a line above.
  if (code === 'CommaExpected') return { problem, offset: before.length, length: 0 };
  return { problem, offset, length };
}

/** The plain value of a node; keys that stand twice become findings. */
function plainValue(node: Node, pointer: string, lines: LineIndex, findings: Finding[]): unknown {
  if (node.type === 'array') {
    return (node.children ?? []).map((child, i) =>
      plainValue(child, pointerTo(pointer, i), lines, findings),
    );
  }
  if (node.type !== 'object') return node.value;
  const object: Record<string, unknown> = Object.create(null);
  const firstAt = new Map<string, number>();
  for (const property of node.children ?? []) {
    const [keyNode, child] = property.children ?? [];
    const key = keyNode?.value as string;
    if (!child || !keyNode) continue;
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, keyNode.offset);
    else {
      const span = { offset: keyNode.offset, length: keyNode.length };
      const place: Place = { pointer: pointerTo(pointer, key), span };
      const { line } = lines.range(first, 0);
      findings.push(finding(structure, 'structure-duplicate-key', { key, line }, place));
    }
    object[key] = plainValue(child, pointerTo(pointer, key), lines, findings);
  }
  return object;
}

/** The first findings; of the others how many they are. */
export function firstOf(findings: readonly Finding[], total = findings.length): readonly Finding[] {
  const next = findings[maxFindings] ?? findings.at(-1);
  if (!next || total <= maxFindings) return findings;
  const more = finding(structure, 'structure-more', { count: total - maxFindings }, next.place);
  return [...findings.slice(0, maxFindings), more];
}

/** By object: its properties by key, the last of equals. Made where something is located. */
type KeyIndex = Map<Node, ReadonlyMap<string, Node>>;

function propertyOf(object: Node, key: string, index: KeyIndex): Node | undefined {
  let properties = index.get(object);
  if (!properties) {
    const children = object.children ?? [];
    properties = new Map(children.map((child) => [child.children?.[0]?.value as string, child]));
    index.set(object, properties);
  }
  return properties.get(key);
}

function locate(root: Node, { pointer, part, span }: Place, index: KeyIndex): Span {
  if (span) return span;
  let node = root;
  let keyNode: Node | undefined;
  for (const key of keysOf(pointer)) {
    const child =
      node.type === 'array' ? node.children?.[Number(key)] : propertyOf(node, key, index);
    if (!child) break;
    keyNode = node.type === 'array' ? undefined : child.children?.[0];
    node = node.type === 'array' ? child : (child.children?.[1] ?? child);
  }
  const found = part === 'key' && keyNode ? keyNode : node;
  // A whole object or array is named by its first line: nobody wants a caret under forty lines.
  const composite = found.type === 'object' || found.type === 'array';
  const shown = composite && keyNode ? keyNode : found;
  return { offset: shown.offset, length: composite && !keyNode ? 1 : shown.length };
}
