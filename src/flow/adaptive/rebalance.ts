const MOST_TRIES = 20;
/** A slope that is so small a part of the one at the start is none. */
const FLAT = 1e-3;

/**
 * Minimises Σ slope · y + ½ curve · (y − x)² over y ≥ 0 with the sum that x has: y = x − (slope − level) ÷ curve, where
 * steps that this makes negative are left out one after the other.
 *
 * @param out the steps; their order is changed
 */
export function rebalance(
  out: Int32Array,
  weights: Float64Array,
  slopes: Float64Array,
  curves: Float64Array,
  sum: number,
): void {
  for (let left = out.length; ; ) {
    let [over, under] = [sum, 0];
    for (let o = 0; o < left; o++) {
      const i = out[o]!;
      over -= weights[i]! - slopes[i]! / curves[i]!;
      under += 1 / curves[i]!;
    }
    const level = over / under;
    const before = left;
    for (let o = 0; o < left; ) {
      const i = out[o]!;
      if (weights[i]! - (slopes[i]! - level) / curves[i]! >= 0) o++;
      else {
        out[o] = out[--left]!;
        out[left] = i;
      }
    }
    for (let o = left; o < before; o++) weights[out[o]!] = 0;
    if (left < before) continue;
    for (let o = 0; o < left; o++) {
      const i = out[o]!;
      weights[i] = Math.max(0, weights[i]! - (slopes[i]! - level) / curves[i]!);
    }
    return;
  }
}

/** Where a function that only grows, and is negative at 0, becomes 0, or `most` (regula falsi, Illinois). */
export function rootOf(slopeAt: (step: number) => number, most: number): number {
  let [low, atLow] = [0, slopeAt(0)];
  if (!(atLow < 0)) return 0;
  const flat = -FLAT * atLow;
  let [high, atHigh] = [most, slopeAt(most)];
  if (atHigh <= 0) return most;
  let side = 0;
  for (let i = 0; i < MOST_TRIES; i++) {
    const step = low + ((high - low) * -atLow) / (atHigh - atLow);
    const at = slopeAt(step);
    if (Math.abs(at) <= flat) return step;
    if (at < 0) {
      [low, atLow] = [step, at];
      if (side === -1) atHigh /= 2;
      side = -1;
    } else {
      [high, atHigh] = [step, at];
      if (side === 1) atLow /= 2;
      side = 1;
    }
  }
  return low;
}
