import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointerTo } from '../../src/finding/pointer.js';
import { maxDepth, readDocument } from '../../src/spec/reading/read.js';

const seed = 3;
const utf8 = new TextEncoder();

/** What `JSON.parse` makes of a text, or undefined. */
function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** JSON texts with white space, and what a slip of the hand makes of them. */
const texts = fc
  .record({
    value: fc.jsonValue({ maxDepth: 4 }),
    space: fc.constantFrom('', ' ', '\n', '\t '),
    slips: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(2),
        insert: fc.constantFrom(
          '',
          ',',
          '}',
          ']',
          '"',
          '0',
          '-',
          '.',
          'e',
          '\\',
          '/',
          ':',
          '\u0001',
        ),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ value, space, slips }) =>
    slips.reduce(
      (text, { at, cut, insert }) => {
        const offset = Math.floor(at * text.length);
        return text.slice(0, offset) + insert + text.slice(offset + cut);
      },
      JSON.stringify(value, null, space) ?? 'null',
    ),
  )
  .filter((text) => Buffer.from(text).toString() === text);

/** A value with its place, for every part of a value. */
function* parts(value: unknown, pointer = ''): Iterable<{ pointer: string; value: unknown }> {
  yield { pointer, value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* parts(inner, pointerTo(pointer, key));
}

describe('reading', () => {
  test('takes what JSON.parse takes, and nothing else', () => {
    let good = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const { value, findings } = readDocument(utf8.encode(text));
        const expected = parsed(text);
        expect(value === undefined, text).toBe(expected === undefined);
        if (expected) {
          good++;
          expect(JSON.stringify(value)).toBe(JSON.stringify(expected.value));
        } else expect(findings.map(({ check }) => check)).toEqual(['readable']);
      }),
      { seed, numRuns: 3000 },
    );
    // Both sides of the border are visited.
    expect(good).toBeGreaterThan(500);
    expect(good).toBeLessThan(2500);
  });

  test('knows where every part stands', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 4 }),
        fc.constantFrom('', ' ', '\n\t'),
        (value, space) => {
          const text = JSON.stringify(value, null, space);
          const { locate } = readDocument(utf8.encode(text));
          const all = [...parts(JSON.parse(text))];
          const spans = locate(all.map(({ pointer }) => ({ pointer })));
          const keys = locate(all.map(({ pointer }) => ({ pointer, part: 'key' as const })));
          for (const [i, { pointer, value: part }] of all.entries()) {
            const { offset, length } = spans[i]!;
            const shown = text.slice(offset, offset + length);
            const named = typeof part === 'object' && part !== null;
            if (!named) expect(JSON.parse(shown), pointer).toEqual(part);
            else expect(shown, pointer).toMatch(/^([[{]|".*")$/s);
            const key = text.slice(keys[i]!.offset, keys[i]!.offset + keys[i]!.length);
            const last = pointer.split('/').at(-1)!.replaceAll('~1', '/').replaceAll('~0', '~');
            if (key.startsWith('"') && key !== shown) expect(JSON.parse(key)).toBe(last);
          }
        },
      ),
      { seed, numRuns: 1000 },
    );
  });

  test('of keys that stand twice the last counts, for the value and for its place', () => {
    const text = '{"a": {"b": 1, "c": 2}, "a": {"c": 3}, "l": [1, {"x": 4}]}';
    const { value, locate } = readDocument(utf8.encode(text));
    expect(JSON.stringify(value)).toBe('{"a":{"c":3},"l":[1,{"x":4}]}');
    const at = (pointer: string) => {
      const { offset, length } = locate([{ pointer }])[0]!;
      return [offset, text.slice(offset, offset + length)];
    };
    expect(at('/a/c')).toEqual([35, '3']);
    expect(at('/a/b')).toEqual([24, '"a"']);
    expect(at('/l/1/x')).toEqual([text.indexOf('4'), '4']);
    expect(at('/l/7')).toEqual([text.indexOf('"l"'), '"l"']);
    expect(at('/nothing/at/all')).toEqual([0, '{']);
  });

  test('nests as deep as it is allowed to', () => {
    const nested = `${'{"a":['.repeat(maxDepth / 2)}${']}'.repeat(maxDepth / 2)}`;
    const { value, findings, locate } = readDocument(utf8.encode(nested));
    expect(findings).toEqual([]);
    expect(JSON.stringify(value)).toBe(nested);
    const pointer = '/a/0'.repeat(maxDepth / 2 - 1);
    expect(locate([{ pointer }])[0]).toEqual({ offset: 6 * (maxDepth / 2 - 1), length: 1 });
  });
});
