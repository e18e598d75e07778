import type { CompactFabric } from '../fabric/compact.js';
import { endpointSet } from '../fabric/endpoint-set.js';
import { shiftOf } from './certify-definite.js';
import { MOST_ROWS } from './certify-form.js';
import { type SpectralProof, verifySpectral } from './certify-spectral.js';
import type { Guarantee } from './guarantee.js';
import { type Ritz, smallestRitz } from './lanczos.js';
import { type Laplacian, laplacianOf } from './laplacian.js';
import type { PlaneNetwork } from './plane-network.js';

/** Weights of switches relative to those of endpoints: so many powers of 2^(1/6) up and down. */
const FINE = 1.122462048309373;
const MOST_STEPS = 31;
/** By how much less is claimed where the proof fails, relative. */
const LESS = [0, 1e-9, 1e-6, 1e-3, 0.05];
/** Part of a weight that vertices without endpoints get, so that each has one. */
const LITTLE = 0.02;
/**
 * Where endpoints on several switches have to be balanced, what imbalance costs, times the least that it
 * has to: as much as rounding allows where halves always are, otherwise as it turns out.
 */
const BALANCED = [1e5];
const SLACKS = [1000, 30, 3];
/** The more imbalance costs, the less has to be left over. */
const LESS_BALANCED = [1e-5, 1e-3, 0.05];
/** Rows of a matrix that is cheap enough to try all of these. */
const FEW_ROWS = 256;

/**
 * A bisection guaranteed by eigenvalues: `verifySpectral` says how. Eigenvalues are found by the method of
 * Lanczos, which proves nothing; what is claimed is what the verifier makes of them. Where all
 * endpoints hang on several switches, these get a part of the weight: that each stands on one side
 * says more than its number does.
 *
 * @param mostRows switches, and endpoints on several, above which it is not worth its time
 * @returns null if nothing is proved or the plane is too large
 */
export function spectralBound(
  fabric: CompactFabric,
  capacity: Float64Array,
  network: PlaneNetwork,
  mostRows = MOST_ROWS,
): Guarantee<SpectralProof> | null {
  if (network.switchCount > MOST_ROWS) return null;
  const graph = laplacianOf(network, capacity);
  if (graph.size < 2 || graph.size > Math.min(mostRows, MOST_ROWS)) return null;
  const plane = fabric.planes[network.plane]!;
  const { whole, endpoints } = network;
  const among = whole ? null : endpointSet(endpoints, fabric.endpointCount);
  let best: Guarantee<SpectralProof> | null = null;
  for (const proposal of proposals(graph, endpoints.length)) {
    for (const less of proposal.slack > 1 ? LESS_BALANCED : LESS) {
      const proof = proofOf(graph, proposal, less);
      const reasons: string[] = [];
      const gbps = verifySpectral(fabric, capacity, plane, among, proof, reasons);
      if (reasons.length > 0) continue;
      if (gbps > (best?.gbps ?? 0)) best = { gbps, proof };
      break;
    }
  }
  return best;
}

/**
 * By endpoint (place): its value in the eigenvector of the smallest eigenvalue that is not that of all
 * endpoints together; 0 outside the largest connected part. Null if there is none.
 */
export function fiedlerVector(network: PlaneNetwork, capacity: Float64Array): Float64Array | null {
  const graph = laplacianOf(network, capacity);
  if (graph.size < 2) return null;
  const { perGbps, ritz } = plainProposal(graph);
  const roots = rootsOf(graph, 1, perGbps);
  return Float64Array.from(graph.rowOf, (row) => (row < 0 ? 0 : ritz.vector[row]! / roots[row]!));
}

/** Weights by row, and the smallest eigenvalue relative to them. */
interface Proposal {
  readonly perEndpoint: number;
  readonly perGbps: number;
  readonly ritz: Ritz;
  /** What imbalance costs, times the least that it has to. */
  readonly slack: number;
}

const proposalOf = (graph: Laplacian, perGbps: number): Proposal => ({
  perEndpoint: 1,
  perGbps,
  ritz: smallest(graph, 1, perGbps),
  slack: 1,
});

/** Weighs endpoints alone, or almost: where a switch has none it needs a little weight, too. */
function plainProposal(graph: Laplacian): Proposal {
  const each = graph.counts.every((count) => count > 0);
  return proposalOf(graph, each ? 0 : (LITTLE * sum(graph.counts)) / switchGbps(graph));
}

const switchGbps = ({ degrees, isSwitch }: Laplacian): number =>
  sum(degrees.map((degree, r) => degree * isSwitch[r]!));

function proposals(graph: Laplacian, all: number): Proposal[] {
  const { size, counts, isSwitch } = graph;
  const plain = { ...plainProposal(graph), perGbps: 0 };
  // An endpoint on one switch may cross over, and halves then need not be balanced here.
  if (counts.some((count, r) => count > 0 && isSwitch[r] === 1)) return [plain];
  const endpoints = sum(counts);
  const gbps = switchGbps(graph);
  const at = (perGbps: number) => proposalOf(graph, perGbps);
  const value = ({ perGbps, ritz }: Proposal) => ritz.value * (endpoints + perGbps * gbps);
  const best = highest((times) => at((endpoints / gbps) * times), value);
  const balanced = endpoints === all && all % 2 === 0;
  const slacks = balanced ? BALANCED : size > FEW_ROWS ? SLACKS.slice(0, 1) : SLACKS;
  const roaming = slacks.map((slack) => ({ ...best, slack }));
  return balanced ? roaming : [...roaming, plain];
}

/** The best of a function with one peak at powers of `FINE`, with steps that are halved. */
function highest<T>(at: (times: number) => T, value: (of: T) => number): T {
  const powers = Array.from({ length: 2 * MOST_STEPS + 1 }, (_, i) => power(i - MOST_STEPS));
  let [place, best] = [MOST_STEPS, at(1)];
  for (let step = (MOST_STEPS + 1) / 2; step >= 1; step /= 2) {
    for (const other of [place - step, place + step]) {
      const found = at(powers[other]!);
      if (value(found) <= value(best)) continue;
      [place, best] = [other, found];
      break;
    }
  }
  return best;
}

/** By multiplication alone: it gives the same number everywhere. */
function power(exponent: number): number {
  let result = 1;
  for (let i = Math.abs(exponent); i > 0; i--) result *= FINE;
  return exponent < 0 ? 1 / result : result;
}

function proofOf(
  { size, counts, degrees, isSwitch }: Laplacian,
  { perEndpoint, perGbps, ritz, slack }: Proposal,
  less: number,
): SpectralProof {
  const weights = counts.map((d, r) => perEndpoint * d + perGbps * degrees[r]! * isSwitch[r]!);
  const endpoints = sum(counts);
  const most = (slack * ritz.value * sum(weights)) / (endpoints * endpoints);
  // What the factorisation takes from the diagonal has to be left over.
  const trace = 2 * sum(degrees) + most * sum(counts.map((d) => d * d));
  const left = 4 * shiftOf(trace, size, 0);
  const least = weights.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Number.POSITIVE_INFINITY);
  const value = Math.max(0, ritz.value * (1 - less) - left / least);
  const needed = (value * sum(weights) + left * size) / (endpoints * endpoints);
  return {
    by: 'spectral',
    perEndpoint: rounded(value * perEndpoint, -1),
    perGbps: rounded(value * perGbps, -1),
    imbalance: rounded(slack * needed, 1),
  };
}

/** Twelve digits, so that the last bits of an eigenvalue are in no number that is printed. */
const rounded = (value: number, direction: 1 | -1): number =>
  Number((value * (1 + direction * 6e-12)).toPrecision(12));

/** The smallest eigenvalue of L relative to the weights, apart from what is not balanced. */
function smallest(graph: Laplacian, perEndpoint: number, perGbps: number): Ritz {
  const { size, counts, degrees, offsets, others, gbps } = graph;
  const roots = rootsOf(graph, perEndpoint, perGbps);
  const apart = counts.map((d, r) => d / roots[r]!);
  const length = Math.sqrt(apart.reduce((total, part) => total + part * part, 0));
  for (let r = 0; r < size; r++) apart[r]! /= length;
  const scaled = new Float64Array(size);
  return smallestRitz((from, to) => {
    for (let r = 0; r < size; r++) scaled[r] = from[r]! / roots[r]!;
    for (let r = 0; r < size; r++) {
      let out = degrees[r]! * scaled[r]!;
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) out -= gbps[i]! * scaled[others[i]!]!;
      to[r] = out / roots[r]!;
    }
  }, apart);
}

const rootsOf = (
  { counts, degrees, isSwitch }: Laplacian,
  perEndpoint: number,
  perGbps: number,
): Float64Array =>
  counts.map((d, r) => Math.sqrt(perEndpoint * d + perGbps * degrees[r]! * isSwitch[r]!));

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
