/** Where axes have their figures: round numbers that cover the data. */

/** More figures stand too close to each other. */
const mostSteps = 6;
const roundSteps = [1, 2, 2.5, 5, 10];

/**
 * From 0 on in steps of 1, 2, 2.5 or 5 times a power of ten, `limit` of them at most; `whole`: of
 * counts, which have no halves.
 */
export function linearTicks(most: number, limit = mostSteps, whole = false): number[] {
  if (!(most > 0)) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most / limit));
  const steps = roundSteps.map((times) => exact(times * power));
  const fits = (step: number) => Math.ceil(exact(most / step)) <= limit;
  const step = whole
    ? (steps.find((one) => Number.isInteger(one) && fits(one)) ?? 1)
    : steps.find(fits)!;
  const count = Math.ceil(exact(most / step));
  return Array.from({ length: count + 1 }, (_, i) => exact(i * step));
}

/** Powers of two, as many doublings apart as gives at most `limit` of them and reaches little too far. */
export function doublingTicks(least: number, most: number, limit: number): number[] {
  const first = Math.floor(exact(Math.log2(least)));
  const last = Math.max(first + 1, Math.ceil(exact(Math.log2(most))));
  const span = last - first;
  const narrowest = Math.ceil(span / (limit - 1));
  const beyond = (step: number) => Math.ceil(span / step) * step - span;
  let best = narrowest;
  for (let step = narrowest; step <= 2 * narrowest; step++) {
    if (beyond(step) < beyond(best)) best = step;
  }
  const count = Math.ceil(span / best);
  return Array.from({ length: count + 1 }, (_, i) => 2 ** (first + i * best));
}

/** 1, 10, 100 … */
export function decadeTicks(most: number): number[] {
  const last = Math.max(1, Math.ceil(exact(Math.log10(most))));
  return Array.from({ length: last + 1 }, (_, i) => 10 ** i);
}

/** Without what floating point adds. */
const exact = (value: number): number => Number(value.toPrecision(12));
