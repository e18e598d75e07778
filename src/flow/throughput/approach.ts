import { RELATIVE_GAP } from '../rates.js';
import type { Classes } from './classes.js';
import type { Demands } from './demands.js';
import { loadOf } from './loads.js';
import { shortestFlow } from './shortest-flow.js';
import type { TrafficNetwork } from './traffic-network.js';

/** Arcs that may be looked at, and the most rounds. */
const MOST_STEPS = 3e7;
const MOST_ROUNDS = 100;
/** How much more the fullest arcs count than others: at first, from round to round, and at last. */
const SHARPNESS = 20;
const GROWTH = 1.1;
const SHARPEST = 3000;
/** No arc is for nothing: a way has to get longer from arc to arc. */
const LEAST = 1e-7;

/** Flows of one source of each orbit at t = 1, and lengths. */
export interface Approach {
  readonly flows: readonly Float64Array[];
  readonly lengths: Float64Array;
}

/**
 * Both ends of a throughput without a linear program: flows go where lengths say, lengths say what the
 * flows fill most, and each round mixes the new flow into the old one as far as that helps (M. Frank
 * and P. Wolfe, 1956, on the smoothed worst load). Every round's lengths prove an upper end, and the
 * mixture a lower one.
 */
export function approach(network: TrafficNetwork, demands: Demands, classes: Classes): Approach {
  const { gbps, sizes } = classes;
  const first = shortest(network, demands, classes, () => 1);
  let mixed = first.flows;
  let load = loadsOf(classes, mixed);
  let best = { lengths: new Float64Array(gbps.length).fill(1), upper: Number.POSITIVE_INFINITY };
  const rounds = Math.min(MOST_ROUNDS, MOST_STEPS / (mixed.length * network.heads.length));
  for (let round = 0; round < rounds; round++) {
    const worst = load.reduce((most, part) => Math.max(most, part), 0);
    const sharpness = Math.min(SHARPEST, SHARPNESS * GROWTH ** round) / worst;
    const lengths = load.map(
      (part, c) => (LEAST + Math.exp(sharpness * (part - worst))) / gbps[c]!,
    );
    const there = lengths.reduce((sum, length, c) => sum + length * gbps[c]! * sizes[c]!, 0);
    const next = shortest(network, demands, classes, (c) => lengths[c]!);
    if (there / next.taken < best.upper) best = { lengths, upper: there / next.taken };
    const nextLoad = loadsOf(classes, next.flows);
    const step = bestStep(load, nextLoad, sharpness);
    mixed = mixed.map((flow, k) => flow.map((gb, arc) => gb + step * (next.flows[k]![arc]! - gb)));
    load = load.map((part, c) => part + step * (nextLoad[c]! - part));
    if (best.upper * load.reduce((most, part) => Math.max(most, part), 0) <= 1 + RELATIVE_GAP)
      break;
  }
  return { flows: mixed, lengths: best.lengths };
}

/** All demands on shortest ways: the flows, and Gb/s × length of all of them. */
function shortest(
  network: TrafficNetwork,
  demands: Demands,
  { sources, arcClass }: Classes,
  lengthOf: (arcClass: number) => number,
) {
  const row = new Float64Array(network.count);
  const flows: Float64Array[] = [];
  let taken = 0;
  for (const { first, count } of sources) {
    demands.row(first, row);
    const length = (arc: number) => lengthOf(arcClass[arc]!);
    const { flow, distance } = shortestFlow(network, first, row, length);
    flows.push(flow);
    for (let v = 0; v < row.length; v++) if (row[v]! > 0) taken += count * row[v]! * distance[v]!;
  }
  return { flows, taken };
}

/** By class of arcs: the part of the capacity that the mean arc bears. */
function loadsOf(classes: Classes, flows: readonly Float64Array[]): Float64Array {
  return loadOf(classes, flows).map((sum, c) => sum / (classes.sizes[c]! * classes.gbps[c]!));
}

/** Where between two loads the smoothed worst one is least; it is convex. */
function bestStep(from: Float64Array, to: Float64Array, sharpness: number): number {
  const smoothed = (step: number) => {
    let worst = 0;
    for (let c = 0; c < from.length; c++) {
      worst = Math.max(worst, from[c]! + step * (to[c]! - from[c]!));
    }
    let sum = 0;
    for (let c = 0; c < from.length; c++) {
      sum += Math.exp(sharpness * (from[c]! + step * (to[c]! - from[c]!) - worst));
    }
    return worst + Math.log(sum) / sharpness;
  };
  let [low, high] = [0, 1];
  for (let i = 0; i < 30; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (smoothed(a) <= smoothed(b)) high = b;
    else low = a;
  }
  return low;
}
