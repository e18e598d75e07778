import { expect, test } from 'vitest';
import { inColour } from '../../src/cli/colour.js';

const terminal = { env: { TERM: 'xterm' }, isTTY: true, output: undefined };

test.each([
  ['on a terminal', terminal, true],
  ['where nothing is known of it', { ...terminal, env: {} }, true],
  ['in a pipe', { ...terminal, isTTY: false }, false],
  ['in a file', { ...terminal, output: 'out.txt' }, false],
  ['with -o -', { ...terminal, output: '-' }, false],
  ['with NO_COLOR', { ...terminal, env: { NO_COLOR: '1' } }, false],
  ['with NO_COLOR=0, which is set', { ...terminal, env: { NO_COLOR: '0' } }, false],
  ['with NO_COLOR that is empty', { ...terminal, env: { NO_COLOR: '' } }, true],
  ['on a dumb terminal', { ...terminal, env: { TERM: 'dumb' } }, false],
  ['with FORCE_COLOR=0', { ...terminal, env: { FORCE_COLOR: '0' } }, false],
  ['in a pipe with FORCE_COLOR', { ...terminal, isTTY: false, env: { FORCE_COLOR: '1' } }, false],
])('colour %s: %o', (_, surroundings, expected) => {
  expect(inColour(surroundings)).toBe(expected);
});
