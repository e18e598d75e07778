/** The divisors of a whole number ≥ 1, ascending, by trial division up to its root. */
export function divisors(n: number): number[] {
  const small: number[] = [];
  for (let d = 1; d * d <= n; d++) if (n % d === 0) small.push(d);
  const large = small.map((d) => n / d).reverse();
  return large[0] === small.at(-1) ? small.concat(large.slice(1)) : small.concat(large);
}
