import { assert, present } from './assert.js';
import { primePower } from './prime-power.js';

/**
 * The finite field GF(q), q = pᵉ. Its elements are 0 … q − 1: the digits base p are the
 * coefficients of a polynomial, the last digit the constant. Products are modulo xᵉ + c, where the
 * polynomial c is the smallest number that leaves no divisors of zero.
 */
export interface GaloisField {
  readonly order: number;
  readonly add: (a: number, b: number) => number;
  readonly subtract: (a: number, b: number) => number;
  readonly multiply: (a: number, b: number) => number;
  /** ξ⁰, ξ¹ … ξ^(q − 2), where ξ is the smallest element that gives all but 0 so. */
  readonly powers: readonly number[];
}

/** GF(q) for a prime power q. */
export function galoisField(order: number): GaloisField {
  const { prime, exponent } = present(primePower(order), `prime power of ${order}`);
  const polynomials = new Polynomials(prime);
  const c = smallestModulus(polynomials, exponent);
  const multiply = (a: number, b: number) => polynomials.product(a, b, order, c);
  return {
    order,
    add: (a, b) => polynomials.add(a, b, 1),
    subtract: (a, b) => polynomials.add(a, b, prime - 1),
    multiply,
    powers: powersOfGenerator(order, multiply),
  };
}

/** Polynomials over the integers modulo a prime, written as numbers: 1·3 + 2 is x + 2. */
class Polynomials {
  constructor(readonly prime: number) {}

  /** a + factor·b, where 0 ≤ factor < prime. */
  add(a: number, b: number, factor: number): number {
    const { prime } = this;
    let [sum, place] = [0, 1];
    for (let [x, y] = [a, b]; x > 0 || y > 0; place *= prime) {
      sum += (((x % prime) + factor * (y % prime)) % prime) * place;
      x = Math.floor(x / prime);
      y = Math.floor(y / prime);
    }
    return sum;
  }

  /** a·b modulo xᵉ + c, where `order` is xᵉ as a number: Horner's rule over the digits of b. */
  product(a: number, b: number, order: number, c: number): number {
    let product = 0;
    for (let place = order / this.prime; place >= 1; place /= this.prime) {
      const shifted = product * this.prime;
      const top = Math.floor(shifted / order);
      // top·xᵉ is −top·c.
      product = this.add(shifted % order, c, (this.prime - top) % this.prime);
      product = this.add(product, a, Math.floor(b / place) % this.prime);
    }
    return product;
  }

  /** Whether a polynomial is a multiple of one of degree k with leading coefficient 1. */
  divides(divisor: number, k: number, dividend: number): boolean {
    const lead = this.prime ** k;
    let place = 1;
    while (place * lead * this.prime <= dividend) place *= this.prime;
    let rest = dividend;
    for (; place >= 1; place /= this.prime) {
      const digit = Math.floor(rest / (place * lead)) % this.prime;
      rest = this.add(rest, divisor * place, (this.prime - digit) % this.prime);
    }
    return rest === 0;
  }
}

/** The smallest number c for which xᵉ + c has no divisor of a lower degree. */
function smallestModulus(polynomials: Polynomials, exponent: number): number {
  const { prime } = polynomials;
  const order = prime ** exponent;
  for (let c = 0; c < order; c++) if (isIrreducible(polynomials, order + c, exponent)) return c;
  // There are irreducible polynomials of every degree, over every prime.
  assert(false, `no irreducible polynomial of degree ${exponent} modulo ${prime}`);
}

/** A divisor has another beside it, so one of the two has at most half the degree. */
function isIrreducible(polynomials: Polynomials, polynomial: number, degree: number): boolean {
  for (let k = 1; 2 * k <= degree; k++) {
    const lead = polynomials.prime ** k;
    for (let divisor = lead; divisor < 2 * lead; divisor++) {
      if (polynomials.divides(divisor, k, polynomial)) return false;
    }
  }
  return true;
}

/** The powers of the smallest primitive element. */
function powersOfGenerator(order: number, multiply: GaloisField['multiply']): number[] {
  for (let element = 1; element < order; element++) {
    const powers = [1];
    for (let next = element; next !== 1; next = multiply(next, element)) powers.push(next);
    if (powers.length === order - 1) return powers;
  }
  assert(false, `no primitive element of GF(${order})`);
}
