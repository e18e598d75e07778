/** Numbers as people read them, the same in every locale. */

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
