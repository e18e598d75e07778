import { expect, it } from 'vitest';
import { servedText } from '../../src/fabric/served-text.js';

it('a switch is said to serve a unit, and its rails from the first to the last', () => {
  expect(servedText({ unit: 1, rails: [4, 4] })).toBe('u1 r4');
  expect(servedText({ unit: 1, rails: [0, 3] })).toBe('u1 r0–3');
  expect(servedText({ unit: 0 })).toBe('u0');
  expect(servedText({})).toBe('');
});
