/** Rational numbers, exactly: what floats are compared with. */
export class Exact {
  constructor(
    readonly n: bigint,
    readonly d = 1n,
  ) {
    if (d <= 0n) throw new Error('a denominator is positive');
  }

  plus({ n, d }: Exact): Exact {
    return lowest(this.n * d + n * this.d, this.d * d);
  }

  minus({ n, d }: Exact): Exact {
    return lowest(this.n * d - n * this.d, this.d * d);
  }

  times({ n, d }: Exact): Exact {
    return lowest(this.n * n, this.d * d);
  }

  over({ n, d }: Exact): Exact {
    return n < 0n ? lowest(-this.n * d, this.d * -n) : lowest(this.n * d, this.d * n);
  }

  isLess({ n, d }: Exact): boolean {
    return this.n * d < n * this.d;
  }

  get number(): number {
    return Number(this.n) / Number(this.d);
  }
}

export const exact = (n: number, d = 1): Exact => lowest(BigInt(n), BigInt(d));

function lowest(n: bigint, d: bigint): Exact {
  let [a, b] = [n < 0n ? -n : n, d];
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? new Exact(n / a, d / a) : new Exact(n, d);
}
