import { DModKChoice } from './d-mod-k-choice.js';
import type { UpDownTree } from './up-down-tree.js';
import type { WaysToLeaf } from './ways-to-leaf.js';

/** What came to a target: Gb/s, and from how many endpoints. */
interface Arrived {
  readonly gbps: number;
  readonly pairs: number;
}

/** Leaves from which the same number of cable leads to the same switch, each in use or dead on all of them. */
interface TwinLeaves {
  readonly leaves: number[];
  gbps: number;
  senders: number;
  /** By cable up: how many targets all of them send to by it. */
  readonly uses: Float64Array;
}

/**
 * Sends all traffic to one target after the other. Twin leaves choose the same cable, so that what a
 * target costs is kinds of leaves, not leaves.
 */
export class StaticRoutes {
  readonly #choice: DModKChoice;
  readonly #groups: TwinLeaves[];
  /** By leaf: its group; by entry of `tree.up`: the targets of its own that a leaf does not send up. */
  readonly #groupOf: (TwinLeaves | undefined)[] = [];
  readonly #skips: Float64Array;
  readonly #upLoads: Float64Array;
  readonly downLoads: Float64Array;
  /** By switch, while a target is looked at: what comes, and from how many; by level: those with any. */
  readonly #gbps: Float64Array;
  readonly #pairs: Int32Array;
  readonly #busy: number[][];

  /**
   * @param gbps by switch: what its endpoints send to one target
   * @param senders by switch: how many these are
   */
  constructor(
    readonly tree: UpDownTree,
    readonly ways: WaysToLeaf,
    readonly gbps: Float64Array,
    readonly senders: Int32Array,
  ) {
    this.#choice = new DModKChoice(tree, ways);
    this.#upLoads = new Float64Array(tree.up.cables.length);
    this.#skips = new Float64Array(tree.up.cables.length);
    this.downLoads = new Float64Array(tree.down.cables.length);
    this.#gbps = new Float64Array(gbps.length);
    this.#pairs = new Int32Array(gbps.length);
    this.#busy = Array.from({ length: tree.levels }, () => []);
    this.#groups = this.#twins();
  }

  #twins(): TwinLeaves[] {
    const { up, level } = this.tree;
    const groups = new Map<string, TwinLeaves>();
    for (let v = 0; v < level.length; v++) {
      if (level[v] !== 0 || this.senders[v] === 0) continue;
      const [from, to] = [up.start[v]!, up.start[v + 1]!];
      const dead = Array.from(up.cables.subarray(from, to), (c) => Number(this.ways.isDead(c)));
      const key = `${up.ends.subarray(from, to)} ${dead}`;
      const fresh = { leaves: [], gbps: 0, senders: 0, uses: new Float64Array(to - from) };
      const group = groups.get(key) ?? fresh;
      groups.set(key, group);
      group.leaves.push(v);
      group.gbps += this.gbps[v]!;
      group.senders += this.senders[v]!;
      this.#groupOf[v] = group;
    }
    return [...groups.values()];
  }

  /** @param own Gb/s that the target itself, index d on a leaf, would send to one target */
  towards(leaf: number, d: number, own: number): Arrived {
    const { levels } = this.tree;
    this.ways.aim(leaf);
    this.#arrive(leaf, this.gbps[leaf]! - own, this.senders[leaf]! - 1);
    for (const group of this.#groups) this.#sendUp(group, leaf, d);
    for (let level = 1; level < levels; level++) {
      for (const v of this.#busy[level]!) {
        if (this.ways.isAbove(v)) continue;
        const port = this.#choice.up(v, d);
        if (port >= 0) this.#move(v, this.tree.up.ends[port]!, this.#upLoads, port);
      }
    }
    for (let level = levels - 1; level > 0; level--) {
      for (const v of this.#busy[level]!) {
        if (!this.ways.isAbove(v)) continue;
        const port = this.#choice.down(v, d);
        this.#move(v, this.tree.down.ends[port]!, this.downLoads, port);
      }
    }
    const arrived = { gbps: this.#gbps[leaf]!, pairs: this.#pairs[leaf]! };
    for (const list of this.#busy) {
      for (const v of list) this.#gbps[v] = this.#pairs[v] = 0;
      list.length = 0;
    }
    return arrived;
  }

  /** By entry of `tree.up`: Gb/s, when all targets were looked at. */
  upLoads(): Float64Array {
    const { start } = this.tree.up;
    const loads = this.#upLoads.slice();
    for (const { leaves, uses } of this.#groups) {
      for (const v of leaves) {
        for (let i = 0; i < uses.length; i++) {
          loads[start[v]! + i] = this.gbps[v]! * (uses[i]! - this.#skips[start[v]! + i]!);
        }
      }
    }
    return loads;
  }

  #sendUp(group: TwinLeaves, leaf: number, d: number): void {
    const isOwn = group === this.#groupOf[leaf];
    const senders = group.senders - (isOwn ? this.senders[leaf]! : 0);
    if (senders === 0) return;
    const [first] = group.leaves;
    const port = this.#choice.up(first!, d);
    if (port < 0) return;
    const number = port - this.tree.up.start[first!]!;
    group.uses[number]!++;
    if (isOwn) this.#skips[this.tree.up.start[leaf]! + number]!++;
    this.#arrive(this.tree.up.ends[port]!, group.gbps - (isOwn ? this.gbps[leaf]! : 0), senders);
  }

  #move(from: number, to: number, loads: Float64Array, port: number): void {
    loads[port]! += this.#gbps[from]!;
    this.#arrive(to, this.#gbps[from]!, this.#pairs[from]!);
  }

  #arrive(v: number, gbps: number, pairs: number): void {
    if (pairs === 0) return;
    if (this.#pairs[v] === 0) this.#busy[this.tree.level[v]!]!.push(v);
    this.#gbps[v]! += gbps;
    this.#pairs[v]! += pairs;
  }
}
