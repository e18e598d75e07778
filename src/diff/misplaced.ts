import type { Arrangement } from './arrangement.js';

/** What a cable joins that no cable should. */
export interface Misplaced {
  readonly what: 'plane' | 'rail';
  readonly joins: readonly [string, string];
}

/** Whether one of some cables, each by its two ports, leads into another plane, or to the leaf of another rail. */
export function misplaced(
  arrangement: Arrangement,
  cables: readonly (readonly [number, number])[],
): Misplaced | null {
  for (const [a, b] of cables) {
    const planes = [planeOf(arrangement, a), planeOf(arrangement, b)];
    if (planes[0] && planes[1] && planes[0] !== planes[1]) {
      return { what: 'plane', joins: [planes[0], planes[1]] };
    }
  }
  for (const [a, b] of cables) {
    const rail = wrongRail(arrangement, a, b) ?? wrongRail(arrangement, b, a);
    if (rail) return { what: 'rail', joins: rail };
  }
  return null;
}

/** The plane that a port is in: of a NIC that in which the attachment rule puts it. */
function planeOf({ fabric, ports }: Arrangement, port: number): string | null {
  const vertex = ports.machine[port]!;
  const { endpointCount } = fabric;
  if (vertex >= endpointCount) return fabric.switches[vertex - endpointCount]?.plane ?? null;
  return fabric.endpoints[vertex]!.portPlanes[ports.port[port]!] || null;
}

function wrongRail(
  { fabric, ports }: Arrangement,
  nic: number,
  leaf: number,
): [string, string] | null {
  const endpoint = fabric.endpoints[ports.machine[nic]!];
  const rails = fabric.switches[ports.machine[leaf]! - fabric.endpointCount]?.rails;
  if (!endpoint || !rails || (rails[0] <= endpoint.rail && endpoint.rail <= rails[1])) return null;
  return [
    `${endpoint.rail}`,
    rails[0] === rails[1] ? `rail ${rails[0]}` : `rails ${rails.join('–')}`,
  ];
}
