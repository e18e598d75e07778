/** Sum of the `count` smallest values, Gb/s. */
export function sumOfSmallest(values: Float64Array, count: number): number {
  const sorted = values.slice().sort();
  let sum = 0;
  for (let i = 0; i < count; i++) sum += sorted[i]!;
  return sum;
}

/** Two figures count as one when they differ by so much of the larger one (DESIGN section 6). */
export const RELATIVE_GAP = 1e-9;

/** Whether an interval has closed. */
export function isExact(lower: number, upper: number): boolean {
  return upper - lower <= RELATIVE_GAP * upper;
}
