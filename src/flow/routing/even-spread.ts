import { assert } from '../../std/assert.js';
import type { BundleArcs } from './bundle-arcs.js';
import { hopsFrom } from './hops-from.js';
import type { SenderKind } from './sender-kinds.js';
import type { TargetGroup } from './target-groups.js';

/** Spreads the traffic to one group of targets after the other. */
export class EvenSpread {
  /** By arc: Gb/s. */
  readonly loads: Float64Array;
  /** By kind and switch that it hangs on: Gb/s on each cable of each endpoint of the kind. */
  readonly sent: readonly number[][];
  readonly received: readonly number[][];
  /** By switch: hops to the nearest of the leaves; the switches in this order; what comes to each. */
  readonly #hops: Int32Array;
  readonly #order: Int32Array;
  readonly #inflow: Float64Array;
  /** By leaf of the group: its targets, and what its endpoints send to those of its twins. */
  readonly #targets: Float64Array;
  readonly #toTwins: Float64Array;
  /** By switch next to twins: what each of their targets would get from all twins. */
  readonly #fromTwins: Float64Array;
  /** Gb/s that all endpoints send together. */
  readonly #total: number;

  /** @param endpoints that send, each to all others */
  constructor(
    readonly arcs: BundleArcs,
    readonly kinds: readonly SenderKind[],
    readonly endpoints: number,
  ) {
    const switches = arcs.offsets.length - 1;
    this.loads = new Float64Array(arcs.heads.length);
    this.sent = kinds.map(({ leaves }) => leaves.map(() => 0));
    this.received = kinds.map(({ leaves }) => leaves.map(() => 0));
    this.#hops = new Int32Array(switches);
    this.#order = new Int32Array(switches);
    this.#inflow = new Float64Array(switches);
    this.#targets = new Float64Array(switches);
    this.#toTwins = new Float64Array(switches);
    this.#fromTwins = new Float64Array(switches);
    this.#total = kinds.reduce((sum, kind) => sum + kind.rate * kind.endpoints.length, 0);
  }

  /** Adds what all endpoints send to those of a group. */
  towards(group: TargetGroup): void {
    const { kinds } = this;
    const reached = hopsFrom(this.arcs, group.leaves, this.#hops, this.#order);
    this.#inflow.fill(0);
    this.#targets.fill(0);
    this.#toTwins.fill(0);
    let targets = 0;
    for (const k of group.kinds) {
      const { endpoints, leaves } = kinds[k]!;
      targets += endpoints.length;
      for (const leaf of leaves) this.#targets[leaf]! += endpoints.length;
    }
    const emitted = this.#emit(group, targets);
    this.#approach(reached, group.twins ? 1 : 0);
    if (group.twins) this.#reachTwins(reached, group.leaves, targets);
    const absorbed = group.leaves.reduce((sum, leaf) => sum + this.#inflow[leaf]!, 0);
    assert(Math.abs(absorbed - emitted) <= 1e-9 * emitted, 'what is sent arrives');
    for (const k of group.kinds) this.#deliver(k);
  }

  /** Each endpoint spreads what it sends over its cables to the nearest switches. */
  #emit({ kinds: inGroup, twins }: TargetGroup, targets: number): number {
    const [hops, inflow] = [this.#hops, this.#inflow];
    const isTarget = new Set(inGroup);
    let emitted = 0;
    for (const [k, { rate, endpoints: senders, leaves, cables }] of this.kinds.entries()) {
      const itself = isTarget.has(k) ? 1 : 0;
      const toOne = rate / (this.endpoints - 1);
      const each = toOne * (targets - itself);
      if (each === 0) continue;
      emitted += each * senders.length;
      let nearest = Number.POSITIVE_INFINITY;
      for (const leaf of leaves) if (hops[leaf]! >= 0) nearest = Math.min(nearest, hops[leaf]!);
      let ways = 0;
      leaves.forEach((leaf, i) => {
        if (hops[leaf] === nearest) ways += cables[i]!;
      });
      leaves.forEach((leaf, i) => {
        if (hops[leaf] !== nearest) return;
        this.sent[k]![i]! += each / ways;
        const gbps = (each / ways) * cables[i]! * senders.length;
        // Of what comes to a twin, its own endpoints get some and those of the others the rest.
        const away =
          twins && itself ? toOne * senders.length * (targets - this.#targets[leaf]!) : 0;
        this.#toTwins[leaf]! += away;
        inflow[leaf]! += gbps - away;
      });
    }
    return emitted;
  }

  /** From the farthest switch on, up to those that are so many hops away. */
  #approach(reached: number, until: number): void {
    const { offsets, heads, cables } = this.arcs;
    const [hops, order, inflow] = [this.#hops, this.#order, this.#inflow];
    for (let read = reached - 1; read >= 0 && hops[order[read]!]! > until; read--) {
      const v = order[read]!;
      if (inflow[v] === 0) continue;
      let ways = 0;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (hops[heads[i]!] === hops[v]! - 1) ways += cables[i]!;
      }
      const each = inflow[v]! / ways;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        if (hops[heads[i]!] !== hops[v]! - 1) continue;
        this.loads[i]! += each * cables[i]!;
        inflow[heads[i]!]! += each * cables[i]!;
      }
    }
  }

  /**
   * The last hop to twins. All of them are next to the same switches: what comes there from elsewhere is for
   * all targets, what comes from a twin is for those of the others.
   */
  #reachTwins(reached: number, leaves: readonly number[], targets: number): void {
    const { offsets, heads, cables } = this.arcs;
    const [inflow, of, fromTwins] = [this.#inflow, this.#targets, this.#fromTwins];
    const [first] = leaves;
    let ways = 0;
    for (let i = offsets[first!]!; i < offsets[first! + 1]!; i++) {
      ways += cables[i]!;
      fromTwins[heads[i]!] = 0;
    }
    for (const leaf of leaves) {
      const each = this.#toTwins[leaf]! / ways;
      for (let i = offsets[leaf]!; i < offsets[leaf + 1]!; i++) {
        this.loads[i]! += each * cables[i]!;
        fromTwins[heads[i]!]! += (each * cables[i]!) / (targets - of[leaf]!);
      }
    }
    for (let read = leaves.length; read < reached && this.#hops[this.#order[read]!] === 1; read++) {
      const v = this.#order[read]!;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const leaf = heads[i]!;
        if (this.#hops[leaf] !== 0) continue;
        const own = ((this.#toTwins[leaf]! / ways) * cables[i]!) / (targets - of[leaf]!);
        const gbps = of[leaf]! * (inflow[v]! / targets + fromTwins[v]! - own);
        this.loads[i]! += gbps;
        inflow[leaf]! += gbps;
      }
    }
  }

  /** Each endpoint of a kind gets the same; on one switch it is what all others send to it. */
  #deliver(k: number): void {
    const { rate, endpoints, leaves, cables } = this.kinds[k]!;
    leaves.forEach((leaf, i) => {
      const each =
        leaves.length === 1
          ? (this.#total - rate) / (this.endpoints - 1)
          : this.#inflow[leaf]! / endpoints.length;
      this.received[k]![i] = each / cables[i]!;
    });
  }
}
