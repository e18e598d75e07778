import { formatNumber } from './units.js';

/** "1:1", "15:1", "16:15": capacity down to up, reduced where both ends are whole. */
export function ratioText(down: number, up: number): string {
  if (!Number.isInteger(down) || !Number.isInteger(up)) return `${formatNumber(down / up, 6)}:1`;
  const divisor = gcd(down, up);
  return `${down / divisor}:${up / divisor}`;
}

/** Whether two ratios "down:up" are the same; "none" is no ratio. */
export function sameRatio(a: string, b: string): boolean {
  const [[c, d], [e, f]] = [a.split(':').map(Number), b.split(':').map(Number)] as [
    [number, number],
    [number, number],
  ];
  return Math.abs(c * f - e * d) <= 1e-9 * Math.max(c * f, e * d);
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : gcd(b, a % b);
}

/** Into how many sub-ports of a speed a port splits: 0.3 by 0.1 is three. */
export function splitOf(portGbps: number, gbps: number): number {
  const split = portGbps / gbps;
  return Math.abs(split - Math.round(split)) < 1e-9 ? Math.round(split) : split;
}
