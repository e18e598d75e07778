import { expect, test } from 'vitest';
import { shown } from '../../src/std/columns.js';

test.each([
  ['', '', 0],
  ['abc', 'abc', 3],
  ['\t', '    ', 4],
  ['a\tb', 'a   b', 5],
  ['abcd\tb', 'abcd    b', 9],
  ['機\tb', '機  b', 5],
  ['機架', '機架', 4],
  ['한글', '한글', 4],
  ['ｆｕｌｌ', 'ｆｕｌｌ', 8],
  ['ｱ', 'ｱ', 1],
  ['🚀', '🚀', 2],
  ['e\u0301', 'e\u0301', 1],
  ['\u001b[2J', '\\u001b[2J', 9],
  ['\ud800', '\\ud800', 6],
  ['\r', '\\u000d', 6],
  ['é–…', 'é–…', 3],
])('%j is shown with %j, %i columns wide', (line, text, columns) => {
  expect(shown(line)).toEqual({ text, columns });
});
