import { expect, test } from 'vitest';
import { fnv1a } from '../../src/std/hash.js';

/** Test vectors of the authors of FNV (http://www.isthe.com/chongo/tech/comp/fnv/). */
test.each([
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['b', 'af63df4c8601f1a5'],
  ['foobar', '85944171f73967e8'],
])('%j', (text, hash) => {
  expect(fnv1a(text)).toBe(hash);
});

test('is one of UTF-8', () => {
  expect(fnv1a('é')).not.toBe(fnv1a('\u0065\u0301'));
  expect(fnv1a('é')).toMatch(/^[0-9a-f]{16}$/);
});
