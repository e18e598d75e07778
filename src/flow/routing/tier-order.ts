import type { CompactFabric } from '../../fabric/compact.js';
import type { PlaneChannels } from './plane-channels.js';
import { ShortestRoutes } from './used-routes.js';

/**
 * The order of trees: what leads up, tier by tier, comes before what leads down. By way; null where some
 * shortest route does not ascend it (a valley: down and up again).
 */
export function tierOrder(
  fabric: CompactFabric,
  ways: PlaneChannels,
): { numbers: Int32Array; longest: number } | null {
  if (ways.relays) return null;
  const { offsets, heads } = ways;
  const tier = tiersOf(fabric, ways);
  const most = Math.max(0, ...new Set(tier));
  const numbers = new Int32Array(heads.length);
  for (let v = 0; v < ways.placeCount; v++) {
    for (let way = offsets[v]!; way < offsets[v + 1]!; way++) {
      const [from, to] = [tier[v]!, tier[heads[way]!]!];
      numbers[way] = to > from ? from : to === from ? most : 2 * most + 1 - from;
    }
  }
  const routes = new ShortestRoutes(ways);
  const latest = new Int32Array(ways.placeCount);
  for (const target of differentTargets(ways, tier)) {
    routes.aim(target);
    if (!ascends(routes, numbers, latest)) return null;
  }
  return { numbers, longest: routes.longest };
}

/** By place: its tier, from 0; what has none of the plane set is below all. */
function tiersOf(
  { planes, planeSets, switches, endpointCount }: CompactFabric,
  { plane, vertexOf }: PlaneChannels,
): Int32Array {
  const { tiers } = planeSets[planes[plane]!.planeSet]!;
  return Int32Array.from(vertexOf, (v) => 1 + tiers.indexOf(switches[v - endpointCount]!.tier));
}

function ascends(
  { ways: { offsets, heads }, search: { hops, order, reached }, used }: ShortestRoutes,
  numbers: Int32Array,
  latest: Int32Array,
): boolean {
  latest.fill(-1);
  for (let read = reached - 1; read >= 0; read--) {
    const v = order[read]!;
    if (used[v] === 0) continue;
    for (let way = offsets[v]!; way < offsets[v + 1]!; way++) {
      const head = heads[way]!;
      if (hops[head] !== hops[v]! - 1) continue;
      if (numbers[way]! <= latest[v]!) return false;
      latest[head] = Math.max(latest[head]!, numbers[way]!);
    }
  }
  return true;
}

/**
 * One of those sets of places that are a switch each, of one tier, with the same cables to the same
 * switches: to exchange two of them maps routes onto routes, and the order of tiers onto itself.
 */
function differentTargets({ sets, offsets, heads }: PlaneChannels, tier: Int32Array): number[] {
  const apart = new Set(sets.flatMap((set) => (set.length > 1 ? [...set] : [])));
  const found = new Map<string, number>();
  sets.forEach((set, i) => {
    const [v] = set;
    const joined = heads.slice(offsets[v!]!, offsets[v! + 1]!).sort();
    const single = set.length === 1 && !apart.has(v!) && joined.length > 0;
    const key = single ? `${tier[v!]} ${joined}` : `set ${i}`;
    if (!found.has(key)) found.set(key, i);
  });
  return [...found.values()];
}
