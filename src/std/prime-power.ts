/** A number as a power of a prime. */
export interface PrimePower {
  readonly prime: number;
  readonly exponent: number;
}

/** n ≥ 2 as a power of a prime; null: it is none. By trial division. */
export function primePower(n: number): PrimePower | null {
  let prime = 2;
  while (prime * prime <= n && n % prime !== 0) prime++;
  if (n % prime !== 0) prime = n;
  let [exponent, rest] = [0, n];
  for (; rest % prime === 0; rest /= prime) exponent++;
  return rest === 1 ? { prime, exponent } : null;
}
