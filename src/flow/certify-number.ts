/** Sums of a correct certificate differ by rounding only; relative to what was added up. */
export const ROUNDING = 1e-9;

/** Whether two sums are not the same number. */
export const differ = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): boolean =>
  !(Math.abs(a - b) <= ROUNDING * scale);

/** Sum of the `count` smallest numbers. */
export function sumOfLeast(numbers: Float64Array, count: number): number {
  return numbers
    .toSorted()
    .subarray(0, count)
    .reduce((sum, number) => sum + number, 0);
}
