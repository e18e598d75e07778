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

/** The bisection bandwidth of a plane by trying everything, Gb/s. */
export function bruteBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): number {
  const count = fabric.planes[plane]!.endpoints.length;
  const { switches, cables } = fabric.planes[plane]!;
  // For each placement of the switches: what each endpoint costs on either side.
  let best = Number.POSITIVE_INFINITY;
  const place = new Int32Array(fabric.vertexCount).fill(-1);
  fabric.planes[plane]!.endpoints.forEach((v, i) => {
    place[v] = i;
  });
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
