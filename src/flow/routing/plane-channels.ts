import type { CompactFabric } from '../../fabric/compact.js';
import { cablesInUse } from '../separation/cable-cut.js';
import { planeComponents } from '../separation/plane-components.js';
import { hopsFrom } from './hops-from.js';

/**
 * What of a plane is in use, one cable after the other: channels (`fluid/flows.ts`) between what passes
 * traffic on (switches, and endpoints that relay; a "place" is one of them), and those of its endpoints.
 */
export interface PlaneChannels {
  readonly plane: number;
  readonly relays: boolean;
  readonly placeCount: number;
  /** By place: its vertex; by vertex of the fabric: its place, −1 for none. */
  readonly vertexOf: Int32Array;
  readonly placeOf: Int32Array;
  /** Ways that leave place v: entries `offsets[v]` … `offsets[v + 1] − 1`: where they lead, and their channels. */
  readonly offsets: Int32Array;
  readonly heads: Int32Array;
  readonly channels: Int32Array;
  /**
   * By endpoint of the fabric: entries `start[e]` … `start[e + 1] − 1` are its cables: the place that they
   * lead to, and the channel there (the one back is its neighbour `^ 1`). One that relays has none of its
   * own: it is a place, and its entry leads to itself by no channel (−1).
   */
  readonly start: Int32Array;
  readonly places: Int32Array;
  readonly sending: Int32Array;
  /** By endpoint: which of `sets` it hangs on, −1: it has no cable. */
  readonly setOf: Int32Array;
  /** Different sets of places that endpoints hang on, each ascending. */
  readonly sets: readonly Int32Array[];
}

/** @param capacity Gb/s by cable and direction, 0 = dead */
export function planeChannels(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): PlaneChannels {
  const { relays } = fabric.planes[plane]!;
  const { network, placeOf } = planeComponents(fabric, cablesInUse(capacity), plane);
  const { switchCount, switchCables, arcOffsets, arcs, heads: ends, vertexOf } = network;
  const offsets = new Int32Array(switchCount + 1);
  const [heads, channels] = [new Int32Array(arcs.length), new Int32Array(arcs.length)];
  let count = 0;
  for (let v = 0; v < switchCount; v++) {
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const arc = arcs[i]!;
      const cable = switchCables[arc >> 1]!;
      if (!(capacity[cable]! > 0)) continue;
      heads[count] = ends[arc]!;
      channels[count++] = 2 * cable + (arc & 1);
    }
    offsets[v + 1] = count;
  }
  const access = relays ? ofRelays(fabric, placeOf) : ofEndpoints(fabric, capacity, plane, placeOf);
  return {
    plane,
    relays,
    placeCount: switchCount,
    vertexOf,
    placeOf,
    offsets,
    heads: heads.subarray(0, count),
    channels: channels.subarray(0, count),
    ...access,
    ...setsOf(access),
  };
}

interface Access {
  readonly start: Int32Array;
  readonly places: Int32Array;
  readonly sending: Int32Array;
}

function ofRelays({ endpointCount }: CompactFabric, placeOf: Int32Array): Access {
  const start = new Int32Array(endpointCount + 1);
  const places: number[] = [];
  for (let e = 0; e < endpointCount; e++) {
    if (placeOf[e]! >= 0) places.push(placeOf[e]!);
    start[e + 1] = places.length;
  }
  return {
    start,
    places: Int32Array.from(places),
    sending: new Int32Array(places.length).fill(-1),
  };
}

function ofEndpoints(
  { endpointCount, offsets, neighbours, incident, cablePlane, lower }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  placeOf: Int32Array,
): Access {
  const start = new Int32Array(endpointCount + 1);
  const [places, sending]: [number[], number[]] = [[], []];
  for (let e = 0; e < endpointCount; e++) {
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const cable = incident[i]!;
      const place = placeOf[neighbours[i]!]!;
      if (cablePlane[cable] !== plane || !(capacity[cable]! > 0) || place < 0) continue;
      places.push(place);
      sending.push(2 * cable + (lower[cable] === e ? 0 : 1));
    }
    start[e + 1] = places.length;
  }
  return { start, places: Int32Array.from(places), sending: Int32Array.from(sending) };
}

function setsOf({ start, places }: Access): Pick<PlaneChannels, 'setOf' | 'sets'> {
  const sets: Int32Array[] = [];
  const known = new Map<string | number, number>();
  const setOf = new Int32Array(start.length - 1).fill(-1);
  for (let e = 0; e < setOf.length; e++) {
    const count = start[e + 1]! - start[e]!;
    if (count === 0) continue;
    const at = places.subarray(start[e]!, start[e + 1]!);
    // Almost everywhere an endpoint has one cable: a number is then enough as a key.
    const set = count === 1 ? at : Int32Array.from(new Set(at)).sort();
    const key = set.length === 1 ? set[0]! : set.join();
    const number = known.get(key) ?? sets.push(set) - 1;
    known.set(key, number);
    setOf[e] = number;
  }
  return { setOf, sets };
}

/** How far places are from some of them, in hops, by one search after the other. */
export class HopSearch {
  /** By place: hops to the nearest of what was searched from, −1: it is not joined to it. */
  readonly hops: Int32Array;
  /** Places by their hops; so many of them were reached. */
  readonly order: Int32Array;
  reached = 0;

  constructor(readonly ways: PlaneChannels) {
    this.hops = new Int32Array(ways.placeCount);
    this.order = new Int32Array(ways.placeCount);
  }

  from(places: Int32Array): void {
    this.reached = hopsFrom(this.ways, places, this.hops, this.order);
  }

  /** Hops from the nearest of the places that an endpoint hangs on; −1: none is joined. */
  nearest(set: Int32Array): number {
    let nearest = -1;
    for (const place of set) {
      const hops = this.hops[place]!;
      if (hops >= 0 && (nearest < 0 || hops < nearest)) nearest = hops;
    }
    return nearest;
  }
}
