import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { cablesInUse } from '../separation/cable-cut.js';
import { type Components, planeComponents } from '../separation/plane-components.js';

/** Who sends and receives in a plane. */
export interface Senders extends Components {
  /** The endpoints of its largest part (ties: the one of the first endpoint), ascending. */
  readonly endpoints: Int32Array;
  readonly leftOut: number;
  /**
   * By endpoint, as numbered there: entries `start[i]` … are its cables in use, and what they lead to (a
   * switch of the network, of the largest part or not; where endpoints relay, another one may be it).
   */
  readonly start: Int32Array;
  readonly cables: Int32Array;
  readonly places: Int32Array;
  /** By endpoint: Gb/s of these cables together. */
  readonly rates: Float64Array;
}

/** @param among only these endpoints send and receive; null: all that the attachment rule puts in the plane */
export function sendersOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null,
): Senders {
  const inUse = cablesInUse(capacity);
  const parts = planeComponents(fabric, inUse, plane);
  const { component, placeOf, network } = parts;
  const { offsets, neighbours, incident, cablePlane, planes } = fabric;
  const all = planes[plane]!.endpoints.filter((e) => among?.has[e] !== 0);
  const reaches = (e: number, i: number) =>
    inUse[incident[i]!]! > 0 && cablePlane[incident[i]!] === plane && neighbours[i] !== e
      ? placeOf[neighbours[i]!]!
      : -1;
  const sizes = new Int32Array(network.switchCount);
  let main = -1;
  for (const e of all) {
    const seen = new Set<number>();
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const place = reaches(e, i);
      if (place >= 0) seen.add(component[place]!);
    }
    for (const part of seen) sizes[part]!++;
  }
  // The first endpoint of a part decides between parts of one size.
  for (const e of all) {
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const place = reaches(e, i);
      if (place < 0) continue;
      const part = component[place]!;
      if (main < 0 || sizes[part]! > sizes[main]!) main = part;
    }
  }
  const endpoints: number[] = [];
  const start = [0];
  const [cables, places, rates]: [number[], number[], number[]] = [[], [], []];
  for (const e of all) {
    const ways: number[] = [];
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) if (reaches(e, i) >= 0) ways.push(i);
    if (!ways.some((i) => component[reaches(e, i)] === main)) continue;
    let rate = 0;
    for (const i of ways) {
      cables.push(incident[i]!);
      places.push(reaches(e, i));
      rate += capacity[incident[i]!]!;
    }
    endpoints.push(e);
    rates.push(rate);
    start.push(cables.length);
  }
  return {
    ...parts,
    endpoints: Int32Array.from(endpoints),
    leftOut: all.length - endpoints.length,
    start: Int32Array.from(start),
    cables: Int32Array.from(cables),
    places: Int32Array.from(places),
    rates: Float64Array.from(rates),
  };
}
