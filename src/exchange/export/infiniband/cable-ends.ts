import type { PortNumber } from '../../../fabric/attributes.js';
import type { CompactFabric } from '../../../fabric/compact.js';

/** Ends of cables as numbers: 2c is the lower end of cable c, 2c + 1 the upper one. */
export const farEnd = (end: number): number => end ^ 1;

export const vertexAt = ({ lower, upper }: CompactFabric, end: number): number =>
  end % 2 === 0 ? lower[end >> 1]! : upper[end >> 1]!;

export function portAt(fabric: CompactFabric, end: number): PortNumber {
  const { lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const c = end >> 1;
  return end % 2 === 0
    ? { port: lowerPort[c]!, sub: lowerSub[c]! }
    : { port: upperPort[c]!, sub: upperSub[c]! };
}

/** The ends of a vertex in order of `incident`; of a cable that leads back to it both. */
function endsAt(fabric: CompactFabric, vertex: number): number[] {
  const { offsets, incident, lower, upper } = fabric;
  const ends = new Set<number>();
  for (let i = offsets[vertex]!; i < offsets[vertex + 1]!; i++) {
    const c = incident[i]!;
    if (lower[c] === vertex) ends.add(2 * c);
    if (upper[c] === vertex) ends.add(2 * c + 1);
  }
  return [...ends];
}

/** The ends at NICs, by NIC, then by port. */
export function* nicEnds(fabric: CompactFabric): Generator<number> {
  const { endpointCount, lowerPort, upperPort } = fabric;
  const portOf = (end: number) => (end % 2 === 0 ? lowerPort[end >> 1]! : upperPort[end >> 1]!);
  for (let v = 0; v < endpointCount; v++) {
    yield* endsAt(fabric, v).sort((a, b) => portOf(a) - portOf(b));
  }
}
