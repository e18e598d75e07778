import type { CompactFabric, CompactPlaneSet } from '../../fabric/compact.js';
import { dragonflyMaps, type RouterMap, slimFlyMaps } from './router-maps.js';
import type { Turn } from './turn.js';

const memory = new WeakMap<CompactFabric, readonly Turn[]>();

/** Symmetries that the routers of direct networks suggest, in all planes of a set at once. */
export function turnsOf(fabric: CompactFabric): readonly Turn[] {
  const known = memory.get(fabric);
  if (known) return known;
  const turns = fabric.planeSets.flatMap((set) => {
    const planes = set.planes.map((p) => routersOf(fabric, p));
    return mapsOf(fabric, set, planes[0] ?? []).flatMap((map) => turnOf(fabric, planes, map) ?? []);
  });
  memory.set(fabric, turns);
  return turns;
}

/** The routers of a plane, in order of their index. */
function routersOf({ planes, switches, endpointCount }: CompactFabric, plane: number): number[] {
  return [...planes[plane]!.switches].filter((s) => switches[s - endpointCount]!.tier === 'router');
}

/** What the number of routers, and of those in a group, suggests. */
function mapsOf(
  { switches, endpointCount }: CompactFabric,
  { tiers }: CompactPlaneSet,
  routers: readonly number[],
): RouterMap[] {
  if (!tiers.includes('router') || routers.length === 0) return [];
  const groupOf = (s: number) => switches[s - endpointCount]!.group;
  const first = groupOf(routers[0]!);
  if (first === undefined) return slimFlyMaps(routers.length);
  const perGroup = routers.filter((s) => groupOf(s) === first).length;
  return routers.length % perGroup === 0 ? dragonflyMaps(routers.length, perGroup) : [];
}

/** Routers go where a map says, and their endpoints with them, in order. Null if they do not fit. */
function turnOf(
  { vertexCount, offsets, neighbours, endpointCount }: CompactFabric,
  planes: readonly (readonly number[])[],
  map: RouterMap,
): Turn | null {
  const image = new Int32Array(vertexCount).fill(-1);
  for (const routers of planes) {
    for (let r = 0; r < routers.length; r++) {
      const [v, w] = [routers[r]!, routers[map(r)]];
      if (w === undefined) return null;
      image[v] = w;
      // Lists are sorted: endpoints come first.
      let j = offsets[w]!;
      for (let i = offsets[v]!; i < offsets[v + 1]! && neighbours[i]! < endpointCount; i++, j++) {
        const [e, to] = [neighbours[i]!, j < offsets[w + 1]! ? neighbours[j]! : endpointCount];
        if (to >= endpointCount || (image[e] !== -1 && image[e] !== to)) return null;
        image[e] = to;
      }
    }
  }
  const from: number[] = [];
  for (let v = 0; v < vertexCount; v++) if (image[v] !== -1 && image[v] !== v) from.push(v);
  return { from: Int32Array.from(from), to: Int32Array.from(from, (v) => image[v]!) };
}
