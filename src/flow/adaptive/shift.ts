import type { GroupFlow } from './group-flow.js';
import { rebalance, rootOf } from './rebalance.js';
import { eachArc, firstArc, type ShortestSteps } from './shortest-steps.js';
import type { SprayNetwork } from './spray-network.js';
import { addLoad, ShareRoom, shareOut } from './step-flow.js';

/** Times a step may be as long as its second derivatives say; what they know is a part of the truth. */
const LONGEST = 8;

/** Moves flows, group by group; what it works on is kept, since there are many groups and rounds. */
export class Shifter {
  readonly #room: ShareRoom;
  /** By step: how far above the limit it is, or below. */
  readonly #costs: Float64Array;
  /** By step and, after these, by vertex: first and second derivatives. */
  readonly #slopes: Float64Array;
  readonly #curves: Float64Array;
  readonly #slope: Float64Array;
  readonly #curve: Float64Array;
  readonly #weights: Float64Array;
  /** Arcs that change, and by how many bytes. */
  readonly #arcs: Int32Array;
  readonly #by: Float64Array;

  constructor(
    readonly network: SprayNetwork,
    groups: readonly GroupFlow[],
  ) {
    let [vertices, steps, arcs] = [0, 0, 0];
    for (const { steps: own } of groups) {
      vertices = Math.max(vertices, own.bytes.length);
      steps = Math.max(steps, own.arcs.length);
      let count = 0;
      for (const arc of own.arcs) count += arc < 0 ? own.targets.length : 1;
      arcs = Math.max(arcs, count);
    }
    this.#room = new ShareRoom(vertices, steps);
    this.#costs = new Float64Array(steps);
    this.#slopes = new Float64Array(steps);
    this.#curves = new Float64Array(steps);
    this.#weights = new Float64Array(steps);
    this.#slope = new Float64Array(vertices);
    this.#curve = new Float64Array(vertices);
    this.#arcs = new Int32Array(arcs);
    this.#by = new Float64Array(arcs);
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
  shift(group: GroupFlow, load: Float64Array, limit: number): void {
    const { steps, flow } = group;
    if (!this.#anyExcess(steps, load, limit)) return;
    this.#reweigh(group);
    const { network } = this;
    const weights = this.#weights.subarray(0, flow.length);
    const change = shareOut(network, steps, weights, steps.bytes, this.#room);
    let most = LONGEST;
    for (let i = 0; i < flow.length; i++) {
      change[i] = change[i]! - flow[i]!;
      if (change[i]! < 0) most = Math.min(most, flow[i]! / -change[i]!);
    }
    const step = this.#bestStep(this.#changes(steps, change), load, limit, Math.max(1, most));
    if (!(step > 0)) return;
    addLoad(network, steps, change, load, step);
    for (let i = 0; i < flow.length; i++) flow[i] = Math.max(0, flow[i]! + step * change[i]!);
  }

  #anyExcess(steps: ShortestSteps, load: Float64Array, limit: number): boolean {
    const { network } = this;
    let any = false;
    for (let i = 0; i < steps.arcs.length; i++) {
      const arc = firstArc(network, steps, steps.arcs[i]!);
      const cost = load[arc]! / network.gbps[arc]! - limit;
      this.#costs[i] = cost;
      any ||= cost > 0;
    }
    return any;
  }

  /**
   * By step: its share of what leaves its tail. A byte costs what arcs on its way are above the limit; where none is,
   * what is free on the fullest of them says how welcome it is.
   */
  #reweigh({ steps, flow, heads, outStart, out }: GroupFlow): void {
    const { network } = this;
    const count = steps.bytes.length;
    const [slopes, curves, weights] = [this.#slopes, this.#curves, this.#weights];
    const [slope, curve] = [this.#slope, this.#curve];
    weights.set(flow);
    slope[count - 1] = Number.NEGATIVE_INFINITY;
    curve[count - 1] = 0;
    for (let k = count - 2; k >= 0; k--) {
      const [from, to] = [outStart[k]!, outStart[k + 1]!];
      let [there, full] = [0, false];
      for (let o = from; o < to; o++) {
        const i = out[o]!;
        const arc = steps.arcs[i]!;
        const each = 1 / network.gbps[firstArc(network, steps, arc)]!;
        const [here, beyond] = [this.#costs[i]!, slope[heads[i]!]!];
        slopes[i] = Math.max(here, 0) + Math.max(beyond, 0) || Math.max(here, beyond);
        curves[i] = (arc < 0 ? each / steps.targets.length : each) + curve[heads[i]!]!;
        there += flow[i]!;
        full ||= flow[i]! > 0 && slopes[i]! > 0;
      }
      // What is nowhere above the limit stays: it would only take room from what has to move.
      if (full && to - from > 1) rebalance(out.subarray(from, to), weights, slopes, curves, there);
      let [above, below, both] = [0, 0, 0];
      for (let o = from; o < to; o++) {
        const i = out[o]!;
        const share = there > 0 ? flow[i]! / there : 1 / (to - from);
        if (slopes[i]! > 0) above += share * slopes[i]!;
        else below += share * slopes[i]!;
        both += share * share * curves[i]!;
      }
      slope[k] = above > 0 ? above : below;
      curve[k] = both;
    }
  }

  /** How far along a change the excess is least: where the slope, which only grows, becomes 0. */
  #bestStep(count: number, load: Float64Array, limit: number, most: number): number {
    const [arcs, by, { gbps }] = [this.#arcs, this.#by, this.network];
    const slopeAt = (step: number) => {
      let slope = 0;
      for (let i = 0; i < count; i++) {
        const arc = arcs[i]!;
        const over = (load[arc]! + step * by[i]!) / gbps[arc]! - limit;
        if (over > 0) slope += by[i]! * over;
      }
      return slope;
    };
    return rootOf(slopeAt, most);
  }

  /** Returns how many arcs change. */
  #changes(steps: ShortestSteps, change: Float64Array): number {
    const { arcs, targets } = steps;
    let count = 0;
    for (let i = 0; i < arcs.length; i++) {
      if (change[i] === 0) continue;
      const bytes = change[i]! / (arcs[i]! < 0 ? targets.length : 1);
      if (arcs[i]! >= 0) {
        this.#arcs[count] = arcs[i]!;
        this.#by[count++] = bytes;
        continue;
      }
      eachArc(this.network, steps, arcs[i]!, (arc) => {
        this.#arcs[count] = arc;
        this.#by[count++] = bytes;
      });
    }
    return count;
  }
}
