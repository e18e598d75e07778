import { joinedAsBefore } from './joined.js';
import { type PlaneParts, partsWithout } from './parts.js';
import type { FabricState } from './state.js';

/**
 * The parts of a plane after a fault, where they are known without walking it: those before, if what
 * has died separates nothing. A single cable is looked up among the bridges, which are searched once
 * for all of them. Null where the parts have to be found again.
 *
 * @param changed cables whose capacity is another one than before
 */
export function partsAfter(
  before: FabricState,
  capacity: Float64Array,
  plane: number,
  changed: readonly number[] | Int32Array,
): PlaneParts | null {
  const { fabric, capacity: was } = before;
  const died: number[] = [];
  for (const cable of changed) {
    if (fabric.cablePlane[cable] !== plane || was[cable]! > 0 === capacity[cable]! > 0) continue;
    if (capacity[cable]! > 0) return null;
    died.push(cable);
  }
  if (died.length === 1) return withoutOne(before, plane, died[0]!);
  return joinedAsBefore(fabric, was, capacity, plane, died) ? before.parts(plane) : null;
}

function withoutOne(before: FabricState, plane: number, cable: number): PlaneParts | null {
  const { fabric } = before;
  const { relays, endpoints } = fabric.planes[plane]!;
  const end = fabric.lower[cable]!;
  if (relays || end >= fabric.endpointCount) {
    return before.bridges.separates(cable) ? null : before.parts(plane);
  }
  const parts = before.parts(plane);
  const position = positionIn(endpoints, end);
  if (position < 0 || parts.several.has(position)) return null;
  return hasOther(before, plane, cable, end) ? parts : partsWithout(parts, position);
}

/** Whether an endpoint has another cable to a switch; it leads to the same part if it is in one only. */
function hasOther({ fabric, capacity }: FabricState, plane: number, cable: number, end: number) {
  const { offsets, neighbours, incident, cablePlane, endpointCount } = fabric;
  for (let i = offsets[end]!; i < offsets[end + 1]!; i++) {
    const other = incident[i]!;
    if (neighbours[i]! < endpointCount) continue;
    if (other !== cable && cablePlane[other] === plane && capacity[other]! > 0) return true;
  }
  return false;
}

/** Where an endpoint stands in the ascending list of a plane; −1 if it is not attached to it. */
function positionIn(endpoints: Int32Array, endpoint: number): number {
  let [from, to] = [0, endpoints.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (endpoints[middle]! < endpoint) from = middle + 1;
    else to = middle;
  }
  return endpoints[from] === endpoint ? from : -1;
}
