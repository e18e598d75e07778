import { eachArc, firstArc, type ShortestSteps } from './shortest-steps.js';
import type { SprayNetwork } from './spray-network.js';

/** By step: Gb/s of its arcs together, as weights of a first split. */
export function capacityWeights(network: SprayNetwork, steps: ShortestSteps): Float64Array {
  const { arcs } = steps;
  const weights = new Float64Array(arcs.length);
  for (let i = 0; i < arcs.length; i++) {
    weights[i] = network.gbps[firstArc(network, steps, arcs[i]!)]!;
  }
  return weights;
}

/** Room that is used again and again: to make so many arrays, and forget them, takes longer than to fill them. */
export class ShareRoom {
  readonly flow: Float64Array;
  readonly inflow: Float64Array;
  readonly sums: Float64Array;

  /** @param vertices and steps of the largest group */
  constructor(vertices: number, steps: number) {
    this.flow = new Float64Array(steps);
    this.inflow = new Float64Array(vertices);
    this.sums = new Float64Array(vertices);
  }
}

/**
 * What is sent, shared out at every vertex in proportion to weights: a flow that conserves, whatever these are.
 *
 * @param weights by step, none negative; where all that leave a vertex are 0, capacities take their place
 * @returns by step: bytes, in the room that is given
 */
export function shareOut(
  network: SprayNetwork,
  steps: ShortestSteps,
  weights: Float64Array,
  bytes: Float64Array = steps.bytes,
  { flow, inflow, sums }: ShareRoom = new ShareRoom(bytes.length, weights.length),
): Float64Array {
  const { starts, tails, arcs } = steps;
  const count = bytes.length;
  sums.fill(0, 0, count);
  for (let i = 0; i < tails.length; i++) sums[tails[i]!]! += weights[i]!;
  const missing = sums.subarray(0, count).includes(0);
  const spare = new Float64Array(missing ? count : 0);
  const gbpsOf = (i: number) => network.gbps[firstArc(network, steps, arcs[i]!)]!;
  for (let i = 0; missing && i < tails.length; i++) {
    if (!(sums[tails[i]!]! > 0)) spare[tails[i]!]! += gbpsOf(i);
  }
  inflow.set(bytes);
  for (let k = 0; k < count; k++) {
    let sum = inflow[k]!;
    for (let i = starts[k]!; i < starts[k + 1]!; i++) {
      const tail = tails[i]!;
      const share = sums[tail]! > 0 ? weights[i]! / sums[tail]! : gbpsOf(i) / spare[tail]!;
      flow[i] = inflow[tail]! * share;
      sum += flow[i]!;
    }
    inflow[k] = sum;
  }
  return flow;
}

/** Adds `times` a flow to what arcs bear. */
export function addLoad(
  network: SprayNetwork,
  steps: ShortestSteps,
  flow: Float64Array,
  load: Float64Array,
  times = 1,
): void {
  const { arcs, targets } = steps;
  for (let i = 0; i < arcs.length; i++) {
    const bytes = times * flow[i]!;
    if (bytes === 0) continue;
    if (arcs[i]! >= 0) load[arcs[i]!]! += bytes;
    else {
      eachArc(network, steps, arcs[i]!, (arc) => {
        load[arc]! += bytes / targets.length;
      });
    }
  }
}

/** By step: the mean of what its arcs cost. */
function stepCosts(
  network: SprayNetwork,
  steps: ShortestSteps,
  prices: Float64Array,
): Float64Array {
  const { arcs, targets } = steps;
  const costs = new Float64Array(arcs.length);
  for (let i = 0; i < arcs.length; i++) {
    const arc = arcs[i]!;
    if (arc >= 0) costs[i] = prices[arc]!;
    else {
      eachArc(network, steps, arc, (one) => {
        costs[i]! += prices[one]! / targets.length;
      });
    }
  }
  return costs;
}

/**
 * Bytes × price of all that is sent, each byte by a cheapest one of its shortest ways. The arc of a twin costs what
 * those of its twins cost in the mean, so it is that of these prices where twins have them in common.
 */
export function cheapest(
  network: SprayNetwork,
  steps: ShortestSteps,
  prices: Float64Array,
): number {
  const { starts, tails, bytes } = steps;
  const costs = stepCosts(network, steps, prices);
  const distance = new Float64Array(bytes.length).fill(Number.POSITIVE_INFINITY);
  distance[bytes.length - 1] = 0;
  let sum = 0;
  for (let k = bytes.length - 1; k >= 0; k--) {
    if (bytes[k]! > 0) sum += bytes[k]! * distance[k]!;
    for (let i = starts[k]!; i < starts[k + 1]!; i++) {
      distance[tails[i]!] = Math.min(distance[tails[i]!]!, costs[i]! + distance[k]!);
    }
  }
  return sum;
}
