import { Ints, Numbers } from '../fabric/growing.js';
import type { Block, PlaneTraffic } from '../flow/routing/plane-traffic.js';
import type { Flights } from './flights.js';
import type { Meeting } from './meeting.js';
import type { NicBlock } from './mesh-load.js';

/** The share of each of some planes in which two NICs meet. */
export type PlaneShares = (meetings: readonly Meeting[]) => readonly number[];

/**
 * How NICs with ports in several planes spread what they send: by the speed of the slower of both ports, times
 * a weight of the plane.
 */
export const weighted =
  (weightOf: ReadonlyMap<number, number>): PlaneShares =>
  (meetings) => {
    const weights = meetings.map(({ plane, gbps }) => gbps * (weightOf.get(plane) ?? 1));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };

export const bySpeed = weighted(new Map());

/** Of flows that are counted: what goes by several planes is one in each. */
export const oneEach: PlaneShares = (meetings) => meetings.map(() => 1);

const none = { from: new Int32Array(0), to: new Int32Array(0), bytes: new Float64Array(0) };

/** What a mesh sends in each plane. */
export function blocksByPlane(
  blocks: readonly NicBlock[],
  shares: PlaneShares,
  domainOf: Int32Array,
): Map<number, PlaneTraffic> {
  const found = new Map<number, Block[]>();
  for (const { from, to, bytes, planes } of blocks) {
    const parts = shares(planes);
    planes.forEach(({ plane }, i) => {
      const list = found.get(plane) ?? [];
      found.set(plane, list);
      list.push({ from, to, bytes: bytes * parts[i]! });
    });
  }
  return new Map(
    Array.from(found, ([plane, list]) => [plane, { blocks: list, domainOf, pairs: none }]),
  );
}

/** What single messages send in each plane. */
export function pairsByPlane(
  flights: Flights,
  shares: PlaneShares,
  domainOf: Int32Array,
): Map<number, PlaneTraffic> {
  const parts = flights.meetings.map((meeting) => shares(meeting));
  const found = new Map<number, { from: Ints; to: Ints; bytes: Numbers }>();
  const lists = flights.meetings.map((meeting) =>
    meeting.map(({ plane }) => {
      const list = found.get(plane) ?? { from: new Ints(), to: new Ints(), bytes: new Numbers() };
      found.set(plane, list);
      return list;
    }),
  );
  for (let f = 0; f < flights.count; f++) {
    const meeting = flights.meeting[f]!;
    if (meeting < 0) continue;
    for (let i = 0; i < lists[meeting]!.length; i++) {
      const list = lists[meeting]![i]!;
      list.from.push(flights.from[f]!);
      list.to.push(flights.to[f]!);
      list.bytes.push(flights.bytes[f]! * parts[meeting]![i]!);
    }
  }
  return new Map(
    Array.from(found, ([plane, { from, to, bytes }]) => [
      plane,
      {
        blocks: [],
        domainOf,
        pairs: { from: from.close(), to: to.close(), bytes: bytes.close() },
      },
    ]),
  );
}
