import type { FabricState } from './state.js';

/** A plane that is not in one piece. */
export interface Apart {
  readonly plane: string;
  readonly endpoints: number;
  /** Endpoints outside the main part. */
  readonly cutOff: number;
  /** The smallest part that is apart, as ids of its first endpoints. */
  readonly part: readonly string[];
  readonly size: number;
}

const shown = 3;

/** Endpoints outside the main part of a plane; none if it has a single one, with a cable. */
export function endpointsApart(state: FabricState, plane: number): number[] {
  const { endpoints } = state.fabric.planes[plane]!;
  const { partOf, cutOff, cutOffCount } = state.parts(plane);
  if (cutOffCount === 0 || (endpoints.length === 1 && partOf[0]! >= 0)) return [];
  return [...endpoints].filter((_, i) => cutOff[i] === 1);
}

/** What is apart from the main part of a plane; null if nothing is. `among`: only these count. */
export function apartFromMain(
  state: FabricState,
  plane: number,
  among: readonly number[] = endpointsApart(state, plane),
): Apart | null {
  if (among.length === 0) return null;
  const { fabric } = state;
  const { id, endpoints } = fabric.planes[plane]!;
  const { partOf, several, count } = state.parts(plane);
  const counts = new Set(among);
  const members: number[][] = Array.from({ length: count }, () => []);
  let smallest: number[] | null = null;
  for (let i = 0; i < endpoints.length; i++) {
    if (!counts.has(endpoints[i]!)) continue;
    // An endpoint without any path is a part of its own: nothing is smaller.
    if (partOf[i]! < 0) {
      smallest = [i];
      break;
    }
    for (const part of several.get(i) ?? [partOf[i]!]) members[part]!.push(i);
  }
  for (const part of members) {
    if (part.length > 0 && (!smallest || part.length < smallest.length)) smallest = part;
  }
  const part = (smallest ?? []).slice(0, shown).map((i) => fabric.vertexIds[endpoints[i]!]!);
  return {
    plane: id,
    endpoints: endpoints.length,
    cutOff: among.length,
    part,
    size: smallest?.length ?? 0,
  };
}
