import { assert } from '../../std/assert.js';
import type { LinearSolver } from '../linear-program.js';
import { isExact, RELATIVE_GAP } from '../rates.js';
import type { Permutation } from '../symmetry/labelled-graph.js';
import { approach } from './approach.js';
import { type Classes, classesOf } from './classes.js';
import type { Demands } from './demands.js';
import { distancesFrom } from './distances.js';
import { fits, loadOf } from './loads.js';
import { guessOf, reducedProgram } from './reduced-program.js';
import { routedFlow } from './routed-flow.js';
import { shortestWays } from './shortest-ways.js';
import type { TrafficNetwork } from './traffic-network.js';

/** Arcs of all flows that are kept; above, ends are those of shortest ways. */
const MOST_FLOW = 4e6;

/** Arcs of all searches together that a quick answer looks at: about a second. */
const MOST_STEPS = 3e7;

/** The largest t such that all demands fit t times at once, both ends, and what proves them. */
export interface Throughput {
  readonly lower: number;
  readonly upper: number;
  readonly classes: Classes;
  /** By source of `classes`: by arc, Gb/s at t = 1; null: the shortest ways (shortest-ways.ts). */
  readonly flows: readonly Float64Array[] | null;
  /** By class of arcs: a length. Any lengths prove an upper end. */
  readonly lengths: Float64Array;
}

/**
 * Maximum concurrent flow (F. Shahrokhi and D. W. Matula, 1990), both ends proved. Shortest ways are
 * often the best ones; else it is solved for one source of each orbit, and what the solver says is
 * taken for what it is: the flow is made to conserve, the lengths are evaluated.
 */
export function throughputOf(
  network: TrafficNetwork,
  demands: Demands,
  solve: LinearSolver,
  proposed: Iterable<Permutation> = [],
): Throughput {
  const classes = classesOf(network, demands, proposed);
  const plain = plainEnds(network, demands, classes);
  if (isExact(plain.lower, plain.upper)) return plain;
  const reduced = reducedProgram(network, demands, classes);
  const solution = reduced && solve(reduced.program);
  if (solution) {
    const { flows, lengths } = guessOf(reduced, solution, classes);
    const routed = routedFlows(network, demands, classes, flows);
    return better(network, demands, plain, routed, lengths);
  }
  if (classes.sources.length * network.heads.length > MOST_FLOW) return plain;
  const { flows, lengths } = approach(network, demands, classes);
  return better(network, demands, plain, flows, lengths);
}

/**
 * The same on shortest ways only, without a linear program: ends that often meet, and are proved where they do
 * not. Null: there are more ways than are worth looking at for that.
 */
export function throughputOfShortestWays(
  network: TrafficNetwork,
  demands: Demands,
  proposed: Iterable<Permutation> = [],
): Pick<Throughput, 'lower' | 'upper'> | null {
  const classes = classesOf(network, demands, proposed);
  if (classes.sources.length * network.heads.length > MOST_STEPS) return null;
  return plainEnds(network, demands, classes);
}

/** Everything on shortest ways; mean distance, and what leaves a vertex, as bounds. */
function plainEnds(network: TrafficNetwork, demands: Demands, classes: Classes): Throughput {
  const { most } = demands;
  const { load, hops } = shortestWays(network, demands, classes);
  const ones = new Float64Array(load.length).fill(1);
  const nothing = { lower: most, upper: most, classes, flows: null, lengths: ones };
  if (!(hops > 0)) return nothing;
  const lower = Math.min(most, fits(classes, load));
  let best = { lengths: ones, upper: boundOf(network, demands, classes, ones) };
  const narrow = narrowest(network, demands, classes);
  const upper = boundOf(network, demands, classes, narrow);
  if (upper < best.upper) best = { lengths: narrow, upper };
  return { ...nothing, ...best, ...ordered(lower, Math.min(most, best.upper)) };
}

/** Ends that meet may miss each other by rounding, and by nothing else. */
function ordered(lower: number, upper: number): Pick<Throughput, 'lower' | 'upper'> {
  assert(lower <= upper * (1 + RELATIVE_GAP), 'more fits than the bound allows');
  return { lower: Math.min(lower, upper), upper };
}

/** Length 1 for what leaves the source that has least for what it sends. */
function narrowest(
  network: TrafficNetwork,
  demands: Demands,
  { sources, arcClass, gbps }: Classes,
) {
  const { offsets } = network;
  const row = new Float64Array(network.count);
  let [least, at] = [Number.POSITIVE_INFINITY, 0];
  for (const { first } of sources) {
    demands.row(first, row);
    let there = 0;
    for (let i = offsets[first]!; i < offsets[first + 1]!; i++) there += network.gbps[i]!;
    const ratio = there / row.reduce((sum, wanted) => sum + wanted, 0);
    if (ratio < least) [least, at] = [ratio, first];
  }
  const lengths = new Float64Array(gbps.length);
  for (let i = offsets[at]!; i < offsets[at + 1]!; i++) lengths[arcClass[i]!] = 1;
  return lengths;
}

/** Flows that conserve, shared out as a solver says; null if it forgot somebody. */
function routedFlows(
  network: TrafficNetwork,
  demands: Demands,
  { sources }: Classes,
  guesses: readonly Float64Array[],
): Float64Array[] | null {
  const row = new Float64Array(network.count);
  const flows: Float64Array[] = [];
  for (const [k, { first }] of sources.entries()) {
    demands.row(first, row);
    const flow = routedFlow(network, first, row, guesses[k]!);
    if (!flow) return null;
    flows.push(flow);
  }
  return flows;
}

/** The better one of either end. */
function better(
  network: TrafficNetwork,
  demands: Demands,
  plain: Throughput,
  flows: readonly Float64Array[] | null,
  lengths: Float64Array,
): Throughput {
  const { classes } = plain;
  const { most } = demands;
  const lower = flows ? Math.min(most, fits(classes, loadOf(classes, flows))) : 0;
  const upper = Math.min(most, boundOf(network, demands, classes, lengths));
  const ends = {
    ...plain,
    ...(lower > plain.lower ? { lower, flows } : {}),
    ...(upper < plain.upper ? { upper, lengths } : {}),
  };
  return { ...ends, ...ordered(ends.lower, ends.upper) };
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
