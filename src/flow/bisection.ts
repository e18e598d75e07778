import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { searchClasses } from './class-search.js';
import { type Floor, interval } from './interval.js';
import { leafHalves } from './leaf-halves.js';
import { leafCapacities, leafSpine } from './leaf-spine.js';
import { planeNetwork } from './plane-network.js';
import { isExact } from './rates.js';

/** The bisection bandwidth among endpoints of one plane (DESIGN section 6): Gb/s per direction. */
export interface Bisection {
  /** These endpoints of the intact plane (N). */
  readonly endpoints: number;
  /** Sum of the ⌊N/2⌋ smallest of their rates in the intact plane, Gb/s. */
  readonly fullGbps: number;
  /** Both ends; they are equal where the figure is exact by leaf classes. */
  readonly lower: number;
  readonly upper: number;
  /** Whether the ends meet (relative gap ≤ 1e-9). */
  readonly exact: boolean;
  readonly method: 'leaf-classes' | 'interval';
  /** The halves of the best cut found, by place among these endpoints (0 = A, 1 = B). */
  readonly sideOf: Uint8Array;
}

/**
 * Minimum over the halves of the endpoints of the smallest cut between them. Exact for leaf–spine
 * planes with few classes of leaves, otherwise an interval; never a middle.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 * @param among the endpoints that are halved, the others being idle; null: all of the plane
 * @param floorOf gives a lower end that is known, if one is needed
 */
export function bisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null = null,
  floorOf: () => Floor | null = () => null,
): Bisection {
  const network = planeNetwork(fabric, plane, among);
  const endpoints = network.endpoints.length;
  const { fullGbps } = network;
  if (endpoints < 2) return exactly(endpoints, fullGbps, 0, new Uint8Array(endpoints));
  const shape = leafSpine(network);
  const gbps = shape && leafCapacities(network, shape, capacity);
  const leaves = shape && gbps && { shape, gbps };
  const leafSide = leaves && searchClasses(leaves.shape, leaves.gbps);
  if (leafSide) {
    const { cost, sideOf } = leafHalves(leaves.shape, leaves.gbps, leafSide);
    return exactly(endpoints, fullGbps, cost, sideOf);
  }
  const { lower, upper, sideOf } = interval(fabric, capacity, network, leaves, floorOf());
  const exact = isExact(lower, upper);
  return { endpoints, fullGbps, lower, upper, exact, method: 'interval', sideOf };
}

function exactly(endpoints: number, fullGbps: number, gbps: number, sideOf: Uint8Array): Bisection {
  const method = 'leaf-classes';
  return { endpoints, fullGbps, lower: gbps, upper: gbps, exact: true, method, sideOf };
}
