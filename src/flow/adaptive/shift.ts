import { eachArc, firstArc, type ShortestSteps } from './shortest-steps.js';
import type { SprayNetwork } from './spray-network.js';
import { addLoad, shareOut } from './step-flow.js';

/** Times a step may be as long as its second derivatives say; what they know is a part of the truth. */
const LONGEST = 8;
const MOST_TRIES = 20;
/** A slope that is so small a part of the one at the start is none. */
const FLAT = 1e-3;

/** A flow to one group of targets, and its steps by tail. */
export interface GroupFlow {
  readonly steps: ShortestSteps;
  /** Bytes by step. */
  flow: Float64Array;
  /** Steps that leave vertex k: entries `outStart[k]` … of `out`. */
  readonly outStart: Int32Array;
  readonly out: Int32Array;
}

export function groupFlow(steps: ShortestSteps, flow: Float64Array): GroupFlow {
  const { tails, bytes } = steps;
  const outStart = new Int32Array(bytes.length + 1);
  for (const tail of tails) outStart[tail + 1]!++;
  for (let k = 0; k < bytes.length; k++) outStart[k + 1]! += outStart[k]!;
  const next = outStart.slice();
  const out = new Int32Array(tails.length);
  for (let i = 0; i < tails.length; i++) out[next[tails[i]!]!++] = i;
  return { steps, flow, outStart, out };
}

/**
 * Shifts packets to one group of targets off arcs that bear more than `limit` of their capacity: towards less
 * of ½ Σ (excess)² ÷ capacity. At every vertex shares move against derivatives, scaled by second ones (R. G.
 * Gallager, A minimum delay routing algorithm using distributed computation, 1977; D. P. Bertsekas, E. M. Gafni and
 * Gallager, 1984), and of the way to the flow that results, the best part is gone.
 *
 * @param load by arc: bytes of all groups; it is changed with the flow
 * @param limit bytes for each Gb/s
 */
export function shift(
  network: SprayNetwork,
  group: GroupFlow,
  load: Float64Array,
  limit: number,
): void {
  const { steps, flow } = group;
  const prices = excess(network, load, limit, steps);
  if (!prices) return;
  const wanted = shareOut(network, steps, betterWeights(network, group, prices));
  const change = wanted;
  let most = LONGEST;
  for (let i = 0; i < flow.length; i++) {
    change[i] = wanted[i]! - flow[i]!;
    if (change[i]! < 0) most = Math.min(most, flow[i]! / -change[i]!);
  }
  const step = bestStep(network, steps, load, change, limit, Math.max(1, most));
  if (!(step > 0)) return;
  addLoad(network, steps, change, load, step);
  for (let i = 0; i < flow.length; i++) flow[i] = Math.max(0, flow[i]! + step * change[i]!);
}

/** By step: how far above the limit it is, or below; null where none is above. */
function excess(
  network: SprayNetwork,
  load: Float64Array,
  limit: number,
  steps: ShortestSteps,
): Float64Array | null {
  const { gbps } = network;
  let any = false;
  const costs = new Float64Array(steps.arcs.length);
  for (let i = 0; i < costs.length; i++) {
    const arc = firstArc(network, steps, steps.arcs[i]!);
    costs[i] = load[arc]! / gbps[arc]! - limit;
    any ||= costs[i]! > 0;
  }
  return any ? costs : null;
}

/**
 * By step: its share of what leaves its tail. A byte costs what arcs on its way are above the limit; where none is, what
 * is free on the fullest of them says how welcome it is.
 */
function betterWeights(
  network: SprayNetwork,
  { steps, flow, outStart, out }: GroupFlow,
  costs: Float64Array,
): Float64Array {
  const count = steps.bytes.length;
  const heads = headsOf(steps);
  const weights = flow.slice();
  const slope = new Float64Array(count);
  slope[count - 1] = Number.NEGATIVE_INFINITY;
  const curve = new Float64Array(count);
  const [slopes, curves] = [new Float64Array(flow.length), new Float64Array(flow.length)];
  for (let k = count - 2; k >= 0; k--) {
    const [from, to] = [outStart[k]!, outStart[k + 1]!];
    let [there, full] = [0, false];
    for (let o = from; o < to; o++) {
      const i = out[o]!;
      const arc = steps.arcs[i]!;
      const each = 1 / network.gbps[firstArc(network, steps, arc)]!;
      const [here, beyond] = [costs[i]!, slope[heads[i]!]!];
      slopes[i] = Math.max(here, 0) + Math.max(beyond, 0) || Math.max(here, beyond);
      curves[i] = (arc < 0 ? each / steps.targets.length : each) + curve[heads[i]!]!;
      there += flow[i]!;
      full ||= flow[i]! > 0 && slopes[i]! > 0;
    }
    // What is nowhere above the limit stays: it would only take room from what has to move.
    if (full) rebalance(out.subarray(from, to), weights, slopes, curves, there);
    let [above, below] = [0, 0];
    for (let o = from; o < to; o++) {
      const i = out[o]!;
      const share = there > 0 ? flow[i]! / there : 1 / (to - from);
      if (slopes[i]! > 0) above += share * slopes[i]!;
      else below += share * slopes[i]!;
      curve[k]! += share * share * curves[i]!;
    }
    slope[k] = above > 0 ? above : below;
  }
  return weights;
}

function headsOf({ starts, tails }: ShortestSteps): Int32Array {
  const heads = new Int32Array(tails.length);
  for (let k = 0; k + 1 < starts.length; k++) heads.fill(k, starts[k], starts[k + 1]);
  return heads;
}

/**
 * Minimises Σ slope · y + ½ curve · (y − x)² over y ≥ 0 with the sum that x has: y = x − (slope − level) ÷ curve, where
 * steps that this makes negative are left out one after the other.
 *
 * @param out the steps; their order is changed
 */
function rebalance(
  out: Int32Array,
  weights: Float64Array,
  slopes: Float64Array,
  curves: Float64Array,
  sum: number,
): void {
  for (let left = out.length; ; ) {
    let [over, under] = [sum, 0];
    for (let o = 0; o < left; o++) {
      const i = out[o]!;
      over -= weights[i]! - slopes[i]! / curves[i]!;
      under += 1 / curves[i]!;
    }
    const level = over / under;
    const before = left;
    for (let o = 0; o < left; ) {
      const i = out[o]!;
      if (weights[i]! - (slopes[i]! - level) / curves[i]! >= 0) o++;
      else {
        out[o] = out[--left]!;
        out[left] = i;
      }
    }
    for (let o = left; o < before; o++) weights[out[o]!] = 0;
    if (left < before) continue;
    for (let o = 0; o < left; o++) {
      const i = out[o]!;
      weights[i] = Math.max(0, weights[i]! - (slopes[i]! - level) / curves[i]!);
    }
    return;
  }
}

/** How far along a change the excess is least: where the slope, which only grows, becomes 0 (regula falsi, Illinois). */
function bestStep(
  network: SprayNetwork,
  steps: ShortestSteps,
  load: Float64Array,
  change: Float64Array,
  limit: number,
  most: number,
): number {
  const [arcs, by] = changes(network, steps, change);
  const slopeAt = (step: number) => {
    let slope = 0;
    for (let i = 0; i < arcs.length; i++) {
      const arc = arcs[i]!;
      const over = (load[arc]! + step * by[i]!) / network.gbps[arc]! - limit;
      if (over > 0) slope += by[i]! * over;
    }
    return slope;
  };
  let [low, atLow] = [0, slopeAt(0)];
  if (!(atLow < 0)) return 0;
  const flat = -FLAT * atLow;
  let [high, atHigh] = [most, slopeAt(most)];
  if (atHigh <= 0) return most;
  let side = 0;
  for (let i = 0; i < MOST_TRIES; i++) {
    const step = low + ((high - low) * -atLow) / (atHigh - atLow);
    const at = slopeAt(step);
    if (Math.abs(at) <= flat) return step;
    if (at < 0) {
      [low, atLow] = [step, at];
      if (side === -1) atHigh /= 2;
      side = -1;
    } else {
      [high, atHigh] = [step, at];
      if (side === 1) atLow /= 2;
      side = 1;
    }
  }
  return low;
}

/** Arcs that change, and by how many bytes. */
function changes(
  network: SprayNetwork,
  steps: ShortestSteps,
  change: Float64Array,
): [Int32Array, Float64Array] {
  const { arcs: ofSteps, targets } = steps;
  let count = 0;
  for (let i = 0; i < change.length; i++) {
    if (change[i] !== 0) count += ofSteps[i]! < 0 ? targets.length : 1;
  }
  const [arcs, by] = [new Int32Array(count), new Float64Array(count)];
  let at = 0;
  for (let i = 0; i < change.length; i++) {
    if (change[i] === 0) continue;
    const bytes = change[i]! / (ofSteps[i]! < 0 ? targets.length : 1);
    eachArc(network, steps, ofSteps[i]!, (arc) => {
      arcs[at] = arc;
      by[at++] = bytes;
    });
  }
  return [arcs, by];
}
