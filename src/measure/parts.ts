import type { CompactFabric } from '../fabric/compact.js';

/**
 * The parts into which a plane falls under capacities. Two endpoints are in one part if a path of
 * cables and switches in use joins them; endpoints pass nothing on, so an endpoint with cables to
 * two parts is in both (docs/topology.md, "Cut off"). Where endpoints relay, they join what their
 * cables in use lead to, and each is in one part.
 */
export interface PlaneParts {
  readonly count: number;
  /** The part with the most endpoints, at least two; ties: the one with the first endpoint. Or −1. */
  readonly main: number;
  /** Another part is as large as the main one: only ids decide, which no symmetry keeps. */
  readonly tied: boolean;
  /** By position in `plane.endpoints`: a part of the endpoint, −1 if it is in none. */
  readonly partOf: Int32Array;
  /** Positions that are in several parts: all of these. */
  readonly several: ReadonlyMap<number, readonly number[]>;
  /** By position: 1 if the endpoint is not in the main part. */
  readonly cutOff: Uint8Array;
  readonly cutOffCount: number;
}

const scratch = new WeakMap<CompactFabric, { parent: Int32Array; part: Int32Array }>();

export function planeParts(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): PlaneParts {
  const { parent, part } = scratchOf(fabric);
  const { endpoints, cables, relays } = fabric.planes[plane]!;
  const { lower, upper, endpointCount } = fabric;
  // Not the switches of the plane: a cable of it may end on a switch of another one.
  for (let i = 0; i < cables.length; i++) {
    const [a, b] = [lower[cables[i]!]!, upper[cables[i]!]!];
    parent[a] = a;
    parent[b] = b;
    part[a] = -1;
    part[b] = -1;
  }
  for (let i = 0; i < cables.length; i++) {
    const cable = cables[i]!;
    if (capacity[cable]! > 0 && (relays || lower[cable]! >= endpointCount)) {
      union(parent, lower[cable]!, upper[cable]!);
    }
  }
  const partOf = new Int32Array(endpoints.length).fill(-1);
  const several = new Map<number, number[]>();
  const sizes: number[] = [];
  for (let position = 0; position < endpoints.length; position++) {
    const e = endpoints[position]!;
    for (let i = fabric.offsets[e]!; i < fabric.offsets[e + 1]!; i++) {
      const cable = fabric.incident[i]!;
      if (capacity[cable]! <= 0 || fabric.cablePlane[cable] !== plane) continue;
      const neighbour = fabric.neighbours[i]!;
      if (neighbour < endpointCount && !relays) continue;
      const root = find(parent, neighbour);
      if (part[root]! < 0) part[root] = sizes.push(0) - 1;
      join(partOf, several, sizes, position, part[root]!);
    }
  }
  return { count: sizes.length, ...mainPart(partOf, several, sizes), partOf, several };
}

/**
 * The parts without the last cable of an endpoint that nothing is passed on by; null where its part
 * could get another number by that.
 */
export function partsWithout(before: PlaneParts, position: number): PlaneParts | null {
  const { count, several } = before;
  const part = before.partOf[position]!;
  // Parts are numbered by their first endpoint.
  if (before.partOf.indexOf(part) === position || several.size > 0) return null;
  const partOf = before.partOf.slice();
  partOf[position] = -1;
  const sizes = new Array<number>(count).fill(0);
  for (let i = 0; i < partOf.length; i++) if (partOf[i]! >= 0) sizes[partOf[i]!]!++;
  return { count, ...mainPart(partOf, several, sizes), partOf, several };
}

function join(
  partOf: Int32Array,
  several: Map<number, number[]>,
  sizes: number[],
  position: number,
  part: number,
): void {
  const first = partOf[position]!;
  if (first === part) return;
  if (first < 0) partOf[position] = part;
  else {
    const all = several.get(position) ?? [first];
    if (all.includes(part)) return;
    several.set(position, [...all, part]);
  }
  sizes[part]!++;
}

/** Parts are numbered by their first endpoint, so the first of the largest is the main one. */
function mainPart(
  partOf: Int32Array,
  several: ReadonlyMap<number, readonly number[]>,
  sizes: readonly number[],
): Pick<PlaneParts, 'main' | 'tied' | 'cutOff' | 'cutOffCount'> {
  let main = -1;
  for (let p = 0; p < sizes.length; p++) {
    if (sizes[p]! >= 2 && (main < 0 || sizes[p]! > sizes[main]!)) main = p;
  }
  const tied = main >= 0 && sizes.some((size, p) => p !== main && size === sizes[main]);
  const cutOff = new Uint8Array(partOf.length);
  let cutOffCount = 0;
  for (let i = 0; i < partOf.length; i++) {
    if (main >= 0 && (partOf[i] === main || several.get(i)?.includes(main))) continue;
    cutOff[i] = 1;
    cutOffCount++;
  }
  return { main, tied, cutOff, cutOffCount };
}

function scratchOf(fabric: CompactFabric): { parent: Int32Array; part: Int32Array } {
  let arrays = scratch.get(fabric);
  if (!arrays) {
    const { vertexCount } = fabric;
    arrays = { parent: new Int32Array(vertexCount), part: new Int32Array(vertexCount) };
    scratch.set(fabric, arrays);
  }
  return arrays;
}

function find(parent: Int32Array, v: number): number {
  let root = v;
  while (parent[root]! !== root) {
    parent[root] = parent[parent[root]!]!;
    root = parent[root]!;
  }
  return root;
}

function union(parent: Int32Array, a: number, b: number): void {
  const x = find(parent, a);
  const y = find(parent, b);
  if (x < y) parent[y] = x;
  else parent[x] = y;
}
