import { expect, test } from 'vitest';
import { linesOf, longestLine } from '../../src/std/lines.js';

/** The lines of pieces of bytes, and what their stream ends with. */
function read(...pieces: readonly (string | Uint8Array)[]) {
  const lines = linesOf(pieces.map((piece) => Buffer.from(piece as string)));
  const texts: string[] = [];
  for (let number = 1; ; number++) {
    const { done, value } = lines.next();
    if (done) return { texts, end: value };
    expect(value.number).toBe(number);
    texts.push(value.text);
  }
}

test('lines end in LF or CRLF, the last one also in nothing', () => {
  expect(read('a\r\nb\n\nc')).toEqual({ texts: ['a', 'b', '', 'c'], end: null });
  expect(read('a\n').texts).toEqual(['a']);
  expect(read('a\rb\r\r\n').texts).toEqual(['a\rb\r']);
  expect(read().texts).toEqual([]);
});

test('pieces may end anywhere', () => {
  const bytes = Buffer.from('\ufeffä€𝄞\r\nb\n');
  for (let at = 0; at <= bytes.length; at++) {
    const texts = ['ä€𝄞', 'b'];
    expect(read(bytes.subarray(0, at), bytes.subarray(at)).texts).toEqual(texts);
  }
  expect(read(...[...bytes].map((byte) => Uint8Array.of(byte))).texts).toEqual(['ä€𝄞', 'b']);
});

test('what is no UTF-8 is a mark of that', () => {
  expect(read(Uint8Array.of(0x61, 0xff, 0x0a, 0xc3)).texts).toEqual(['a\ufffd', '\ufffd']);
});

test('what is no text says so, and nothing behind it is read', () => {
  expect(read('a\nb\n', 'c\0\n', 'd\n')).toEqual({
    texts: ['a', 'b'],
    end: { problem: 'it is binary: there is a NUL byte after line 2' },
  });
  const long = 'x'.repeat(longestLine);
  expect(read(long, '\n').texts).toEqual([long]);
  expect(read('a\n', long, 'x', '\nb')).toEqual({
    texts: ['a'],
    end: { problem: 'line 2 has more than 1000000 characters' },
  });
});
