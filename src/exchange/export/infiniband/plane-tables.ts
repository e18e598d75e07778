import { dModKTables } from '../../../flow/routing/d-mod-k-tables.js';
import { assert } from '../../../std/assert.js';
import { betweenPlanes } from '../cables.js';
import type { Subnets } from './subnets.js';

/** The forwarding tables of the switches of a plane, by LID and number of port. */
export interface PlaneTables {
  /** As vertices, ascending. */
  readonly switches: Int32Array;
  /** LIDs are 1 … last. */
  readonly last: number;
  /** By switch, as listed: entries i · (last + 1) + LID are the port that it sends to it by, or `noPort`. */
  readonly ports: Uint8Array;
  /** Likewise: cables from there to the LID. */
  readonly hops: Uint8Array;
}

/** What a switch has in its table where it has no way (InfiniBand has at most 254 ports). */
export const noPort = 255;

/** The tables of d-mod-k, or why the plane has none. */
export function planeTables(subnets: Subnets, plane: number): PlaneTables | { problem: string } {
  const { fabric, lids, portNumber } = subnets;
  const { gbps, lower, planes, cableId } = fabric;
  const { id, switches, cables } = planes[plane]!;
  const between = betweenPlanes(fabric, plane);
  if (between !== undefined) {
    return { problem: `${cableId(between)} makes ${id} one subnet with another plane` };
  }
  const routed = dModKTables(fabric, gbps, plane);
  if ('reason' in routed) return { problem: `${id} has no routes up and down: ${routed.reason}` };
  assert(routed.switches.length === switches.length, 'no switch of another plane is in the tables');
  const last = lids.last[plane]!;
  const ports = new Uint8Array(switches.length * (last + 1)).fill(noPort);
  const hops = new Uint8Array(ports.length);
  const portOf = new Uint8Array(2 * fabric.cableCount);
  for (const c of cables) for (const end of [2 * c, 2 * c + 1]) portOf[end] = portNumber(end);
  const enter = (vertex: number, lid: number) => {
    const found = routed.hopsTo(vertex);
    for (let i = 0; i < switches.length; i++) {
      const v = routed.switches[i]!;
      const cable = found.cables[i]!;
      const left = found.left[i]!;
      if (left < 0) continue;
      const at = i * (last + 1) + lid;
      hops[at] = left;
      ports[at] = cable < 0 ? 0 : portOf[2 * cable + (lower[cable] === v ? 0 : 1)]!;
    }
  };
  for (const v of switches) enter(v, lids.ofSwitch[v]!);
  for (const c of cables) {
    if (lower[c]! < fabric.endpointCount) enter(lower[c]!, lids.ofNicEnd[2 * c]!);
  }
  return { switches: routed.switches, last, ports, hops };
}
