import { expect, test } from 'vitest';
import { formatBytes, formatGBps, formatUs } from '../../src/std/units.js';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [0.5, '0.5 B'],
  [512, '512 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1024, '1 KiB'],
  [14_336, '14 KiB'],
  [70_272, '70.3 kB'],
  [128_000, '128 kB'],
  [131_072, '128 KiB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [1023 * 1024, '1023 KiB'],
  [1024 ** 2, '1 MiB'],
  [1.5 * 1024 ** 2, '1.57 MB'],
  [1e9, '1 GB'],
  [16 * 1024 ** 3, '16 GiB'],
  [123_456_789_012, '123 GB'],
  [1024 ** 4, '1 TiB'],
  [1024 ** 5, '1 PiB'],
  [1234e15, '1,230 PB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test('every power of two is said exactly', () => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  for (let power = 0; power < 60; power++) {
    const [count, unit] = formatBytes(2 ** power).split(' ');
    expect(Number(count) * 1024 ** units.indexOf(unit!)).toBe(2 ** power);
  }
});

test.each([
  [0, '0 µs'],
  [0.25, '0.25 µs'],
  [120.96, '121 µs'],
  [123.86, '123.9 µs'],
  [999.94, '999.9 µs'],
  [999.96, '1 ms'],
  [14_757.12, '14.76 ms'],
  [999_999, '1 s'],
  [2.5e6, '2.5 s'],
  [7_200_000_000, '7,200 s'],
])('%d µs are %s', (us, text) => expect(formatUs(us)).toBe(text));

test.each([
  [0, '0 GB/s'],
  [0.25, '250 MB/s'],
  [1, '1 GB/s'],
  [42.7563, '42.76 GB/s'],
  [999.996, '1 TB/s'],
  [7200, '7.2 TB/s'],
])('%d GB/s are %s', (gbps, text) => expect(formatGBps(gbps)).toBe(text));
