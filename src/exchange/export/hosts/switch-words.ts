import type { CompactFabric } from '../../../fabric/compact.js';
import { formatCount } from '../../../std/units.js';

/** `compute/p0/leaf12 (u1 r4)`: a switch, and whom it serves. */
export function switchWords(
  { vertexIds, switches, endpointCount }: CompactFabric,
  v: number,
): string {
  const { unit, rails } = switches[v - endpointCount]!;
  const [first, last] = rails ?? [];
  const rail = first === undefined ? [] : [first === last ? `r${first}` : `r${first}-${last}`];
  const whom = [...(unit === undefined ? [] : [`u${unit}`]), ...rail];
  return whom.length > 0 ? `${vertexIds[v]!} (${whom.join(' ')})` : vertexIds[v]!;
}

/** The first two of some switches, and how many more there are. */
export function listed(fabric: CompactFabric, switches: readonly number[]): string {
  const named = switches.slice(0, 2).map((v) => switchWords(fabric, v));
  const more = switches.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
