import type { CompactFabric } from '../../fabric/compact.js';
import { endpointSet } from '../../fabric/endpoint-set.js';
import { shiftOf } from '../certify/definite.js';
import { MOST_ROWS } from '../certify/form.js';
import { type SpectralProof, verifySpectral } from '../certify/spectral.js';
import type { PlaneNetwork } from '../plane-network.js';
import type { Guarantee } from './guarantee.js';
import { type Laplacian, laplacianOf } from './laplacian.js';
import { littlePerGbps, smallestEigenvalue, sumOf, switchGbps, weightsOf } from './spectrum.js';

/** Weights of switches relative to those of endpoints: so many powers of 2^(1/6) up and down. */
const FINE = 1.122462048309373;
const MOST_STEPS = 31;
/** By how much less is claimed where the proof fails, relative. */
const LESS = [0, 1e-9, 1e-6, 1e-3, 0.05];
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

/** What a switch weighs relative to an endpoint, and the smallest eigenvalue relative to that. */
interface Proposal {
  readonly perGbps: number;
  readonly value: number;
  /** What imbalance costs, times the least that it has to. */
  readonly slack: number;
}

function proposals(graph: Laplacian, all: number): Proposal[] {
  const { size, counts, isSwitch } = graph;
  const at = (perGbps: number): Proposal => {
    const { value } = smallestEigenvalue(graph, perGbps);
    return { perGbps, value, slack: 1 };
  };
  // What is proved with a little weight of switches holds without it.
  const plain = { ...at(littlePerGbps(graph)), perGbps: 0 };
  // An endpoint on one switch may cross over, and halves then need not be balanced here.
  if (counts.some((count, r) => count > 0 && isSwitch[r] === 1)) return [plain];
  const endpoints = sumOf(counts);
  const gbps = switchGbps(graph);
  const best = highest(
    (times) => at((endpoints / gbps) * times),
    ({ perGbps, value }) => value * (endpoints + perGbps * gbps),
  );
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
  graph: Laplacian,
  { perGbps, value, slack }: Proposal,
  less: number,
): SpectralProof {
  const { size, counts, degrees } = graph;
  const weights = weightsOf(graph, perGbps);
  const [endpoints, weight] = [sumOf(counts), sumOf(weights)];
  const most = (slack * value * weight) / (endpoints * endpoints);
  // What the factorisation takes from the diagonal has to be left over.
  const trace = 2 * sumOf(degrees) + most * sumOf(counts.map((d) => d * d));
  const left = 4 * shiftOf(trace, size, 0);
  const least = weights.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Number.POSITIVE_INFINITY);
  const claimed = Math.max(0, value * (1 - less) - left / least);
  const needed = (claimed * weight + left * size) / (endpoints * endpoints);
  return {
    by: 'spectral',
    perEndpoint: rounded(claimed, -1),
    perGbps: rounded(claimed * perGbps, -1),
    imbalance: rounded(slack * needed, 1),
  };
}

/** Twelve digits, so that the last bits of an eigenvalue are in no number that is printed. */
const rounded = (value: number, direction: 1 | -1): number =>
  Number((value * (1 + direction * 6e-12)).toPrecision(12));
