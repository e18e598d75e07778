import type { PortNumber } from '../../fabric/attributes.js';
import type { CompactFabric } from '../../fabric/compact.js';

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

/** The ends at NICs, by NIC, then by port. */
export function nicEnds(fabric: CompactFabric): number[] {
  const { endpointCount, cableCount, lower, upper, lowerPort, upperPort } = fabric;
  const ends: number[] = [];
  for (let c = 0; c < cableCount; c++) {
    if (lower[c]! < endpointCount) ends.push(2 * c);
    if (upper[c]! < endpointCount) ends.push(2 * c + 1);
  }
  const portOf = (end: number) => (end % 2 === 0 ? lowerPort[end >> 1]! : upperPort[end >> 1]!);
  return ends.sort((a, b) => vertexAt(fabric, a) - vertexAt(fabric, b) || portOf(a) - portOf(b));
}
