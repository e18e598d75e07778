/** Half the distance from 1 to the next number: the relative error of one rounding. */
export const UNIT = 2 ** -53;

/** Rows that are worked on at once: sixteen sums stay in registers. */
const BLOCK = 4;

/** A symmetric matrix: its lower triangle, row by row of `stride` entries each. */
export interface Symmetric {
  readonly size: number;
  readonly stride: number;
  readonly rows: Float64Array;
}

/** A matrix of zeros. */
export function symmetric(size: number): Symmetric {
  const stride = Math.ceil(size / BLOCK) * BLOCK;
  return { size, stride, rows: new Float64Array(stride * stride) };
}

/**
 * Proves that a symmetric matrix is positive definite, in floating point and in spite of it: if the
 * factorisation of A. L. Cholesky runs to its end for A − σI, that matrix has no eigenvalue below
 * −γ / (1 − γ) · trace, where γ = (n + 1)u / (1 − (n + 1)u). So A has none below zero if σ is at least
 * that and what the entries of A may be wrong by (S. M. Rump, "Verification of positive
 * definiteness", BIT 46, 2006; N. J. Higham, "Accuracy and Stability of Numerical Algorithms",
 * theorem 10.3, for any order of the sums). Here σ is twice as much. Overwrites the matrix.
 *
 * @param error what the matrix may differ by from the one that is meant, in the 2-norm
 */
export function isDefinite(matrix: Symmetric, error: number): boolean {
  const { rows, size, stride } = matrix;
  const shift = shiftOf(traceOf(matrix), size, error);
  for (let i = 0; i < size; i++) rows[i * stride + i]! -= shift;
  // The last block is filled up with an identity matrix.
  for (let i = size; i < stride; i++) rows[i * stride + i] = 1;
  const sums = new Float64Array(BLOCK * BLOCK);
  for (let i = 0; i < stride; i += BLOCK) {
    for (let j = 0; j <= i; j += BLOCK) {
      products(rows, i * stride, j * stride, stride, j, sums);
      if (!(j < i ? solve(rows, stride, i, j, sums) : factorise(rows, stride, i, sums))) {
        return false;
      }
    }
  }
  return true;
}

/** What is taken from the diagonal of a matrix of so many rows before it is factorised. */
export function shiftOf(trace: number, size: number, error: number): number {
  const terms = (size + BLOCK + 1) * UNIT;
  const gamma = terms / (1 - terms);
  return 2 * ((gamma / (1 - gamma)) * trace + error);
}

function traceOf({ rows, size, stride }: Symmetric): number {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += Math.abs(rows[i * stride + i]!);
  return trace;
}

/** The products of four rows with four others, each of their first `length` entries. */
function products(
  rows: Float64Array,
  a: number,
  b: number,
  stride: number,
  length: number,
  sums: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  let s23 = 0;
  let s30 = 0;
  let s31 = 0;
  let s32 = 0;
  let s33 = 0;
  const [a1, a2, a3] = [a + stride, a + 2 * stride, a + 3 * stride];
  const [b1, b2, b3] = [b + stride, b + 2 * stride, b + 3 * stride];
  for (let k = 0; k < length; k++) {
    const x0 = rows[a + k]!;
    const x1 = rows[a1 + k]!;
    const x2 = rows[a2 + k]!;
    const x3 = rows[a3 + k]!;
    const y0 = rows[b + k]!;
    const y1 = rows[b1 + k]!;
    const y2 = rows[b2 + k]!;
    const y3 = rows[b3 + k]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  sums.set([s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33]);
}

/** A block below the diagonal: each of its rows, when what stands left of it is known. */
function solve(
  rows: Float64Array,
  stride: number,
  i: number,
  j: number,
  sums: Float64Array,
): boolean {
  for (let r = 0; r < BLOCK; r++) {
    const row = (i + r) * stride + j;
    for (let c = 0; c < BLOCK; c++) {
      const pivotRow = (j + c) * stride + j;
      let value = rows[row + c]! - sums[r * BLOCK + c]!;
      for (let k = 0; k < c; k++) value -= rows[row + k]! * rows[pivotRow + k]!;
      rows[row + c] = value / rows[pivotRow + c]!;
    }
  }
  return true;
}

/** A block on the diagonal; false where a pivot is not positive. */
function factorise(rows: Float64Array, stride: number, i: number, sums: Float64Array): boolean {
  for (let r = 0; r < BLOCK; r++) {
    const row = (i + r) * stride + i;
    for (let c = 0; c <= r; c++) {
      const pivotRow = (i + c) * stride + i;
      let value = rows[row + c]! - sums[r * BLOCK + c]!;
      for (let k = 0; k < c; k++) value -= rows[row + k]! * rows[pivotRow + k]!;
      if (c < r) rows[row + c] = value / rows[pivotRow + c]!;
      else if (!(value > 0 && value < Number.POSITIVE_INFINITY)) return false;
      else rows[row + c] = Math.sqrt(value);
    }
  }
  return true;
}
