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
  const inScope = new Set(planes);
  const shared = planesBetween(fabric, ends).filter((p) => inScope.has(p));
  const cuts: (PlaneCut & { readonly plane: number })[] = [];
  for (const plane of shared) {
    const cut = (by === 'cables' ? cableCut : switchCut)(
      fabric,
      inUse,
      plane,
      endsIn(fabric, plane, ends),
    );
    if (!cut) return null;
    cuts.push({ plane, ...cut });
  }
  return cuts;
}

const memory = new WeakMap<Ends, Map<number, Ends>>();

/** Of two ends those vertices that have cables of a plane: hosts may have NICs in thousands of planes. */
function endsIn(fabric: CompactFabric, plane: number, ends: Ends): Ends {
  const known = memory.get(ends) ?? endsByPlane(fabric, ends);
  memory.set(ends, known);
  return known.get(plane)!;
}

function endsByPlane({ offsets, incident, cablePlane }: CompactFabric, ends: Ends) {
  const lists = new Map<number, { a: number[]; b: number[] }>();
  for (const side of ['a', 'b'] as const) {
    for (const v of ends[side]) {
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const plane = cablePlane[incident[i]!]!;
        const list = lists.get(plane) ?? { a: [], b: [] };
        lists.set(plane, list);
        if (list[side].at(-1) !== v) list[side].push(v);
      }
    }
  }
  const local = Array.from(lists, ([plane, { a, b }]): [number, Ends] => [
    plane,
    { a: Int32Array.from(a), b: Int32Array.from(b) },
  ]);
  return new Map(local);
}

/** How many are lost in all planes. */
export const lostIn = (cuts: Separation): number =>
  cuts.reduce((sum, { lost }) => sum + lost.length, 0);
