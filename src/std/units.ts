/** Numbers as people read them, the same in every locale. */

/** 1 Gb/s is 125 bytes per µs. */
export const BYTES_PER_US = 125;

/** 16384 → "16,384". */
export function formatCount(count: number): string {
  const [whole = '', fraction] = String(count).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Rounded to `digits` decimals, without trailing zeros. */
export function formatNumber(value: number, digits: number): string {
  return formatCount(Number(value.toFixed(digits)));
}

/** A sum without what floating point adds to it: twelve digits are far more than any price has. */
export const summed = (value: number): number => Number(value.toPrecision(12));

/** A figure as programs get it: millionths are above what floating-point sums get wrong. */
export const rounded = (value: number): number => Number(value.toFixed(6));

/** 409600 → "409.6 Tb/s", 400 → "400 Gb/s", 0.1 → "100 Mb/s". */
export function formatGbps(gbps: number): string {
  if (gbps >= 1e7) return `${formatNumber(gbps / 1e6, 2)} Pb/s`;
  if (gbps >= 1e3) return `${formatNumber(gbps / 1e3, 2)} Tb/s`;
  if (gbps >= 1 || gbps === 0) return `${formatNumber(gbps, 2)} Gb/s`;
  return `${formatNumber(gbps * 1e3, 2)} Mb/s`;
}

/** The speed of a port as it is called: 400 → "400G". */
export function formatSpeed(gbps: number): string {
  return `${formatNumber(gbps, 2)}G`;
}

/** A factor to six digits: 0.9836464… → "0.983646". */
export const formatTimes = (times: number): string => formatCount(Number(times.toPrecision(6)));

/** Two ends that differ by less of the larger one count as one number (DESIGN section 6). */
const closed = 1e-9;

/** What is known exactly as one number, otherwise both ends and never the middle. */
export function formatRange(
  lower: number,
  upper: number,
  format: (value: number) => string,
): string {
  return upper - lower <= closed * upper ? format(upper) : `${format(lower)} to ${format(upper)}`;
}

/** A share of one: 0.96875 → "96.9%". Never rounded up to 100% or down to 0%. */
export function formatShare(share: number): string {
  if (share > 0.999 && share < 1) return '>99.9%';
  if (share > 0 && share < 0.001) return '<0.1%';
  return `${formatNumber(share * 100, 1)}%`;
}

/** "1 leaf", "64 leaves", "2,048 hosts". */
export function formatCounted(count: number, noun: string): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural(noun)}`;
}

/** Of the nouns of a network: leaf → leaves, switch → switches, host → hosts. */
export function plural(noun: string): string {
  if (noun === 'leaf') return 'leaves';
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

const decimalBytes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const binaryBytes = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/**
 * 134217728 → "128 MiB", 128000 → "128 kB", 70272 → "70.3 kB": decimal to three digits, but binary where only
 * that says it exactly, as sizes that are doubled are.
 */
export function formatBytes(bytes: number): string {
  const digits = Number(bytes.toPrecision(3));
  if (digits !== bytes) {
    for (const [i, unit] of binaryBytes.entries()) {
      const count = bytes / 1024 ** (i + 1);
      if (Number.isInteger(count) && count < 1024) return `${count} ${unit}`;
    }
  }
  return scaled(digits, 3, decimalBytes);
}

/** To four digits or as many as are asked for: 120.96 → "121 µs", 14764 → "14.76 ms", 2.5e6 → "2.5 s". */
export const formatUs = (us: number, digits = 4): string =>
  scaled(Number(us.toPrecision(digits)), digits, ['µs', 'ms', 's']);

/** To four digits: 0.25 → "250 MB/s", 42.7563 → "42.76 GB/s", 7200 → "7.2 TB/s". */
export function formatGBps(gbps: number): string {
  if (gbps === 0) return '0 GB/s';
  return scaled(Number((gbps * 1e3).toPrecision(4)), 4, ['MB/s', 'GB/s', 'TB/s']);
}

/** In the largest unit of which it is at least one; each is a thousand of the one before it. */
function scaled(value: number, digits: number, units: readonly string[]): string {
  let [at, left] = [0, value];
  while (left >= 1000 && at < units.length - 1) [at, left] = [at + 1, left / 1000];
  return `${formatCount(Number(left.toPrecision(digits)))} ${units[at]}`;
}
