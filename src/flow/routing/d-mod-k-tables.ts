import type { CompactFabric } from '../../fabric/compact.js';
import { cablesInUse } from '../separation/cable-cut.js';
import { planeComponents } from '../separation/plane-components.js';
import { DModKChoice } from './d-mod-k-choice.js';
import type { NotRouted } from './routed.js';
import { type UpDownTree, upDownTree } from './up-down-tree.js';
import { WaysToLeaf } from './ways-to-leaf.js';

/** Where the switches of a plane send what is for one target. */
export interface Hops {
  /** By switch, as `switches` lists them: the cable that it takes, −1 for none. */
  readonly cables: Int32Array;
  /** By switch: cables that are left until the target, 0 for the target itself, −1 for none. */
  readonly left: Int32Array;
}

/**
 * Forwarding tables of d-mod-k (`d-mod-k.ts`), whose loads are those of this very choice. Switches are
 * targets as well: a leaf as if it were the first endpoint on it, another one by its place in its tier.
 * From a top switch no way leads up and down to another one.
 */
export interface DModKTables {
  /** As vertices. */
  readonly switches: Int32Array;
  /** To an endpoint or a switch; what is returned holds until the next question. */
  readonly hopsTo: (vertex: number) => Hops;
}

/**
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function dModKTables(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): DModKTables | NotRouted {
  const { network, placeOf } = planeComponents(fabric, cablesInUse(capacity), plane);
  const tree = upDownTree(fabric, plane, network, placeOf);
  if ('reason' in tree) return tree;
  const walk = new Walk(tree, new WaysToLeaf(tree, capacity));
  const indexOf = indicesOf(tree);
  const hopsTo = (vertex: number): Hops => {
    if (vertex >= fabric.endpointCount) {
      const place = placeOf[vertex]!;
      return walk.towards(place, indexOf[place]!, -1);
    }
    return walk.towards(tree.leafOf[vertex]!, tree.targetOf[vertex]!, tree.cableOf[vertex]!);
  };
  return { switches: network.vertexOf, hopsTo };
}

/** By switch: its index as a target. */
function indicesOf({ level, levels, slots, leaves }: UpDownTree): Int32Array {
  const index = new Int32Array(level.length);
  const met = new Int32Array(levels);
  for (let v = 0; v < level.length; v++) index[v] = met[level[v]!]!++;
  leaves.forEach((leaf, n) => {
    index[leaf] = n * slots;
  });
  return index;
}

class Walk {
  readonly #choice: DModKChoice;
  /** Places of switches, from the leaves up. */
  readonly #upwards: readonly number[];
  readonly #cables: Int32Array;
  readonly #left: Int32Array;

  constructor(
    readonly tree: UpDownTree,
    readonly ways: WaysToLeaf,
  ) {
    const { level } = tree;
    this.#choice = new DModKChoice(tree, ways);
    this.#upwards = [...level.keys()].sort((a, b) => level[a]! - level[b]! || a - b);
    this.#cables = new Int32Array(level.length);
    this.#left = new Int32Array(level.length);
  }

  /**
   * @param last switch that the target is, or hangs on
   * @param cable the one from there to the target, −1: the switch is the target
   */
  towards(last: number, d: number, cable: number): Hops {
    const [cables, left] = [this.#cables.fill(-1), this.#left.fill(-1)];
    const { up, down } = this.tree;
    const isReached = cable < 0 || !this.ways.isDead(cable);
    if (last < 0 || !isReached) return { cables, left };
    this.ways.aim(last);
    cables[last] = cable;
    left[last] = cable < 0 ? 0 : 1;
    // What a switch sends down arrives lower, what it sends up higher: those are known by then.
    for (const v of this.#upwards) {
      if (v === last || !this.ways.isAbove(v)) continue;
      const port = this.#choice.down(v, d);
      cables[v] = down.cables[port]!;
      left[v] = left[down.ends[port]!]! + 1;
    }
    for (let i = this.#upwards.length - 1; i >= 0; i--) {
      const v = this.#upwards[i]!;
      if (this.ways.isAbove(v)) continue;
      const port = this.#choice.up(v, d);
      if (port < 0) continue;
      cables[v] = up.cables[port]!;
      left[v] = left[up.ends[port]!]! + 1;
    }
    return { cables, left };
  }
}
