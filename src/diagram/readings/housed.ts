import type { CompactFabric } from '../../fabric/compact.js';
import { groupBy } from '../../std/group.js';
import type { Asked } from './reading.js';

/**
 * Endpoints that a box of the plane can stand for: cabled to it and, where other planes are drawn
 * beside it, without a port in one of these.
 */
export function* ownEndpoints({ fabric, plane, level }: Asked): Iterable<number> {
  for (const e of fabric.planes[plane]!.endpoints) {
    if (level === 'overview' && isShared(fabric, e, plane)) continue;
    if (homeOf(fabric, e, plane) >= 0) yield e;
  }
}

/** Whether an endpoint has ports in other planes, too. */
export function isShared(fabric: CompactFabric, endpoint: number, plane: number): boolean {
  const { portOffsets, portPlanes } = fabric;
  const planes = portPlanes.subarray(portOffsets[endpoint], portOffsets[endpoint + 1]);
  return planes.some((other) => other >= 0 && other !== plane);
}

/** Whether boxes of the plane can stand for all of its endpoints. */
export const housesAll = ({ fabric, plane, level }: Asked): boolean =>
  level === 'plane' || !fabric.planes[plane]!.endpoints.some((e) => isShared(fabric, e, plane));

/** The first switch of a plane that an endpoint is cabled to; −1: it is cabled to none. */
export function homeOf(fabric: CompactFabric, endpoint: number, plane: number): number {
  for (let i = fabric.offsets[endpoint]!; i < fabric.offsets[endpoint + 1]!; i++) {
    const v = fabric.neighbours[i]!;
    if (fabric.planeOfSwitch[v] === plane) return v;
  }
  return -1;
}

/** Switches with their endpoints, ascending: endpoints come first. */
export function withEndpoints(
  switches: readonly number[],
  endpointsOf: ReadonlyMap<number, readonly number[]>,
): number[] {
  return [...switches.flatMap((v) => endpointsOf.get(v) ?? []), ...switches].sort((a, b) => a - b);
}

/** By switch: the endpoints that a plane can house there. */
export const byHome = (asked: Asked): Map<number, number[]> =>
  groupBy(ownEndpoints(asked), (e) => homeOf(asked.fabric, e, asked.plane));

/** The number of hosts that endpoints belong to. */
export const hostCount = (fabric: CompactFabric, endpoints: Iterable<number>): number =>
  new Set(Array.from(endpoints, (e) => fabric.hostOf[e]!)).size;

/** Switches of a plane by a key, in the order of their indices. */
export const switchesBy = <K>(
  { planes, endpointCount, switches }: CompactFabric,
  plane: number,
  keyOf: (attributes: CompactFabric['switches'][number]) => K | undefined,
): Map<K, number[]> => groupBy(planes[plane]!.switches, (v) => keyOf(switches[v - endpointCount]!));
