import { type FaultPart, faultPart } from '../../check/terms.js';
import type { CompactFabric } from '../../fabric/compact.js';
import type { Fault } from '../../failure/fault.js';

/** The parts of faults in order, each once with the least that it is left with. */
export function drainedParts(faults: readonly Fault[]): FaultPart[] {
  const byName = new Map<string, FaultPart>();
  for (const { parts, fraction } of faults) {
    for (const part of parts) {
      const name = `${part.kind}:${part.id}`;
      const least = Math.min(fraction, byName.get(name)?.fraction ?? 1);
      byName.set(name, faultPart(part, least));
    }
  }
  return [...byName.values()];
}

/** NICs that are drained themselves, or in a host, unit, rail or group that is. */
export function endpointsIn(
  { endpointCount }: CompactFabric,
  parts: readonly FaultPart[],
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { vertices } of parts) for (const v of vertices) if (v < endpointCount) found.add(v);
  return found;
}
