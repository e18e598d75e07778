/** In how many ways k of n can be chosen; none if there are not so many. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  const few = Math.min(k, n - k);
  let ways = 1n;
  for (let i = 1; i <= few; i++) ways = (ways * BigInt(n - few + i)) / BigInt(i);
  return ways;
}

/** A fraction of whole numbers ≥ 0 as a number, to 15 digits behind the point. */
export const quotient = (numerator: bigint, denominator: bigint): number => {
  const digits = 10n ** 18n;
  return Number((numerator * digits) / denominator) / Number(digits);
};
