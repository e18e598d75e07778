import type { CompactFabric } from '../../fabric/compact.js';
import { cablesInUse } from '../separation/cable-cut.js';
import { planeComponents } from '../separation/plane-components.js';

/**
 * What of a plane carries packets under capacities, parallel cables as one arc in either direction: packets
 * that may take one of them may take any. An endpoint on one switch is no vertex: what it sends starts
 * there. One on several switches is two, one that only sends and one that only receives, so that nothing
 * passes through it. Where endpoints relay they are vertices like switches.
 */
export interface SprayNetwork {
  readonly fabric: CompactFabric;
  /** Index into `fabric.planes`. */
  readonly plane: number;
  readonly capacity: Float64Array;
  readonly vertexCount: number;
  /** Arcs that enter vertex v, by ascending tail: numbers `into[v]` … `into[v + 1] − 1`. */
  readonly into: Int32Array;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  /** By arc: the one of the same cables in the other direction. */
  readonly reverse: Int32Array;
  /** By arc: entries `cableStart[arc]` … of `channels` are the channels (of the fabric) of its cables. */
  readonly cableStart: Int32Array;
  readonly channels: Int32Array;
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

/** A cable in one direction, between vertices of the network. */
interface Way {
  readonly tail: number;
  readonly head: number;
  readonly channel: number;
}

/** @param capacity Gb/s by cable and direction, 0 = dead */
export function sprayNetwork(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): SprayNetwork {
  const { endpointCount, offsets, neighbours, incident, cablePlane, lower } = fabric;
  const parts = planeComponents(fabric, cablesInUse(capacity), plane);
  const { network, placeOf, component } = parts;
  const ways: Way[] = [];
  network.switchCables.forEach((cable, k) => {
    const [upper, below] = [network.heads[2 * k]!, network.heads[2 * k + 1]!];
    if (!(capacity[cable]! > 0) || upper === below) return;
    ways.push({ tail: below, head: upper, channel: 2 * cable });
    ways.push({ tail: upper, head: below, channel: 2 * cable + 1 });
  });
  const startOf = new Int32Array(endpointCount).fill(-1);
  const startAt = new Int32Array(network.switchCount).fill(-1);
  const [sends, receives, partOf]: [number[], number[], number[]] = [[], [], []];
  const lists = new Map<string, number>();
  const components: (readonly number[])[] = [];
  const start = (from: number, to: number, of: readonly number[]) => {
    const list = [...new Set(of)].sort((a, b) => a - b);
    const part = lists.get(list.join()) ?? components.push(list) - 1;
    lists.set(list.join(), part);
    partOf.push(part);
    receives.push(to);
    return sends.push(from) - 1;
  };
  const atSwitch = (v: number) => {
    if (startAt[v]! < 0) startAt[v] = start(v, v, [component[v]!]);
    return startAt[v]!;
  };
  const up = (cable: number, e: number) => 2 * cable + (lower[cable] === e ? 0 : 1);
  const own = new Map<number, number[]>();
  let vertexCount = network.switchCount;
  for (let e = 0; e < endpointCount; e++) {
    if (placeOf[e]! >= 0) {
      startOf[e] = atSwitch(placeOf[e]!);
      continue;
    }
    const at: number[] = [];
    const cables: number[] = [];
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const cable = incident[i]!;
      if (cablePlane[cable] !== plane || !(capacity[cable]! > 0)) continue;
      if (neighbours[i]! < endpointCount) continue;
      at.push(placeOf[neighbours[i]!]!);
      cables.push(cable);
    }
    if (at.length === 0) continue;
    if (at.every((v) => v === at[0])) {
      startOf[e] = atSwitch(at[0]!);
      own.set(
        e,
        cables.map((cable) => up(cable, e)),
      );
      continue;
    }
    const [from, to] = [vertexCount++, vertexCount++];
    at.forEach((v, i) => {
      const channel = up(cables[i]!, e);
      ways.push({ tail: from, head: v, channel }, { tail: v, head: to, channel: channel ^ 1 });
    });
    startOf[e] = start(
      from,
      to,
      at.map((v) => component[v]!),
    );
  }
  return {
    fabric,
    plane,
    capacity,
    vertexCount,
    ...bundled(ways, vertexCount, capacity),
    startOf,
    sends: Int32Array.from(sends),
    receives: Int32Array.from(receives),
    partOf: Int32Array.from(partOf),
    reaches: (a, b) => components[a]!.some((part) => components[b]!.includes(part)),
    ownChannels: (e) => own.get(e) ?? [],
  };
}

/** Ways by head and tail, those between the same two as one arc. */
function bundled(ways: Way[], vertexCount: number, capacity: Float64Array) {
  ways.sort((a, b) => a.head - b.head || a.tail - b.tail || a.channel - b.channel);
  const into = new Int32Array(vertexCount + 1);
  const [tails, heads, gbps, cableStart]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  const arcOf = new Map<number, number>();
  ways.forEach(({ tail, head, channel }, i) => {
    const last = tails.length - 1;
    if (tails[last] === tail && heads[last] === head) gbps[last]! += capacity[channel >> 1]!;
    else {
      cableStart.push(i);
      heads.push(head);
      gbps.push(capacity[channel >> 1]!);
      tails.push(tail);
    }
    arcOf.set(channel, tails.length - 1);
  });
  for (const head of heads) into[head + 1]!++;
  for (let v = 0; v < vertexCount; v++) into[v + 1]! += into[v]!;
  return {
    into,
    tails: Int32Array.from(tails),
    heads: Int32Array.from(heads),
    gbps: Float64Array.from(gbps),
    reverse: Int32Array.from(cableStart, (i) => arcOf.get(ways[i]!.channel ^ 1)!),
    cableStart: Int32Array.from([...cableStart, ways.length]),
    channels: Int32Array.from(ways, ({ channel }) => channel),
  };
}
