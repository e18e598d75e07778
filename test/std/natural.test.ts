import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNatural } from '../../src/std/natural.js';

test('numbers in names count by value', () => {
  const sorted = [
    '',
    '2',
    '10',
    'a',
    'node9',
    'node10',
    'node10a',
    'node10b2',
    'node10b10',
    'nodes',
  ];
  expect([...sorted].reverse().sort(compareNatural)).toEqual(sorted);
  const long = '9'.repeat(40);
  expect(compareNatural(`x${long}`, `x1${long}`)).toBeLessThan(0);
});

test('leading zeros count last, so that two names are never equal', () => {
  expect(['n2', 'n10', 'n02', 'n002'].sort(compareNatural)).toEqual(['n002', 'n02', 'n2', 'n10']);
  expect(compareNatural('n02', 'n2')).not.toBe(0);
});

test('is an order: of texts that differ one comes first, and so on', () => {
  const name = fc.array(fc.constantFrom('a', 'b', '0', '1', '9', '-'), { maxLength: 6 });
  fc.assert(
    fc.property(name, name, name, (...lists) => {
      const [a, b, c] = lists.map((list) => list.join('')) as [string, string, string];
      expect(Math.sign(compareNatural(a, b))).toBe(-Math.sign(compareNatural(b, a)) || 0);
      expect(compareNatural(a, b) === 0).toBe(a === b);
      if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) {
        expect(compareNatural(a, c)).toBeLessThanOrEqual(0);
      }
    }),
    { seed: 8, numRuns: 500 },
  );
});
