import type { LinearSolver } from '../linear-program.js';
import type { Permutation } from '../symmetry/labelled-graph.js';
import type { Demands } from './demands.js';
import { distancesFrom } from './distances.js';
import { guessOf, reducedProgram } from './reduced-program.js';
import { routedFlow } from './routed-flow.js';
import { type Classes, classesOf } from './symmetric-network.js';
import type { TrafficNetwork } from './traffic-network.js';

/** The largest t such that all demands fit t times at once, both ends, and what proves them. */
export interface Throughput {
  readonly lower: number;
  readonly upper: number;
  readonly classes: Classes;
  /** By source of `classes`: by arc, Gb/s at t = 1. */
  readonly flows: readonly Float64Array[];
  /** By class of arcs: a length. Any lengths prove an upper end. */
  readonly lengths: Float64Array;
}

/**
 * Maximum concurrent flow (F. Shahrokhi and D. W. Matula, 1990): solved for one source of each orbit,
 * then taken for what it is: the flow is made to conserve, the lengths are evaluated.
 */
export function throughputOf(
  network: TrafficNetwork,
  demands: Demands,
  solve: LinearSolver,
  proposed: Iterable<Permutation> = [],
): Throughput {
  const classes = classesOf(network, demands, proposed);
  if (classes.sources.length === 0) {
    const { most } = demands;
    return {
      lower: most,
      upper: most,
      classes,
      flows: [],
      lengths: new Float64Array(classes.gbps.length),
    };
  }
  const reduced = reducedProgram(network, demands, classes);
  const solution = reduced && solve(reduced.program);
  const guess = solution && guessOf(reduced, solution, classes);
  const lengths = guess?.lengths ?? new Float64Array(classes.gbps.length).fill(1);
  const flows: Float64Array[] = [];
  const row = new Float64Array(network.count);
  classes.sources.forEach(({ first }, k) => {
    demands.row(first, row);
    const flow = guess && routedFlow(network, first, row, guess.flows[k]!);
    if (flow) flows.push(flow);
  });
  const lower =
    flows.length === classes.sources.length ? Math.min(demands.most, fits(classes, flows)) : 0;
  const upper = Math.min(demands.most, boundOf(network, demands, classes, lengths));
  return { lower: Math.min(lower, upper), upper, classes, flows, lengths };
}

/** How often flows of one source of each orbit fit, each arc bearing the mean of its orbit. */
export function fits(classes: Classes, flows: readonly Float64Array[]): number {
  const load = new Float64Array(classes.gbps.length);
  flows.forEach((flow, k) => {
    const { count } = classes.sources[k]!;
    for (let arc = 0; arc < flow.length; arc++) load[classes.arcClass[arc]!]! += count * flow[arc]!;
  });
  let most = Number.POSITIVE_INFINITY;
  for (let c = 0; c < load.length; c++) {
    if (load[c]! > 0) most = Math.min(most, (classes.gbps[c]! * classes.sizes[c]!) / load[c]!);
  }
  return most;
}

/**
 * What lengths allow: whatever the flow, t times the demands take up at least their distance, and all
 * capacities together are Σ of capacity × length.
 */
export function boundOf(
  network: TrafficNetwork,
  demands: Demands,
  { arcClass, sizes, gbps, sources }: Classes,
  lengths: Float64Array,
): number {
  let there = 0;
  for (let c = 0; c < gbps.length; c++) there += sizes[c]! * gbps[c]! * lengths[c]!;
  let taken = 0;
  const row = new Float64Array(network.count);
  for (const { first, count } of sources) {
    demands.row(first, row);
    const distance = distancesFrom(network, first, (arc) => lengths[arcClass[arc]!]!);
    for (let v = 0; v < network.count; v++)
      if (row[v]! > 0) taken += count * row[v]! * distance[v]!;
  }
  return taken > 0 ? there / taken : Number.POSITIVE_INFINITY;
}
