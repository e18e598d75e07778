import type { CompactFabric } from '../fabric/compact.js';
import type { Part } from '../fabric/select.js';
import type { Fault } from './fault.js';

/**
 * The capacities (Gb/s per cable and direction) that faults leave of `base`. A part that is down
 * takes all its cables with it; of several fractions for one cable the smallest counts. Without faults they
 * are `base` itself, not a copy.
 */
export function capacityAfter(
  fabric: CompactFabric,
  faults: readonly Fault[],
  base: Float64Array = fabric.gbps,
): Float64Array {
  if (faults.length === 0) return base;
  const capacity = base.slice();
  for (const { parts, fraction } of faults) {
    for (const part of parts) degrade(fabric, capacity, part, fraction);
  }
  return capacity;
}

/** A copy of capacities in which parts are left with a fraction of their speed (0: none). */
export function without(
  fabric: CompactFabric,
  base: Float64Array,
  parts: Iterable<Part & { readonly fraction?: number }>,
): Float64Array {
  const capacity = base.slice();
  for (const part of parts) degrade(fabric, capacity, part, part.fraction ?? 0);
  return capacity;
}

/** Leaves a part with a fraction of its speed, in place. */
export function degrade(
  { gbps }: CompactFabric,
  capacity: Float64Array,
  { cables }: Part,
  fraction: number,
): void {
  for (const cable of cables) {
    capacity[cable] = Math.min(capacity[cable]!, fraction * gbps[cable]!);
  }
}
