import type { CompactFabric } from '../../src/fabric/compact.js';

/**
 * The definition of a bisection, taken literally and without anything from src/flow: every pair of
 * halves, every placement of the switches. For planes of some 12 endpoints and 8 switches.
 */

/** The smallest cut between two halves: minimum over all subsets of the switches, Gb/s. */
export function bruteCut(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  sideOf: ArrayLike<number>,
): number {
  const { endpoints, switches, cables } = fabric.planes[plane]!;
  const side = new Uint8Array(fabric.vertexCount);
  endpoints.forEach((v, i) => {
    side[v] = sideOf[i]!;
  });
  let best = Number.POSITIVE_INFINITY;
  for (let placement = 0; placement < 1 << switches.length; placement++) {
    for (let i = 0; i < switches.length; i++) side[switches[i]!] = (placement >> i) & 1;
    let cut = 0;
    for (const cable of cables) {
      if (side[fabric.lower[cable]!] !== side[fabric.upper[cable]!]) cut += capacity[cable]!;
    }
    best = Math.min(best, cut);
  }
  return best;
}

/**
 * The most that can flow from A to B inside a plane, by the theorem of L. R. Ford and D. R. Fulkerson:
 * the smallest cut over all subsets of the switches that are in neither, Gb/s.
 */
export function bruteCapacity(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  { a, b }: { readonly a: Iterable<number>; readonly b: Iterable<number> },
): number {
  const end = new Int8Array(fabric.vertexCount).fill(-1);
  for (const v of a) end[v] = 0;
  for (const v of b) end[v] = 1;
  const { switches, cables, relays } = fabric.planes[plane]!;
  const free = [...switches, ...(relays ? endpointsWithCables(fabric, plane) : [])].filter(
    (v) => end[v] === -1,
  );
  // Endpoints pass nothing on: what is in neither is as if it were not there, unless it relays.
  const carries = Array.from(cables).filter((cable) =>
    [fabric.lower[cable]!, fabric.upper[cable]!].every(
      (v) => relays || v >= fabric.endpointCount || end[v] !== -1,
    ),
  );
  let best = Number.POSITIVE_INFINITY;
  for (let placement = 0; placement < 1 << free.length; placement++) {
    free.forEach((v, i) => {
      end[v] = (placement >> i) & 1;
    });
    let cut = 0;
    for (const cable of carries) {
      if (end[fabric.lower[cable]!] !== end[fabric.upper[cable]!]) cut += capacity[cable]!;
    }
    best = Math.min(best, cut);
  }
  return best;
}

/** Endpoints at the lower end of a cable of a plane. */
const endpointsWithCables = (fabric: CompactFabric, plane: number): Set<number> =>
  new Set(
    Array.from(fabric.planes[plane]!.cables, (cable) => fabric.lower[cable]!).filter(
      (v) => v < fabric.endpointCount,
    ),
  );

/** The bisection bandwidth among endpoints of a plane by trying everything, Gb/s. */
export function bruteBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  endpoints: ArrayLike<number> = fabric.planes[plane]!.endpoints,
): number {
  const count = endpoints.length;
  const { switches: ofPlane, cables, relays } = fabric.planes[plane]!;
  // For each placement of the switches (and idle endpoints that relay): what each endpoint costs on either side.
  let best = Number.POSITIVE_INFINITY;
  const place = new Int32Array(fabric.vertexCount).fill(-1);
  Array.from(endpoints).forEach((v, i) => {
    place[v] = i;
  });
  const isIdle = (v: number) => v < fabric.endpointCount && place[v] === -1;
  const idle = (v: number) => isIdle(v) && !relays;
  const relaying = relays ? [...endpointsWithCables(fabric, plane)].filter(isIdle) : [];
  const switches = [...ofPlane, ...relaying];
  const side = new Uint8Array(fabric.vertexCount);
  const costs = [new Float64Array(count), new Float64Array(count)] as const;
  for (let placement = 0; placement < 1 << switches.length; placement++) {
    for (let i = 0; i < switches.length; i++) side[switches[i]!] = (placement >> i) & 1;
    costs[0].fill(0);
    costs[1].fill(0);
    let fixed = 0;
    for (const cable of cables) {
      const a = fabric.lower[cable]!;
      const b = fabric.upper[cable]!;
      if (idle(a) || idle(b)) continue;
      if (place[a]! >= 0) costs[1 - side[b]!]![place[a]!]! += capacity[cable]!;
      else if (place[b]! >= 0) costs[1 - side[a]!]![place[b]!]! += capacity[cable]!;
      else if (side[a] !== side[b]) fixed += capacity[cable]!;
    }
    for (let halves = 0; halves < 1 << count; halves++) {
      let onB = 0;
      for (let i = 0; i < count; i++) onB += (halves >> i) & 1;
      if (Math.abs(count - 2 * onB) > 1) continue;
      let cut = fixed;
      for (let i = 0; i < count && cut < best; i++) cut += costs[(halves >> i) & 1]![i]!;
      best = Math.min(best, cut);
    }
  }
  return best;
}
