import type { CompactFabric } from '../fabric/compact.js';
import type { PlaneTraffic } from '../flow/routing/plane-traffic.js';
import { cablesInUse } from '../flow/separation/cable-cut.js';
import { type Components, planeComponents } from '../flow/separation/plane-components.js';

/**
 * The most switches on a shortest way between two endpoints of a plane of which one sends to the other; 0:
 * nobody does. The work is switches with receivers times cables between switches.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 */
export function mostSwitches(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  traffic: PlaneTraffic,
): number {
  const { relays } = fabric.planes[plane]!;
  const parts = planeComponents(fabric, cablesInUse(capacity), plane);
  const homes = new Homes(fabric, capacity, plane, parts);
  const sources = new Map<number, Set<number>>();
  const sendersTo = (home: number): Set<number> => {
    const known = sources.get(home) ?? new Set();
    sources.set(home, known);
    return known;
  };
  for (const { from, to } of traffic.blocks) {
    const senders = new Set(Array.from(from, (e) => homes.of(e)));
    for (const home of new Set(Array.from(to, (e) => homes.of(e)))) {
      for (const sender of senders) sendersTo(home).add(sender);
    }
  }
  const { from, to } = traffic.pairs;
  for (let i = 0; i < from.length; i++) sendersTo(homes.of(to[i]!)).add(homes.of(from[i]!));
  let most = 0;
  for (const [target, senders] of sources) {
    const left = hopsTo(parts, capacity, homes.switchesOf[target]!);
    for (const sender of senders) {
      const hops = Math.min(...homes.switchesOf[sender]!.map((place) => left[place]!));
      if (hops === Number.POSITIVE_INFINITY) continue;
      // Where endpoints pass traffic on, every second vertex is one of them.
      most = Math.max(most, relays ? Math.ceil(hops / 2) : hops + 1);
    }
  }
  return most;
}

/** The switches on which endpoints hang: those that hang alike have one number. */
class Homes {
  readonly switchesOf: number[][] = [];
  readonly #numberOf = new Map<string, number>();
  readonly #known = new Map<number, number>();

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly plane: number,
    readonly parts: Components,
  ) {}

  of(endpoint: number): number {
    const known = this.#known.get(endpoint);
    if (known !== undefined) return known;
    const { offsets, neighbours, incident, cablePlane } = this.fabric;
    const { placeOf } = this.parts;
    const places = new Set<number>();
    // One that passes traffic on is a switch of the network itself.
    if (placeOf[endpoint]! >= 0) places.add(placeOf[endpoint]!);
    for (let i = offsets[endpoint]!; i < offsets[endpoint + 1]!; i++) {
      const cable = incident[i]!;
      if (placeOf[endpoint]! >= 0 || cablePlane[cable] !== this.plane) continue;
      if (this.capacity[cable]! > 0 && placeOf[neighbours[i]!]! >= 0) {
        places.add(placeOf[neighbours[i]!]!);
      }
    }
    const list = [...places].sort((a, b) => a - b);
    const number = this.#numberOf.get(list.join()) ?? this.switchesOf.push(list) - 1;
    this.#numberOf.set(list.join(), number);
    this.#known.set(endpoint, number);
    return number;
  }
}

/** By switch: cables to the nearest of some switches. */
function hopsTo(
  { network }: Components,
  capacity: Float64Array,
  targets: readonly number[],
): Float64Array {
  const { switchCount, arcOffsets, arcs, heads, switchCables } = network;
  const hops = new Float64Array(switchCount).fill(Number.POSITIVE_INFINITY);
  const queue = new Int32Array(switchCount);
  let tail = 0;
  for (const target of targets) {
    hops[target] = 0;
    queue[tail++] = target;
  }
  for (let head = 0; head < tail; head++) {
    const v = queue[head]!;
    for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
      const arc = arcs[i]!;
      const next = heads[arc]!;
      if (hops[next]! < Number.POSITIVE_INFINITY) continue;
      if (!(capacity[switchCables[arc >> 1]!]! > 0)) continue;
      hops[next] = hops[v]! + 1;
      queue[tail++] = next;
    }
  }
  return hops;
}
