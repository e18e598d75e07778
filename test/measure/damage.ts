import type { FabricGraph } from '../../src/fabric/attributes.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { FabricState } from '../../src/measure/state.js';
import { lehmer } from '../small-fabrics.js';
import type { Left } from './naive.js';

/** A capacity as the naive definitions want it: by id of a cable. */
export function leftOf(fabric: CompactFabric, capacity: Float64Array): Left {
  const index = new Map(fabric.cableIds.map((id, cable) => [id, cable]));
  return (id) => capacity[index.get(id)!]!;
}

/** A fabric with all capacities as they are. */
export function healthyState(graph: FabricGraph): FabricState {
  const fabric = compact(graph);
  return new FabricState(fabric, fabric.gbps);
}

/** Capacities with these cables dead. */
export function withoutCables(
  fabric: CompactFabric,
  cables: Iterable<number>,
  base: Float64Array = fabric.gbps,
): Float64Array {
  const capacity = base.slice();
  for (const cable of cables) capacity[cable] = 0;
  return capacity;
}

export const cablesAt = (fabric: CompactFabric, vertex: number): Int32Array =>
  fabric.incident.subarray(fabric.offsets[vertex]!, fabric.offsets[vertex + 1]!);

/** Every third cable or so dead, some at half speed; the same for the same seed. */
export function randomDamage(fabric: CompactFabric, seed: number): Float64Array {
  const draw = lehmer(seed);
  return fabric.gbps.map((gbps) => [gbps, gbps, gbps, gbps, gbps / 2, 0, 0][draw(7)]!);
}

/** All pairs i < j below a number. */
export function* pairs(count: number): Iterable<readonly [number, number]> {
  for (let j = 1; j < count; j++) for (let i = 0; i < j; i++) yield [i, j];
}
