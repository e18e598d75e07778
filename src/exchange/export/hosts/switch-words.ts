import type { CompactFabric } from '../../../fabric/compact.js';
import { servedText } from '../../../fabric/served-text.js';
import { formatCount } from '../../../std/units.js';

/** `compute/p0/leaf12 (u1 r4)`: a switch, and whom it serves. */
function switchWords({ vertexIds, switches, endpointCount }: CompactFabric, v: number): string {
  const served = servedText(switches[v - endpointCount]!);
  return served === '' ? vertexIds[v]! : `${vertexIds[v]!} (${served})`;
}

/** The first two of some switches, and how many more there are. */
export function listed(fabric: CompactFabric, switches: readonly number[]): string {
  const named = switches.slice(0, 2).map((v) => switchWords(fabric, v));
  const more = switches.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
