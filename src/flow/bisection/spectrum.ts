import type { PlaneNetwork } from '../plane-network.js';
import { type Ritz, smallestRitz } from './lanczos.js';
import { type Laplacian, laplacianOf } from './laplacian.js';

/** Part of the weight of endpoints that switches get where some have none, so that each has one. */
const LITTLE = 0.02;
/** Steps for a direction, whose last digits do not matter. */
const FEW_STEPS = 60;

/**
 * The smallest eigenvalue of a Laplacian relative to the weights of its rows, 1 for every endpoint and
 * `perGbps` for every Gb/s of a switch, among vectors that balance the endpoints.
 */
export function smallestEigenvalue(graph: Laplacian, perGbps: number, mostSteps?: number): Ritz {
  const { size, counts, degrees, offsets, others, gbps } = graph;
  const roots = weightsOf(graph, perGbps).map(Math.sqrt);
  const apart = counts.map((d, r) => d / roots[r]!);
  const length = Math.sqrt(apart.reduce((total, part) => total + part * part, 0));
  for (let r = 0; r < size; r++) apart[r]! /= length;
  const scaled = new Float64Array(size);
  const apply = (from: Float64Array, to: Float64Array) => {
    for (let r = 0; r < size; r++) scaled[r] = from[r]! / roots[r]!;
    for (let r = 0; r < size; r++) {
      let out = degrees[r]! * scaled[r]!;
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) out -= gbps[i]! * scaled[others[i]!]!;
      to[r] = out / roots[r]!;
    }
  };
  const { vector, ...found } = smallestRitz(apply, apart, mostSteps);
  return { ...found, vector: vector.map((value, r) => value / roots[r]!) };
}

/** By row: the weight of its endpoints and of its Gb/s. */
export function weightsOf({ counts, degrees, isSwitch }: Laplacian, perGbps: number): Float64Array {
  return counts.map((d, r) => d + perGbps * degrees[r]! * isSwitch[r]!);
}

/** Weighs endpoints alone, or almost: where a switch has none it needs a little weight, too. */
export function littlePerGbps(graph: Laplacian): number {
  const all = graph.counts.every((count) => count > 0);
  return all ? 0 : (LITTLE * sumOf(graph.counts)) / switchGbps(graph);
}

/** Gb/s of all switches to other rows. */
export const switchGbps = ({ degrees, isSwitch }: Laplacian): number =>
  sumOf(degrees.map((degree, r) => degree * isSwitch[r]!));

export const sumOf = (values: Float64Array): number =>
  values.reduce((total, value) => total + value, 0);

/**
 * By endpoint (place): its value in the eigenvector (M. Fiedler, 1973), 0 outside the largest connected
 * part. Null if there is none.
 */
export function fiedlerVector(network: PlaneNetwork, capacity: Float64Array): Float64Array | null {
  const graph = laplacianOf(network, capacity);
  if (graph.size < 2) return null;
  const { vector } = smallestEigenvalue(graph, littlePerGbps(graph), FEW_STEPS);
  return Float64Array.from(graph.rowOf, (row) => (row < 0 ? 0 : vector[row]!));
}
