import type { CompactFabric } from '../../../fabric/compact.js';
import { dModKTables } from '../../../flow/routing/d-mod-k-tables.js';
import { assert } from '../../../std/assert.js';
import { UnionFind } from '../../../std/union-find.js';
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
  /** Two NICs of parts that no cable connects, if there are such parts. */
  readonly apart: readonly [number, number] | null;
}

/** What a switch has in its table where it has no way (InfiniBand has at most 254 ports). */
export const noPort = 255;

/** The tables of d-mod-k, or why the plane has none: every NIC has to reach every other one of its part. */
export function planeTables(subnets: Subnets, plane: number): PlaneTables | { problem: string } {
  const { fabric, lids, portNumber } = subnets;
  const { gbps, lower, planes, cableId, vertexIds } = fabric;
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
  const nicOf = nicsOf(fabric, plane);
  const joined = partsOf(fabric, plane);
  /** The first NIC whose leaf has no way to another one: in one part, and in two. */
  const lost: { within?: readonly [number, number]; apart?: readonly [number, number] } = {};
  const enter = (vertex: number, lid: number) => {
    const found = routed.hopsTo(vertex);
    for (let i = 0; i < switches.length; i++) {
      const v = routed.switches[i]!;
      const cable = found.cables[i]!;
      const left = found.left[i]!;
      if (left < 0) {
        const nic = vertex < fabric.endpointCount ? nicOf.get(v) : undefined;
        if (nic === undefined) continue;
        if (joined.find(nic) === joined.find(vertex)) lost.within ??= [nic, vertex];
        else lost.apart ??= [nic, vertex];
        continue;
      }
      const at = i * (last + 1) + lid;
      hops[at] = left;
      ports[at] = cable < 0 ? 0 : portOf[2 * cable + (lower[cable] === v ? 0 : 1)]!;
    }
  };
  for (const v of switches) enter(v, lids.ofSwitch[v]!);
  for (const c of cables) {
    if (lower[c]! < fabric.endpointCount) enter(lower[c]!, lids.ofNicEnd[2 * c]!);
  }
  if (lost.within) {
    const [from, to] = lost.within.map((e) => vertexIds[e]!);
    return { problem: `${id} has no way up and down from ${from} to ${to}` };
  }
  return { switches: routed.switches, last, ports, hops, apart: lost.apart ?? null };
}

/** By leaf: the first NIC on it. */
function nicsOf({ planes, lower, upper, endpointCount }: CompactFabric, plane: number) {
  const nics = new Map<number, number>();
  for (const c of planes[plane]!.cables) {
    if (lower[c]! < endpointCount && !nics.has(upper[c]!)) nics.set(upper[c]!, lower[c]!);
  }
  return nics;
}

/** What cables of a plane connect. */
function partsOf({ planes, vertexCount, lower, upper }: CompactFabric, plane: number): UnionFind {
  const joined = new UnionFind(vertexCount);
  for (const c of planes[plane]!.cables) joined.union(lower[c]!, upper[c]!);
  return joined;
}
