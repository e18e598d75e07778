import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import type { DeadlockEvidence, Waiting } from '../certify/deadlock.js';
import { Dependencies } from './dependencies.js';
import { orderOf } from './dependency-cycle.js';
import { hasDirectCable } from './ecmp.js';
import { LiveTables } from './forwarding-tables.js';
import { type PlaneChannels, planeChannels } from './plane-channels.js';
import { directCable, type NotRouted } from './routed.js';
import { tierOrder } from './tier-order.js';
import { type Routes, ShortestRoutes, TableRoutes } from './used-routes.js';

/** Ways that are looked at for one plane, and entries of tables, at most: some ten seconds. */
const mostSteps = 1e9;
const mostEntries = 3e7;

export interface Deadlock {
  readonly evidence: DeadlockEvidence;
  /**
   * Channels between switches (and endpoints that relay) on the longest route. So many virtual lanes are
   * enough where packets change to the next lane at every hop; where nothing can lock up, one is.
   */
  readonly longestRoute: number;
}

/**
 * Whether packets of a plane may wait for each other for ever (`certify/deadlock.ts`): under all shortest
 * paths, of which ECMP, adaptive routing and packet spraying take some, or under forwarding tables. An
 * adaptive routing with a cycle among its channels may still have a part without one that it can fall
 * back on (J. Duato, 1993): that is not looked for.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function deadlockOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  routes: Routes,
): Deadlock | NotRouted {
  const found =
    routes === 'shortest'
      ? ofShortest(fabric, capacity, plane)
      : ofTables(new LiveTables(fabric, capacity, plane, routes));
  if ('reason' in found) return found;
  const { ways, longest: longestRoute, order, witness } = found;
  if ('numbers' in order) {
    const byChannel = new Int32Array(2 * fabric.cableCount).fill(-1);
    for (let way = 0; way < order.numbers.length; way++) {
      byChannel[ways.channels[way]!] = order.numbers[way]!;
    }
    const { cables } = fabric.planes[plane]!;
    const numbers = Int32Array.from({ length: 2 * cables.length }, (_, i) => {
      return byChannel[2 * cables[i >> 1]! + (i & 1)]!;
    });
    return { evidence: { free: true, order: numbers }, longestRoute };
  }
  const cycle = order.cycle.map((way, i): Waiting => {
    const [from, to] = witness(way, order.cycle[(i + 1) % order.cycle.length]!);
    const channel = ways.channels[way]!;
    return {
      cable: fabric.cableId(channel >> 1),
      up: (channel & 1) === 0,
      from: fabric.vertexIds[from]!,
      to: fabric.vertexIds[to]!,
    };
  });
  return { evidence: { free: false, cycle }, longestRoute };
}

/** Endpoints between which a route takes a way right after another one. */
type Witness = (way: number, next: number) => readonly [from: number, to: number];

interface Found {
  readonly ways: PlaneChannels;
  readonly longest: number;
  readonly order: ReturnType<typeof orderOf>;
  readonly witness: Witness;
}

const tooMany: NotRouted = { reason: 'it has too many targets' };

function ofShortest(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): Found | NotRouted {
  if (!fabric.planes[plane]!.relays && hasDirectCable(fabric, capacity, plane)) return directCable;
  const ways = planeChannels(fabric, capacity, plane);
  if (ways.sets.length * ways.heads.length > mostSteps) return tooMany;
  const routes = new ShortestRoutes(ways);
  const witness: Witness = (way, next) => shortestWitness(routes, way, next);
  const byTier = tierOrder(fabric, ways);
  if (byTier) return { ways, longest: byTier.longest, order: byTier, witness };
  // Of three channels around a triangle the first and the third switch are neighbours: no shortest way.
  const dependencies = new Dependencies(ways);
  for (let target = 0; target < ways.sets.length; target++) {
    routes.aim(target);
    dependencies.addShortest(routes);
  }
  return { ways, longest: routes.longest, order: orderOf(dependencies, 4), witness };
}

function ofTables(live: LiveTables): Found | NotRouted {
  const ways = live.channels;
  const targets = [...ways.setOf.keys()].filter((e) => ways.setOf[e]! >= 0);
  if (targets.length * ways.placeCount > mostEntries) return tooMany;
  const routes = new TableRoutes(live);
  const dependencies = new Dependencies(ways);
  for (const target of targets) {
    routes.aim(target);
    dependencies.addTables(routes);
  }
  return {
    ways,
    longest: routes.longest,
    order: orderOf(dependencies, 3),
    witness: (way, next) => tableWitness(routes, targets, way, next),
  };
}

function shortestWitness(routes: ShortestRoutes, way: number, next: number) {
  const { ways, search, used } = routes;
  const { hops } = search;
  const tail = tailOf(ways, way);
  for (let target = 0; target < ways.sets.length; target++) {
    routes.aim(target);
    const middle = ways.heads[way]!;
    const descends =
      hops[tail] === hops[middle]! + 1 && hops[middle] === hops[ways.heads[next]!]! + 1;
    if (used[tail] === 0 || !descends || hops[ways.heads[next]!]! < 0) continue;
    const to = ways.setOf.indexOf(target);
    // Back to where a route begins.
    for (let at = tail; ; ) {
      const from = ways.setOf.findIndex(
        (set) =>
          set >= 0 && ways.sets[set]!.includes(at) && search.nearest(ways.sets[set]!) === hops[at],
      );
      if (from >= 0) return [from, to] as const;
      let before = -1;
      for (let i = ways.offsets[at]!; i < ways.offsets[at + 1]!; i++) {
        const u = ways.heads[i]!;
        if (hops[u] === hops[at]! + 1 && used[u] === 1) before = u;
      }
      assert(before >= 0, 'a route leads to where routes lead through');
      at = before;
    }
  }
  assert(false, 'a dependency has a route');
}

function tableWitness(routes: TableRoutes, targets: readonly number[], way: number, next: number) {
  const { live, used } = routes;
  const { channels: ways } = live;
  const [tail, middle] = [tailOf(ways, way), ways.heads[way]!];
  for (const to of targets) {
    routes.aim(to);
    const takes = (place: number, by: number) =>
      live.left[place]! > 1 && live.channel[place] === ways.channels[by];
    if (used[tail] === 0 || !takes(tail, way) || !takes(middle, next)) continue;
    const from = targets.find((e) => {
      let at = live.placeOf(e);
      while (at >= 0 && at !== tail) at = live.left[at] === 0 ? -1 : live.next[at]!;
      return e !== to && at === tail;
    });
    assert(from !== undefined, 'a route leads to where routes lead through');
    return [from, to] as const;
  }
  assert(false, 'a dependency has a route');
}

/** The place that a way leaves. */
function tailOf({ offsets }: PlaneChannels, way: number): number {
  let [low, high] = [0, offsets.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! <= way) low = middle;
    else high = middle;
  }
  return low;
}
