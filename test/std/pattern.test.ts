import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../src/std/pattern.js';

function matches(text: string, id: string): boolean {
  const pattern = parsePattern(text);
  if (typeof pattern === 'string') throw new Error(pattern);
  return pattern.matches(id);
}

describe('a pattern', () => {
  test.each([
    ['*', 'compute/p0/leaf0:33.1', true],
    ['compute/p*', 'compute/p17', true],
    ['compute/p*', 'compute/p17/leaf0', false],
    ['compute/*', 'compute/p0:1', false],
    ['h*/nic*:0', 'h17/nic3:0', true],
    ['*/p*/leaf*', 'compute/p0/leaf12', true],
    ['h[0-3]', 'h3', true],
    ['h[0-3]', 'h4', false],
    ['h[0-30/2]', 'h28', true],
    ['h[0-30/2]', 'h29', false],
    ['h[1-1]', 'h01', false],
    ['h[0-9]', 'h10', false],
    ['h[12-12]*', 'h12', true],
    ['*[12-12]', 'leaf12', true],
    ['h.', 'hx', false],
    ['(a|b)', 'a', false],
    ['a**b', 'axb', true],
    ['a*b*b', 'abxb', true],
    ['a*b*b', 'ab', false],
    ['', '', true],
  ])('%s, %s: %s', (text, id, expected) => {
    expect(matches(text, id)).toBe(expected);
  });

  test.each([
    ['h[3-0]', 'ends before it starts'],
    ['h[0,1]', 'is no range'],
    ['h[', 'is no range'],
    ['h[01-2]', 'is no range'],
    ['h[0-3/0]', 'is no range'],
  ])('%s is none: %s', (text, why) => {
    expect(parsePattern(text)).toContain(why);
  });

  test('means what the regular expression means', () => {
    const texts = (alphabet: string) =>
      fc.array(fc.constantFrom(...alphabet), { maxLength: 12 }).map((list) => list.join(''));
    fc.assert(
      fc.property(texts('ab/:*'), texts('ab/:'), (text, id) => {
        const source = text.replaceAll('*', '[^/:]*');
        const expected = text === '*' || new RegExp(`^${source}$`).test(id);
        expect(matches(text, id)).toBe(expected);
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  test('of many stars costs no more than their number', () => {
    expect(matches(`${'*a'.repeat(40)}b`, 'a'.repeat(4000))).toBe(false);
  });
});
