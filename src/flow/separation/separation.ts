import type { CompactFabric } from '../../fabric/compact.js';
import { type Ends, planesBetween } from '../between.js';
import { cableCut, cablesInUse } from './cable-cut.js';
import type { PlaneCut, SeparatedBy } from './plane-cut.js';
import { switchCut } from './switch-cut.js';

/** By plane (an index): the fewest that have to be lost in it. */
export type Separation = readonly (PlaneCut & { readonly plane: number })[];

/**
 * The fewest cables or switches whose loss separates two ends in some planes: in each plane the fewest
 * that do, and the sum of these, since planes have nothing in common but hosts, and a host passes
 * nothing on. Null: they are joined without a switch that could be lost.
 *
 * @param planes indices; planes in which only one of the ends has cables are left out of the answer
 */
export function separation(
  fabric: CompactFabric,
  capacity: Float64Array,
  planes: readonly number[],
  ends: Ends,
  by: SeparatedBy,
): Separation | null {
  const inUse = cablesInUse(capacity);
  const shared = planesBetween(fabric, ends).filter((p) => planes.includes(p));
  const cuts: (PlaneCut & { readonly plane: number })[] = [];
  for (const plane of shared) {
    const cut = (by === 'cables' ? cableCut : switchCut)(fabric, inUse, plane, ends);
    if (!cut) return null;
    cuts.push({ plane, ...cut });
  }
  return cuts;
}

/** How many are lost in all planes. */
export const lostIn = (cuts: Separation): number =>
  cuts.reduce((sum, { lost }) => sum + lost.length, 0);
