import type { CompactFabric } from '../../fabric/compact.js';
import { cablesInUse } from '../separation/cable-cut.js';
import { planeComponents } from '../separation/plane-components.js';
import { ChannelEnds, type SprayArcs } from './spray-arcs.js';

/**
 * What of a plane carries packets under capacities, parallel cables as one arc in either direction: packets
 * that may take one of them may take any. An endpoint on one switch is no vertex: what it sends starts
 * there. One on several switches is two, one that only sends and one that only receives, so that nothing
 * passes through it. Where endpoints relay they are vertices like switches.
 */
export interface SprayNetwork extends SprayArcs {
  readonly fabric: CompactFabric;
  /** Index into `fabric.planes`. */
  readonly plane: number;
  readonly capacity: Float64Array;
  /** By cable of the fabric: where it stands in the plane, −1: it is of another one. */
  readonly placeOfCable: Int32Array;
  readonly vertexCount: number;
  /** By endpoint of the fabric: where what it sends starts and what it receives ends; −1: it has no cable in use. */
  readonly startOf: Int32Array;
  /** By start: the vertex that sends, the one that receives, and the parts of the plane that it is in, as a number. */
  readonly sends: Int32Array;
  readonly receives: Int32Array;
  readonly partOf: Int32Array;
  /** Whether a way leads from a part to another one. */
  readonly reaches: (part: number, other: number) => boolean;
  /** Cables in use of an endpoint that is no vertex, as channels up to its switch; of a vertex: none. */
  readonly ownChannels: (endpoint: number) => readonly number[];
}

/** @param capacity Gb/s by cable and direction, 0 = dead */
export function sprayNetwork(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): SprayNetwork {
  const { endpointCount, offsets, neighbours, incident, cablePlane, lower } = fabric;
  const { network, placeOf, component } = planeComponents(fabric, cablesInUse(capacity), plane);
  const { switchCount, switchCables, heads } = network;
  const ends = new ChannelEnds();
  for (let k = 0; k < switchCables.length; k++) {
    const cable = switchCables[k]!;
    const [above, below] = [heads[2 * k]!, heads[2 * k + 1]!];
    if (!(capacity[cable]! > 0) || above === below) continue;
    ends.add(below, above, 2 * cable);
    ends.add(above, below, 2 * cable + 1);
  }
  const starts = new Starts(component);
  const startOf = new Int32Array(endpointCount).fill(-1);
  let vertexCount = switchCount;
  const own: (readonly number[])[] = [];
  for (let e = 0; e < endpointCount; e++) {
    if (placeOf[e]! >= 0) {
      startOf[e] = starts.atSwitch(placeOf[e]!);
      continue;
    }
    const [at, up]: [number[], number[]] = [[], []];
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const cable = incident[i]!;
      if (cablePlane[cable] !== plane || !(capacity[cable]! > 0)) continue;
      if (neighbours[i]! < endpointCount) continue;
      at.push(placeOf[neighbours[i]!]!);
      up.push(2 * cable + (lower[cable] === e ? 0 : 1));
    }
    if (at.length === 0) continue;
    if (at.every((v) => v === at[0])) {
      startOf[e] = starts.atSwitch(at[0]!);
      own[e] = up;
      continue;
    }
    const [from, to] = [vertexCount++, vertexCount++];
    for (let i = 0; i < at.length; i++) {
      ends.add(from, at[i]!, up[i]!);
      ends.add(at[i]!, to, up[i]! ^ 1);
    }
    startOf[e] = starts.add(from, to, at);
  }
  const placeOfCable = new Int32Array(fabric.cableCount).fill(-1);
  fabric.planes[plane]!.cables.forEach((cable, i) => {
    placeOfCable[cable] = i;
  });
  return {
    fabric,
    plane,
    capacity,
    placeOfCable,
    vertexCount,
    ...ends.arcs(vertexCount, capacity),
    startOf,
    ...starts.close(),
    ownChannels: (e) => own[e] ?? nothing,
  };
}

const nothing: readonly number[] = [];

/** Where traffic starts and ends, and what parts of the plane it can reach. */
class Starts {
  readonly #sends: number[] = [];
  readonly #receives: number[] = [];
  readonly #partOf: number[] = [];
  readonly #at = new Map<number, number>();
  /** By part as numbered here: the parts that cables in use join. An endpoint may be in several. */
  readonly #parts: (readonly number[])[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param component by switch: its part */
  constructor(readonly component: Int32Array) {}

  atSwitch(v: number): number {
    const known = this.#at.get(v) ?? this.add(v, v, [v]);
    this.#at.set(v, known);
    return known;
  }

  /** @param at switches that it is joined to */
  add(sends: number, receives: number, at: readonly number[]): number {
    const parts = [...new Set(at.map((v) => this.component[v]!))].sort((a, b) => a - b);
    const part = this.#numbers.get(parts.join()) ?? this.#parts.push(parts) - 1;
    this.#numbers.set(parts.join(), part);
    this.#partOf.push(part);
    this.#receives.push(receives);
    return this.#sends.push(sends) - 1;
  }

  close() {
    const parts = this.#parts;
    return {
      sends: Int32Array.from(this.#sends),
      receives: Int32Array.from(this.#receives),
      partOf: Int32Array.from(this.#partOf),
      reaches: (a: number, b: number) =>
        a === b || parts[a]!.some((part) => parts[b]!.includes(part)),
    };
  }
}
