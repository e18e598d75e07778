import type { PlaneNetwork } from '../plane-network.js';
import { BoundedFlow } from './bounded-flow.js';
import type { SeparatedBy } from './plane-cut.js';
import { splitNetwork } from './split-network.js';

/** Steps that are taken at most: some seconds. */
const mostSteps = 1e9;

/**
 * The fewest cables or switches whose loss separates any two of some joined switches, or `most` if that
 * is less; 1 if it would take long to be found. Neither of the two is lost itself.
 *
 * @param network of a plane without its endpoints (unless these relay)
 * @param inUse by cable of the fabric: 1, or 0 = dead
 * @param leaves switches of the network
 * @param stays by switch of the network: whether it cannot be lost
 */
export function leavesApart(
  network: PlaneNetwork,
  inUse: Float64Array,
  leaves: readonly number[],
  most: number,
  by: SeparatedBy,
  stays: (v: number) => boolean,
): number {
  // What is joined is not separated by nothing.
  if (leaves.length < 2 || most <= 1) return most;
  const flows = leaves.length + (by === 'cables' ? 0 : most ** 2 / 2);
  // So many paths each, and a search passes about as many switches that are full.
  const arcs = network.arcs.length / network.switchCount;
  if (flows * most ** 2 * arcs > mostSteps) return 1;
  return by === 'cables'
    ? byCables(network, inUse, leaves, most)
    : bySwitches(network, inUse, leaves, most, stays);
}

/**
 * A cut between some two of them is one between a leaf and those before it in the list: take the first
 * leaf that is not on the side of all before it.
 */
function byCables(
  network: PlaneNetwork,
  inUse: Float64Array,
  leaves: readonly number[],
  most: number,
): number {
  const capacity = Float64Array.from(
    network.heads,
    (_, arc) => inUse[network.switchCables[arc >> 1]!]!,
  );
  const flow = new BoundedFlow(network, capacity);
  const before = new Uint8Array(network.switchCount);
  let fewest = most;
  leaves.forEach((leaf, i) => {
    if (i > 0) fewest = flow.paths(before, leaf, fewest);
    before[leaf] = 1;
  });
  return fewest;
}

/**
 * The same, where those before a leaf may themselves be lost (S. Even, An algorithm for determining
 * whether the connectivity of a graph is at least k, 1975): among the first k pair by pair, and each
 * later one from all before it, of which fewer than k losses leave one.
 */
function bySwitches(
  network: PlaneNetwork,
  inUse: Float64Array,
  leaves: readonly number[],
  most: number,
  stays: (v: number) => boolean,
): number {
  const split = splitNetwork(network, inUse, stays);
  const flow = new BoundedFlow(split, split.residual);
  const before = new Uint8Array(split.switchCount);
  let fewest = most;
  for (let j = 1; j < leaves.length; j++) {
    const target = 2 * leaves[j]!;
    if (j < most) {
      for (const leaf of leaves.slice(0, j)) {
        const from = new Uint8Array(split.switchCount);
        from[2 * leaf + 1] = 1;
        fewest = flow.paths(from, target, fewest);
      }
      continue;
    }
    for (let i = j === most ? 0 : j - 1; i < j; i++) before[2 * leaves[i]!] = 1;
    fewest = flow.paths(before, target, fewest);
  }
  return fewest;
}
