import { seededDraw } from '../../std/random.js';

/** The smallest eigenvalue of a symmetric operator that was found, and how far it is from one. */
export interface Ritz {
  readonly value: number;
  readonly vector: Float64Array;
  /** Some eigenvalue is no farther from `value` than this. */
  readonly residual: number;
}

/** Steps at most, and between two looks at what was found. */
const MOST_STEPS = 240;
const BETWEEN_LOOKS = 8;
/** Relative to the largest eigenvalue: below it all is rounding. */
const ROUNDING = 1e-13;

/**
 * The smallest eigenvalue orthogonal to a vector, by the method of C. Lanczos (1950) with every step
 * made orthogonal to all before. What it gives is reached from above and proves nothing.
 *
 * @param apply the operator: fills `to` with what it makes of `from`
 * @param apart a unit vector that eigenvectors have to be orthogonal to
 * @param mostSteps how many steps at most: fewer are enough where only a direction is wanted
 */
export function smallestRitz(
  apply: (from: Float64Array, to: Float64Array) => void,
  apart: Float64Array,
  mostSteps = MOST_STEPS,
): Ritz {
  const size = apart.length;
  const steps = Math.min(mostSteps, size - 1);
  const basis = [apart];
  const [alphas, betas]: [number[], number[]] = [[], []];
  let found: { value: number; weights: Float64Array } = { value: 0, weights: new Float64Array(0) };
  let next = startOf(size);
  orthogonalise(next, basis);
  let length = normalise(next);
  for (let step = 0; step < steps; step++) {
    basis.push(next);
    const image = new Float64Array(size);
    apply(next, image);
    alphas.push(dot(image, next));
    orthogonalise(image, basis);
    length = normalise(image);
    const largest = Math.max(...alphas);
    const last = step === steps - 1 || length <= ROUNDING * largest;
    if (last || step % BETWEEN_LOOKS === BETWEEN_LOOKS - 1) {
      found = smallestTridiagonal(alphas, betas);
      const error = length * Math.abs(found.weights[step]!);
      if (last || error <= ROUNDING * largest) break;
    }
    betas.push(length);
    next = image;
  }
  const vector = new Float64Array(size);
  for (let k = 0; k < found.weights.length; k++) {
    const [weight, column] = [found.weights[k]!, basis[k + 1]!];
    for (let i = 0; i < size; i++) vector[i]! += weight * column[i]!;
  }
  const residual = length * Math.abs(found.weights.at(-1) ?? 0);
  return { value: found.value, vector, residual };
}

/** A vector without a pattern, the same each time. */
function startOf(size: number): Float64Array {
  const draw = seededDraw(size);
  return Float64Array.from({ length: size }, () => draw(2001) / 1000 - 1);
}

/** Twice: once leaves what rounding puts back in. */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let round = 0; round < 2; round++) {
    for (const column of basis) {
      const part = dot(vector, column);
      for (let i = 0; i < vector.length; i++) vector[i]! -= part * column[i]!;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Gives a vector length 1; returns the length that it had. */
function normalise(vector: Float64Array): number {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  return length;
}

/** The smallest eigenvalue of a tridiagonal matrix by bisection, its vector by inverse iteration. */
function smallestTridiagonal(diagonal: readonly number[], beside: readonly number[]) {
  const size = diagonal.length;
  const spread = Math.max(...diagonal.map(Math.abs)) + 2 * Math.max(0, ...beside);
  let [low, high] = [-spread, spread];
  // Below the smallest eigenvalue all pivots are positive.
  const isBelow = (value: number) => {
    let pivot = 1;
    for (let k = 0; k < size; k++) {
      pivot = diagonal[k]! - value - (k > 0 ? (beside[k - 1]! * beside[k - 1]!) / pivot : 0);
      if (!(pivot > 0)) return false;
    }
    return true;
  };
  for (let i = 0; i < 120 && high - low > 2 ** -52 * spread; i++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  const weights = new Float64Array(size).fill(1);
  for (let round = 0; round < 3; round++) {
    solveTridiagonal(diagonal, beside, low - 2 ** -50 * spread, weights);
    normalise(weights);
  }
  return { value: (low + high) / 2, weights };
}

/** Solves (T − value) x = x; for a value below all eigenvalues no rows have to be exchanged. */
function solveTridiagonal(
  diagonal: readonly number[],
  beside: readonly number[],
  value: number,
  x: Float64Array,
): void {
  const pivots = new Float64Array(x.length);
  for (let k = 0; k < x.length; k++) {
    const factor = k > 0 ? beside[k - 1]! / pivots[k - 1]! : 0;
    pivots[k] = diagonal[k]! - value - (k > 0 ? factor * beside[k - 1]! : 0);
    if (k > 0) x[k]! -= factor * x[k - 1]!;
  }
  for (let k = x.length - 1; k >= 0; k--) {
    const above = k + 1 < x.length ? beside[k]! * x[k + 1]! : 0;
    x[k] = (x[k]! - above) / pivots[k]!;
  }
}
