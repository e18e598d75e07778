import { rounded } from '../std/units.js';

/** "31/32" where a ratio of two figures is a short fraction, else "0.968". */
export function formatFraction(part: number, whole: number): string {
  if (whole === 0) return '1';
  if (part === whole) return 'all';
  if (part === 0) return 'nothing';
  if (Number.isInteger(part) && Number.isInteger(whole)) {
    const divisor = gcd(part, whole);
    if (whole / divisor <= 1_000_000) return `${part / divisor}/${whole / divisor}`;
  }
  return String(rounded(part / whole));
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
