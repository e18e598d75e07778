import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patternsOf } from '../../src/browser/patterns.js';
import { parsePattern } from '../../src/std/pattern.js';

test.each([
  [['h7'], ['h7']],
  [['h0', 'h1', 'h2'], ['h[0-2]']],
  [['h0', 'h2', 'h4'], ['h[0-4/2]']],
  [
    ['h0', 'h1', 'h5', 'h6', 'h9'],
    ['h[0-1]', 'h[5-6]', 'h9'],
  ],
  [['h0/nic0', 'h0/nic1', 'h1/nic0', 'h1/nic1'], ['h[0-1]/nic[0-1]']],
  [
    ['h0/nic0', 'h1/nic0', 'h1/nic1'],
    ['h0/nic0', 'h1/nic[0-1]'],
  ],
  [
    ['compute/p0/leaf0', 'compute/p0/spine0'],
    ['compute/p0/leaf0', 'compute/p0/spine0'],
  ],
  [['h3/nic0--compute/p0/leaf0', 'h4/nic0--compute/p0/leaf0'], ['h[3-4]/nic0--compute/p0/leaf0']],
])('%j are %j', (ids, patterns) => {
  expect(patternsOf(ids)).toEqual(patterns);
});

/** Ids with two numbers, any of the small ones. */
const someIds = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom('leaf', 'spine'), fc.nat(12), fc.nat(12))
    .map(([tier, plane, index]) => `compute/p${plane}/${tier}${index}`),
  { minLength: 1, maxLength: 40 },
);

test('patterns name what they were made of and nothing else, each once', () => {
  const all = ['leaf', 'spine'].flatMap((tier) =>
    Array.from({ length: 169 }, (_, i) => `compute/p${i % 13}/${tier}${Math.floor(i / 13)}`),
  );
  fc.assert(
    fc.property(someIds, (ids) => {
      const matched = patternsOf(ids).flatMap((text) => {
        const pattern = parsePattern(text);
        if (typeof pattern === 'string') throw new Error(pattern);
        return all.filter((id) => pattern.matches(id));
      });
      expect(matched.sort()).toEqual([...ids].sort());
    }),
    { numRuns: 200 },
  );
});
