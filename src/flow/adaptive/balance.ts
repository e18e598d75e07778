import { isExact } from '../rates.js';
import { type GroupSteps, type Priced, priced, worstOf } from './even-split.js';
import { groupFlow } from './group-flow.js';
import { Shifter } from './shift.js';
import type { ShortestSteps } from './shortest-steps.js';
import { addLoad, capacityWeights, shareOut } from './step-flow.js';

/** Steps that may be looked at, of all rounds: some seconds. */
const MOST_LOOKS = 5e7;
const MOST_ROUNDS = 400;
/** After so many rounds what their prices prove is looked at. */
const ROUNDS = 4;
/** Rounds in which the limit itself is proved or refuted; after these it goes halfway between both ends in turn. */
const PATIENCE = 8;

export interface Balanced {
  /** By group, by step: bytes. */
  readonly flows: readonly Float64Array[];
  readonly best: Priced;
}

/**
 * Both ends of the time without a linear program. Of what arcs bear above a limit (bytes for each Gb/s) that no
 * split can stay below, ½ Σ (excess)² ÷ capacity is made small, group by group (shift.ts). If it becomes 0, the limit is
 * the time. If it cannot, then at its least excess ÷ capacity are prices for which all flows are on cheapest
 * ways: Σ price × bytes = Σ price × capacity × (limit + price), so that they prove more than the limit, which
 * then rises. A limit that is too high proves something as well, if it is not reached, and lowers the other end if it is.
 *
 * @param floor what other cables prove already, bytes for each Gb/s
 */
export function balance(
  groups: GroupSteps,
  kept: readonly ShortestSteps[],
  start: Priced,
  floor: number,
): Balanced {
  const { network } = groups;
  const { gbps } = network;
  const flows = kept.map((steps) =>
    groupFlow(steps, shareOut(network, steps, capacityWeights(network, steps))),
  );
  const load = new Float64Array(gbps.length);
  for (const { steps, flow } of flows) addLoad(network, steps, flow, load);
  const shifter = new Shifter(network, flows);
  const size = kept.reduce((sum, { tails }) => sum + tails.length, 0);
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(MOST_LOOKS / Math.max(1, size)));
  let best = start;
  let found = { worst: worstOf(gbps, load), flows: flows.map(({ flow }) => flow.slice()) };
  for (let round = 1; round <= rounds; round++) {
    const proved = Math.max(floor, best.bound);
    if (isExact(proved, Math.max(floor, found.worst))) break;
    const halfway = round > PATIENCE && Math.floor((round - 1) / ROUNDS) % 2 === 1;
    const limit = halfway ? (proved + found.worst) / 2 : proved;
    for (const group of flows) shifter.shift(group, load, limit);
    const worst = worstOf(gbps, load);
    if (worst < found.worst) found = { worst, flows: flows.map(({ flow }) => flow.slice()) };
    if (round % ROUNDS !== 0) continue;
    const prices = load.map((bytes, arc) => Math.max(0, bytes / gbps[arc]! - limit));
    const next = priced(groups, prices);
    if (next.bound > best.bound) best = next;
  }
  return { flows: found.flows, best };
}
