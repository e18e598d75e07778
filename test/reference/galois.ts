import { must } from './document.js';

/** GF(q) as LANGUAGE section 6 (slimFly) numbers it. */
export interface Field {
  readonly q: number;
  readonly add: (a: number, b: number) => number;
  readonly multiply: (a: number, b: number) => number;
  /** ξ⁰ … ξ^(q − 2) for the smallest primitive element ξ. */
  readonly powers: readonly number[];
}

export function field(q: number): Field {
  const p = smallestDivisor(q);
  const e = Math.round(Math.log(q) / Math.log(p));
  must(q >= 2 && p ** e === q, `${q} is not a prime power`);
  // The smallest number c for which xᵉ + c makes a field: then some element has order q − 1.
  for (let c = 0; c < q; c++) {
    const multiply = multiplication(p, e, c);
    for (let element = 1; element < q; element++) {
      const powers = cycle(element, multiply);
      if (powers.length === q - 1) return { q, add: addition(p, e), multiply, powers };
    }
  }
  throw new Error(`no field of ${q} elements`);
}

/** 1, x, x² … up to before it comes back to 1, or before it meets 0 or a power again. */
function cycle(element: number, multiply: Field['multiply']): number[] {
  const powers = [1];
  for (let next = element; !powers.includes(next) && next !== 0; next = multiply(next, element)) {
    powers.push(next);
  }
  return powers;
}

const digits = (n: number, p: number, e: number) =>
  Array.from({ length: e }, (_, i) => Math.floor(n / p ** i) % p);

const numberOf = (coefficients: readonly number[], p: number) =>
  coefficients.reduceRight((n, digit) => n * p + digit, 0);

function addition(p: number, e: number): Field['add'] {
  return (a, b) => {
    const other = digits(b, p, e);
    return numberOf(
      digits(a, p, e).map((digit, i) => (digit + other[i]!) % p),
      p,
    );
  };
}

/** Product of polynomials modulo xᵉ + c, where c is itself a polynomial written as a number. */
function multiplication(p: number, e: number, c: number): Field['multiply'] {
  const low = digits(c, p, e);
  return (a, b) => {
    const [x, y] = [digits(a, p, e), digits(b, p, e)];
    const product = new Array<number>(2 * e - 1).fill(0);
    for (let i = 0; i < e; i++) {
      for (let j = 0; j < e; j++) product[i + j] = (product[i + j]! + x[i]! * y[j]!) % p;
    }
    for (let i = 2 * e - 2; i >= e; i--) {
      for (let j = 0; j < e; j++) {
        product[i - e + j] = (product[i - e + j]! + (p - low[j]!) * product[i]!) % p;
      }
    }
    return numberOf(product.slice(0, e), p);
  };
}

function smallestDivisor(n: number): number {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return d;
  return n;
}
