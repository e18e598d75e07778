import type { CompactFabric } from '../../fabric/compact.js';
import { Ground, placesOf, route, type TableRoutes } from './ground.js';

/**
 * Whether packets of a plane may wait for each other for ever (W. J. Dally and C. L. Seitz, Deadlock-free
 * message routing in multiprocessor interconnection networks, IEEE Transactions on Computers C-36, 1987):
 * a channel depends on another one if some route takes that right after it, and nothing can lock up if
 * and only if these dependencies close no cycle. Channels are those between what passes traffic on; an
 * endpoint takes in what is for it whatever it sends, so it waits for nobody.
 */
export type DeadlockEvidence = NoDeadlock | DependencyCycle;

export interface NoDeadlock {
  readonly free: true;
  /** By channel of the plane (2i and 2i + 1 are cable i up and down): numbers that every route ascends; −1: no route takes it. */
  readonly order: Int32Array;
}

export interface DependencyCycle {
  readonly free: false;
  /** Each waits for the next one, the last for the first. */
  readonly cycle: readonly Waiting[];
}

/** A channel, and ids of two endpoints between which a route takes the next one of the cycle right after it. */
export interface Waiting {
  readonly cable: string;
  /** From its lower end. */
  readonly up: boolean;
  readonly from: string;
  readonly to: string;
}

/** All shortest paths (in hops) between endpoints, or what tables say: their switches, and hops to an endpoint. */
export type RoutesOf = 'shortest' | TableRoutes;

/**
 * Why evidence does not hold, empty: it does. Looks at every route again, with nothing of what found it.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function verifyDeadlock(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  routes: RoutesOf,
  evidence: DeadlockEvidence,
): string[] {
  const ground = new Ground(fabric, capacity, plane);
  if (!evidence.free) return cycleReasons(ground, routes, evidence);
  const number = new Int32Array(2 * fabric.cableCount).fill(-1);
  const { cables } = fabric.planes[plane]!;
  if (evidence.order.length !== 2 * cables.length)
    return ['it numbers the channels of another plane'];
  for (let i = 0; i < evidence.order.length; i++) {
    number[2 * cables[i >> 1]! + (i & 1)] = evidence.order[i]!;
  }
  return routes === 'shortest' ? ascends(ground, number) : tablesAscend(ground, routes, number);
}

/** Every channel that leaves a vertex has a larger number than those by which routes come to it. */
function ascends(ground: Ground, number: Int32Array): string[] {
  const { fabric, offsets, channels, heads } = ground;
  const latest = new Int32Array(fabric.vertexCount);
  // Where routes lead to all endpoints of a switch alike, they lead from all of them alike, too.
  const alike = ground.targets();
  for (const target of alike) {
    const left = ground.distances(target);
    latest.fill(-2);
    const routed = alike.filter((e) => e !== target && left[e]! > 0);
    // Vertices by distance: what is farther is known when it is left.
    const layers: number[][] = [];
    const enter = (v: number, by: number) => {
      if (latest[v] === -2) {
        layers[left[v]!] ??= [];
        layers[left[v]!]!.push(v);
      }
      latest[v] = Math.max(latest[v]!, by);
    };
    for (const e of routed) enter(e, -1);
    for (let hops = layers.length - 1; hops > 0; hops--) {
      for (const v of layers[hops] ?? []) {
        for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
          const [channel, head] = [channels[i]!, heads[i]!];
          if (left[head] !== hops - 1 || (head !== target && !ground.passesOn(head))) continue;
          if (!ground.passesOn(v) || !ground.passesOn(head)) enter(head, -1);
          else if (number[channel]! <= latest[v]!) return [descent(ground, channel, target)];
          else enter(head, number[channel]!);
        }
      }
    }
  }
  return [];
}

const descent = ({ fabric }: Ground, channel: number, target: number): string =>
  `a route to ${fabric.vertexIds[target]} does not ascend when it takes ${said(fabric, channel)}`;

const said = ({ cableId }: CompactFabric, channel: number): string =>
  `${cableId(channel >> 1)} ${channel % 2 === 0 ? 'up' : 'down'}`;

function tablesAscend(ground: Ground, tables: TableRoutes, number: Int32Array): string[] {
  const placeOf = placesOf(ground, tables);
  // All endpoints of a switch send alike.
  const senders = ground.targets();
  for (const to of ground.endpoints) {
    for (const from of senders) {
      const channels = from === to ? [] : route(ground, tables, placeOf, from, to).slice(1, -1);
      for (let i = 0; i < channels.length; i++) {
        const before = i === 0 ? -1 : number[channels[i - 1]!]!;
        if (!(number[channels[i]!]! > before)) return [descent(ground, channels[i]!, to)];
      }
    }
  }
  return [];
}

function cycleReasons(ground: Ground, routes: RoutesOf, { cycle }: DependencyCycle): string[] {
  const { fabric } = ground;
  const cables = new Map(
    [...fabric.planes[ground.plane]!.cables].map((c) => [fabric.cableId(c), c]),
  );
  if (cycle.length === 0) return ['the cycle is empty'];
  const channels = cycle.map(({ cable, up }) => {
    const index = cables.get(cable);
    return index === undefined ? -1 : 2 * index + (up ? 0 : 1);
  });
  const reasons: string[] = [];
  cycle.forEach(({ cable, from, to }, i) => {
    const [channel, next] = [channels[i]!, channels[(i + 1) % channels.length]!];
    const [a, b] = [fabric.indexOfVertex.get(from), fabric.indexOfVertex.get(to)];
    if (channel < 0) reasons.push(`the plane has no cable ${cable}`);
    else if (
      next >= 0 &&
      !(a !== undefined && b !== undefined && follows(ground, routes, channel, next, a, b))
    ) {
      reasons.push(
        `no route from ${from} to ${to} takes ${said(fabric, next)} after ${said(fabric, channel)}`,
      );
    }
  });
  return reasons;
}

/** Whether a route between two endpoints takes one channel right after another one. */
function follows(
  ground: Ground,
  routes: RoutesOf,
  channel: number,
  next: number,
  from: number,
  to: number,
): boolean {
  const { capacity, fabric } = ground;
  const inUse = capacity[channel >> 1]! > 0 && capacity[next >> 1]! > 0;
  const areEnds = [from, to].every((v) => v < fabric.endpointCount && ground.isJoined(v));
  if (!inUse || !areEnds || from === to || ground.head(channel) !== ground.tail(next)) return false;
  const ends = [ground.tail(channel), ground.head(channel), ground.head(next)];
  if (!ends.every((v) => ground.passesOn(v))) return false;
  if (routes !== 'shortest') {
    const taken = route(ground, routes, placesOf(ground, routes), from, to);
    return taken.some((one, i) => one === channel && taken[i + 1] === next);
  }
  const [before, after] = [ground.distances(from), ground.distances(to)];
  const [start, end] = [before[ends[0]!]!, after[ends[2]!]!];
  return start >= 0 && end >= 0 && start + 2 + end === before[to];
}
