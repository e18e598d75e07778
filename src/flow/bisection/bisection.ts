import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { planeNetwork } from '../plane-network.js';
import { isExact } from '../rates.js';
import { searchClasses } from './class-search.js';
import type { Proof } from './guarantee.js';
import { type Floor, interval } from './interval.js';
import { leafHalves } from './leaf-halves.js';
import { leafCapacities, leafSpine } from './leaf-spine.js';

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
  /** What proves the lower end; spelt when somebody asks. */
  readonly prove: () => Proof;
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
  const known = { endpoints, fullGbps };
  if (endpoints < 2) {
    const prove = (): Proof => ({ by: 'nothing' });
    return exactly({ ...known, sideOf: new Uint8Array(endpoints), prove }, 0);
  }
  const shape = leafSpine(network);
  const gbps = shape && leafCapacities(network, shape, capacity);
  const leaves = shape && gbps && { shape, gbps };
  const choice = leaves && searchClasses(leaves.shape, leaves.gbps);
  if (choice) {
    const { cost, sideOf } = leafHalves(leaves.shape, leaves.gbps, choice.leafSide);
    const idOf = (leaf: number) =>
      fabric.vertexIds[network.vertexOf[leaves.shape.switchOfLeaf[leaf]!]!]!;
    const prove = (): Proof => ({
      by: 'leaf-classes',
      classes: choice.members.map((members) => members.map(idOf)),
    });
    return exactly({ ...known, sideOf, prove }, cost);
  }
  const found = interval(fabric, capacity, network, leaves, floorOf());
  return { ...known, ...found, exact: isExact(found.lower, found.upper), method: 'interval' };
}

const exactly = (
  found: Pick<Bisection, 'endpoints' | 'fullGbps' | 'sideOf' | 'prove'>,
  gbps: number,
): Bisection => ({ ...found, lower: gbps, upper: gbps, exact: true, method: 'leaf-classes' });
