import type { Arcs } from '../dinic.js';
import { arcsLeaving, type PlaneNetwork } from '../plane-network.js';

/** More than all switches of a plane: what cannot be lost carries so much. */
export const ENDLESS = 2 ** 30;

/**
 * The switches of a plane, each cut in two: what enters vertex v comes to `2v` and leaves from `2v + 1`,
 * and between them one path fits (L. R. Ford and D. R. Fulkerson, Flows in Networks, 1962, I.11). Cables
 * carry any number.
 */
export interface SplitNetwork extends Arcs {
  readonly residual: Float64Array;
  /** By arc of the plane's network (one that is in use): the arc here, −1 for a dead one. */
  readonly arcOf: Int32Array;
}

/**
 * @param inUse by cable of the fabric
 * @param stays by vertex of the network: whether it cannot be lost
 */
export function splitNetwork(
  { switchCount, switchCables, heads: ends }: PlaneNetwork,
  inUse: Float64Array,
  stays: (vertex: number) => boolean,
): SplitNetwork {
  const arcOf = new Int32Array(ends.length).fill(-1);
  let arcCount = 2 * switchCount;
  for (let arc = 0; arc < ends.length; arc++) {
    if (!(inUse[switchCables[arc >> 1]!]! > 0)) continue;
    arcOf[arc] = arcCount;
    arcCount += 2;
  }
  const heads = new Int32Array(arcCount);
  const residual = new Float64Array(arcCount);
  for (let v = 0; v < switchCount; v++) {
    heads[2 * v] = 2 * v + 1;
    heads[2 * v + 1] = 2 * v;
    residual[2 * v] = stays(v) ? ENDLESS : 1;
  }
  for (let arc = 0; arc < ends.length; arc++) {
    const made = arcOf[arc]!;
    if (made < 0) continue;
    heads[made] = 2 * ends[arc]!;
    heads[made + 1] = 2 * ends[arc ^ 1]! + 1;
    residual[made] = ENDLESS;
  }
  return {
    switchCount: 2 * switchCount,
    heads,
    residual,
    arcOf,
    ...arcsLeaving(heads, 2 * switchCount),
  };
}
