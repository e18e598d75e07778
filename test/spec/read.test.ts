import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/finding/position.js';
import { maxDepth, readDocument } from '../../src/spec/reading/read.js';
import { openWorld } from '../worlds.js';
import { loadText, plain, problems } from './documents.js';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...new TextEncoder().encode(part)] : part,
    ),
  );

/** Code, line and column of the first finding. */
function first(content: Uint8Array, maxBytes?: number) {
  const { findings, value, text, locate } = readDocument(content, maxBytes);
  const [found] = findings;
  if (!found) return null;
  const { offset, length } = locate([found.place])[0]!;
  const { line, column } = new LineIndex(text).range(offset, length);
  return { code: found.code, line, column, unreadable: value === undefined };
}

describe('what is not JSON', () => {
  it.each([
    ['', 1, 1],
    ['{', 1, 2],
    ['{\n  "name": "x",\n}', 2, 14],
    ['{ "a": [1, 2,] }', 1, 14],
    ['{ "a": 1 } x', 1, 12],
    ['// c\n{}', 1, 1],
    ['{ "a": NaN }', 1, 8],
    ['{ "a": Infinity }', 1, 8],
    ['{ "a": 01 }', 1, 8],
    ["{ 'a': 1 }", 1, 3],
    ['{ "a": "b\nc" }', 1, 8],
    ['{ "a" 1 }', 1, 7],
  ])('%j: a syntax error in line %i, column %i', (text, line, column) => {
    const found = first(bytes(text));
    expect(found).toMatchObject({ code: 'readable-syntax', unreadable: true });
    // A parser may point at the character before or behind it.
    expect(found!.line).toBe(line);
    expect(Math.abs(found!.column - column)).toBeLessThanOrEqual(1);
  });

  it('bytes that are not UTF-8, a byte-order mark, UTF-16', () => {
    for (const content of [
      bytes('{ "a": "', [0xff], '" }'),
      bytes([0xef, 0xbb, 0xbf], '{}'),
      bytes([0xff, 0xfe], '{}'),
      bytes([0xfe, 0xff], '{}'),
      bytes([0x7b, 0x00, 0x7d, 0x00]),
      bytes('{ "a": "', [0xed, 0xa0, 0x80], '" }'),
      bytes('{ "a": "', [0xc0, 0xaf], '" }'),
    ]) {
      expect(first(content)).toMatchObject({ code: 'readable-encoding', unreadable: true });
    }
  });

  it('names the bad byte and its place', () => {
    const content = bytes('{\n "a": "\u00e9\ufffd', [0xff], '" }');
    expect(readDocument(content).findings[0]!.args.problem).toContain('bad byte 0xff');
    expect(first(content)).toMatchObject({ line: 2, column: 10 });
  });

  it('too deep, too large', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(first(bytes(nested(maxDepth)))).toBeNull();
    expect(first(bytes(nested(maxDepth + 1)))).toMatchObject({
      code: 'readable-depth',
      column: 65,
    });
    expect(first(bytes('['.repeat(1_000_000)))).toMatchObject({ code: 'readable-depth' });
    // Brackets in a string are no nesting.
    expect(first(bytes(JSON.stringify(`\\"${nested(100)}`)))).toBeNull();
    expect(first(bytes('{}'), 2)).toBeNull();
    expect(first(bytes('{} '), 2)).toMatchObject({ code: 'readable-size' });
  });
});

describe('what is read', () => {
  it('a key that stands twice is a finding at the second one', () => {
    const text = '{\n  "name": "x",\n  "name": "y"\n}';
    expect(first(bytes(text))).toEqual({
      code: 'structure-duplicate-key',
      line: 3,
      column: 3,
      unreadable: false,
    });
  });

  it('keys that are names of JavaScript are keys', () => {
    const { value } = readDocument(
      bytes('{ "__proto__": { "polluted": true }, "constructor": 1 }'),
    );
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  const renamed = (from: string, name: string) =>
    loadText(JSON.stringify(plain).replaceAll(`"${from}"`, `"${name}"`));

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a model may be called %s, and is missed where it is not there',
    (name) => {
      expect(problems(renamed('big', name))).toEqual([]);
      const text = JSON.stringify(plain).replace('{"model":"big"}', `{"model":"${name}"}`);
      expect(problems(loadText(text))).toEqual([
        'reference-switch-model /planes/compute/fatTree/leaf/model',
      ]);
    },
  );

  it('a plane set may be called constructor, but not __proto__', () => {
    const { topology } = renamed('compute', 'constructor');
    expect(openWorld(topology).subject.fabric.planes[0]!.id).toBe('constructor/p0');
    expect(problems(renamed('compute', '__proto__'))).toEqual(['structure-name /planes/__proto__']);
  });

  it('a number beyond all numbers is out of range', () => {
    const text = JSON.stringify(plain).replace('"count":8', '"count":1e999');
    expect(problems(loadText(text))).toEqual(['structure-value /hosts/h/count']);
  });

  it('columns count UTF-16 code units, lines end with LF or CRLF', () => {
    const text = '{\r\n  "\ud83d\ude00": 1, "b": 2, "b": 3\r\n}';
    expect(first(bytes(text))).toMatchObject({ line: 2, column: 20 });
  });
});
