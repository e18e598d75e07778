import type { CompactFabric } from '../fabric/compact.js';
import type { Turn } from '../flow/symmetry/turn.js';
import { type Blocks, type Kept, nothingKept } from './kept.js';
import { SwapCheck } from './swap-check.js';
import type { Swap } from './swap-draft.js';
import { type ProposalContext, proposeSwaps } from './swaps.js';
import { twinPlanes } from './twin-planes.js';

/**
 * Classes of vertices and cables that some verified symmetry maps onto each other: whatever is
 * measured of a fault of one of them holds for all of its class. A symmetry keeps cables with their
 * capacities, tiers, hosts, planes and their attachment.
 */
export interface Symmetry {
  /** By vertex, by cable: the first element of its class. */
  readonly vertexClass: Int32Array;
  readonly cableClass: Int32Array;
  /** Parts of vertices that it maps onto each other as a whole. */
  readonly blocks: readonly Blocks[];
  /** Generators that were verified cable by cable, and those that were proposed and dropped. */
  readonly verified: number;
  readonly dropped: number;
}

/** Proposes swaps and turns; which of them are symmetries is decided here. */
export type Proposals = (fabric: CompactFabric, context: ProposalContext) => Iterable<Swap | Turn>;

/**
 * Classes under the generators that the shape of the fabric suggests, each verified by mapping
 * every cable that it moves, and what it has to keep.
 */
export function symmetry(
  fabric: CompactFabric,
  capacity: Float64Array,
  kept: Kept = nothingKept(fabric),
  propose: Proposals = proposeSwaps,
): Symmetry {
  const check = new SwapCheck(fabric, capacity, kept);
  const alike = (a: number, b: number) => check.alike(a, b);
  const twins = twinPlanes(fabric, capacity, kept);
  for (const pair of twins) check.joinPlanes(pair);
  let verified = twins.length;
  let dropped = 0;
  const colour = (plane: number) => kept.planes[plane]!;
  for (const proposed of propose(fabric, { colour, blocks: kept.blocks, alike })) {
    const holds = 'to' in proposed ? check.acceptTurn(proposed) : check.accept(proposed);
    if (holds) verified++;
    else dropped++;
  }
  check.joinParallelCables();
  return { ...check.classes(), blocks: kept.blocks, verified, dropped };
}
