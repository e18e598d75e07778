import { expect, test } from 'vitest';
import { escapeXml, oneLine } from '../../src/std/markup.js';
import {
  formatCount,
  formatCounted,
  formatGbps,
  formatShare,
  formatSpeed,
} from '../../src/std/units.js';

test('escaping', () => {
  expect(escapeXml(`<a b="c" d='e'>&</a>`)).toBe(
    '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&lt;/a&gt;',
  );
  expect(escapeXml('a\u0000b\ud800c\ufffe\u{1f600}\t\n')).toBe(
    'a\ufffdb\ufffdc\ufffd\u{1f600}\t\n',
  );
});

test('oneLine text', () => {
  expect(oneLine(' a\n\tb ', 10)).toBe('a b');
  expect(oneLine('a\u202eb\u200bc\u0007', 10)).toBe('a\ufffdb\ufffdc\ufffd');
  expect(oneLine('abcdef', 6)).toBe('abcdef');
  expect(oneLine('abcdefg', 6)).toBe('abcde…');
  expect(oneLine('x'.repeat(1e6), 6)).toBe('xxxxx…');
  expect(oneLine('\u{1f600}'.repeat(7), 6)).toBe(`${'\u{1f600}'.repeat(5)}…`);
});

test('numbers with units', () => {
  expect([0, 999, 16384, 1234567].map(formatCount)).toEqual(['0', '999', '16,384', '1,234,567']);
  expect([0, 0.1, 1, 400, 12800, 409600, 6553600, 5e7].map(formatGbps)).toEqual([
    '0 Gb/s',
    '100 Mb/s',
    '1 Gb/s',
    '400 Gb/s',
    '12.8 Tb/s',
    '409.6 Tb/s',
    '6,553.6 Tb/s',
    '50 Pb/s',
  ]);
  expect([1, 2.5, 400].map(formatSpeed)).toEqual(['1G', '2.5G', '400G']);
  expect([0, 0.0001, 0.5, 0.96875, 0.99999, 1].map(formatShare)).toEqual([
    '0%',
    '<0.1%',
    '50%',
    '96.9%',
    '>99.9%',
    '100%',
  ]);
  expect([formatCounted(1, 'leaf'), formatCounted(64, 'leaf'), formatCounted(2, 'switch')]).toEqual(
    ['1 leaf', '64 leaves', '2 switches'],
  );
});
