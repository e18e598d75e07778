/** Sums of a correct certificate differ by rounding only; relative to what was added up. */
export const ROUNDING = 1e-9;

/** Whether two sums are not the same number; what is no number is never the same. */
export const differ = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): boolean =>
  !(Math.abs(a - b) <= ROUNDING * scale && Number.isFinite(scale));
