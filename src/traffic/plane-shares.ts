import { Ints } from '../fabric/growing.js';
import type { Block, PlaneTraffic } from '../flow/routing/plane-traffic.js';
import type { Flights } from './flights.js';
import type { Meeting } from './meeting.js';
import type { NicBlock } from './mesh-load.js';

/**
 * How NICs with ports in several planes spread what they send: by the speed of the slower of both ports, times
 * a weight of the plane.
 */
export class PlaneShares {
  constructor(readonly weightOf: ReadonlyMap<number, number> = new Map()) {}

  /** The share of each of some planes; together 1. */
  of(meetings: readonly Meeting[]): readonly number[] {
    const weights = meetings.map(({ plane, gbps }) => gbps * (this.weightOf.get(plane) ?? 1));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  }
}

const none = { from: new Int32Array(0), to: new Int32Array(0), bytes: new Float64Array(0) };

/** What a mesh sends in each plane. */
export function blocksByPlane(
  blocks: readonly NicBlock[],
  shares: PlaneShares,
  domainOf: Int32Array,
): Map<number, PlaneTraffic> {
  const found = new Map<number, Block[]>();
  for (const { from, to, bytes, planes } of blocks) {
    const parts = shares.of(planes);
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
  const parts = flights.meetings.map((meeting) => shares.of(meeting));
  const found = new Map<number, { from: Ints; to: Ints; bytes: number[] }>();
  for (let f = 0; f < flights.count; f++) {
    const meeting = flights.meeting[f]!;
    if (meeting < 0) continue;
    flights.meetings[meeting]!.forEach(({ plane }, i) => {
      const list = found.get(plane) ?? { from: new Ints(), to: new Ints(), bytes: [] };
      found.set(plane, list);
      list.from.push(flights.from[f]!);
      list.to.push(flights.to[f]!);
      list.bytes.push(flights.bytes[f]! * parts[meeting]![i]!);
    });
  }
  return new Map(
    Array.from(found, ([plane, { from, to, bytes }]) => [
      plane,
      {
        blocks: [],
        domainOf,
        pairs: { from: from.close(), to: to.close(), bytes: Float64Array.from(bytes) },
      },
    ]),
  );
}
