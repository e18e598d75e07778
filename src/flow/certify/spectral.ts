import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { isDefinite, UNIT } from './definite.js';
import { type Form, formOf, MOST_ROWS } from './form.js';
import { seenPlane } from './plane.js';

/**
 * What proves a bound by eigenvalues, in Gb/s: λ for every endpoint, η for every Gb/s that a switch has
 * to others and to endpoints on several switches, and what imbalance takes away again.
 */
export interface SpectralProof {
  readonly by: 'spectral';
  readonly perEndpoint: number;
  readonly perGbps: number;
  readonly imbalance: number;
}

/**
 * The bisection, Gb/s, that a spectral proof guarantees, for any network (after M. Fiedler, 1973;
 * W. E. Donath and A. J. Hoffman, 1973). L is the Laplacian of the plane, d(v) the endpoints counted
 * at v, t(v) as `Form.gbps`. If L − η·diag(t) − λ·diag(d) + c·ddᵀ is positive semidefinite, then for x = ±1
 * by side, xᵀLx being four times what is cut, a cut with a of E endpoints on one side takes
 *
 *   cut(a) ≥ (η·Σt + λ·E − c·(2a − E)²) / 4.
 *
 * Halves of N endpoints need not keep an endpoint on the side of its switch: of those that cross over,
 * each pays for its own cable, and max(0, ⌊N/2⌋ − free − a, ⌊N/2⌋ − free − (E − a)) have to. So the bisection
 * is at least the smallest over a of cut(a) + so many of the smallest rates. With η = 0 and c = λ/E this is
 * λ·a(E − a)/E and λ the second eigenvalue of L relative to d. Adds a reason per defect; then the
 * number means nothing.
 */
export function verifySpectral(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  proof: SpectralProof,
  reasons: string[],
): number {
  const { perEndpoint, perGbps, imbalance } = proof;
  for (const value of [perEndpoint, perGbps, imbalance]) {
    if (!(value >= 0 && Number.isFinite(value))) reasons.push(`${value} is no part of a proof`);
  }
  const form = formOf(fabric, capacity, seenPlane(fabric, capacity, plane, among));
  if (!form) reasons.push(`a matrix of more than ${MOST_ROWS} rows is not factorised`);
  if (reasons.length > 0 || !form) return 0;
  if (form.endpoints === 0) return 0;
  const total = form.gbps.reduce((sum, gbps) => sum + gbps, 0);
  if (!isDefinite(form.lower, weigh(form, proof))) {
    reasons.push('the matrix of the proof is not positive definite');
    return 0;
  }
  return leastOverSides(form, proof, perGbps * total + perEndpoint * form.endpoints);
}

/** Turns the Laplacian into the matrix of the proof; returns what its entries may be wrong by. */
function weigh(
  { lower: { rows, size, stride }, counts, gbps, terms, endpoints }: Form,
  { perEndpoint, perGbps, imbalance }: SpectralProof,
): number {
  let error = 0;
  for (let i = 0; i < size; i++) {
    const [row, own] = [i * stride, counts[i]!];
    const diagonal = rows[row + i]!;
    for (let j = 0; j <= i; j++) rows[row + j]! += imbalance * own * counts[j]!;
    rows[row + i]! -= perGbps * gbps[i]! + perEndpoint * own;
    const sum = 2 * diagonal + perGbps * gbps[i]! + (perEndpoint + imbalance * endpoints) * own;
    error = Math.max(error, (terms[i]! + 10) * UNIT * sum);
  }
  return error;
}

/** The smallest over all a of what is cut and what has to cross over. */
function leastOverSides(
  { endpoints, free, rates }: Form,
  { imbalance }: SpectralProof,
  balanced: number,
): number {
  const half = Math.floor((endpoints + free) / 2) - free;
  let least = Number.POSITIVE_INFINITY;
  let moved = 0;
  // By symmetry a is at most half; the fewer there are, the more have to come over.
  for (let a = Math.floor(endpoints / 2), across = 0; a >= 0; a--) {
    for (; across < half - a; across++) moved += rates[across] ?? Number.POSITIVE_INFINITY;
    const surplus = endpoints - 2 * a;
    const cut = (balanced - imbalance * surplus * surplus) / 4;
    least = Math.min(least, Math.max(0, cut) + moved);
  }
  return least;
}
