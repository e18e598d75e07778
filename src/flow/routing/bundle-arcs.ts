import type { PlaneNetwork } from '../plane-network.js';

/**
 * The switches of a plane and what joins them, parallel cables as one arc in either direction: a switch
 * spreads its traffic evenly over cables, so that those of an arc carry the same.
 */
export interface BundleArcs {
  /** Arcs that leave switch v: `offsets[v]` … `offsets[v + 1] − 1`. */
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  /** By arc: its cables in use. */
  readonly cables: Int32Array;
  /** By arc of the network: the arc here, −1 for a dead one. */
  readonly arcOf: Int32Array;
}

/** @param capacity Gb/s by cable of the fabric, 0 = dead */
export function bundleArcs(
  { switchCount, switchCables, arcOffsets, arcs, heads: ends }: PlaneNetwork,
  capacity: Float64Array,
): BundleArcs {
  const offsets = new Int32Array(switchCount + 1);
  const arcOf = new Int32Array(ends.length).fill(-1);
  const heads: number[] = [];
  const cables: number[] = [];
  const arcTo = new Int32Array(switchCount).fill(-1);
  for (let v = 0; v < switchCount; v++) {
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const arc = arcs[i]!;
      const head = ends[arc]!;
      if (!(capacity[switchCables[arc >> 1]!]! > 0) || head === v) continue;
      if (arcTo[head]! < offsets[v]!) {
        arcTo[head] = heads.push(head) - 1;
        cables.push(0);
      }
      arcOf[arc] = arcTo[head]!;
      cables[arcTo[head]!]!++;
    }
    offsets[v + 1] = heads.length;
  }
  return { offsets, heads: Int32Array.from(heads), cables: Int32Array.from(cables), arcOf };
}
