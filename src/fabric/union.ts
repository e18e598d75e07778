import type { FabricAttributes, HostGroup, PlaneSet } from './attributes.js';
import type { CompactFabric, CompactPlane } from './compact.js';
import { attributesOfVertex, copyCable } from './copy.js';
import { Projection } from './project.js';

const memory = new WeakMap<CompactFabric, WeakMap<CompactFabric, CompactFabric>>();

/**
 * Two fabrics as one, to be looked at together: vertices and cables by id, each once. What both have
 * is as it is `now`; what only `before` has stands behind what it stood behind there. Two cables may
 * share a port, so nothing is measured on it.
 */
export function union(now: CompactFabric, before: CompactFabric): CompactFabric {
  const known = memory.get(now) ?? new WeakMap<CompactFabric, CompactFabric>();
  memory.set(now, known);
  const made = known.get(before) ?? unite(now, before);
  known.set(before, made);
  return made;
}

function unite(now: CompactFabric, before: CompactFabric): CompactFabric {
  const projection = new Projection(attributesOf(now, before));
  for (const [ids, idsBefore] of [
    [endpointIds(now), endpointIds(before)],
    [switchIds(now), switchIds(before)],
  ] as const) {
    for (const id of together(ids, idsBefore)) {
      const v = now.indexOfVertex.get(id);
      const [fabric, vertex] = v === undefined ? [before, before.indexOfVertex.get(id)!] : [now, v];
      projection.addVertex(id, attributesOfVertex(fabric, vertex));
    }
  }
  const cableOf = numbersOf(now.cableIds);
  const cableBefore = numbersOf(before.cableIds);
  const cableIds = together(now.cableIds, before.cableIds);
  for (const id of cableIds) {
    const c = cableOf.get(id);
    if (c === undefined) copyCable(projection, before, cableBefore.get(id)!);
    else copyCable(projection, now, c);
  }
  const fabric = projection.close(cableIds);
  return {
    ...fabric,
    planes: fabric.planes.map((plane) => withEndpoints(fabric, plane, now, before)),
  };
}

const endpointIds = ({ vertexIds, endpointCount }: CompactFabric): readonly string[] =>
  vertexIds.slice(0, endpointCount);
const switchIds = ({ vertexIds, endpointCount }: CompactFabric): readonly string[] =>
  vertexIds.slice(endpointCount);

const numbersOf = (ids: readonly string[]): ReadonlyMap<string, number> =>
  new Map(ids.map((id, n) => [id, n]));

/** The ids of two lists, each once: the first list, with what only the second has in between. */
function together(first: readonly string[], second: readonly string[]): string[] {
  const known = new Set(first);
  const behind = new Map<string | null, string[]>();
  let last: string | null = null;
  for (const id of second) {
    if (known.has(id)) last = id;
    else {
      const list = behind.get(last);
      if (list) list.push(id);
      else behind.set(last, [id]);
    }
  }
  const all = [...(behind.get(null) ?? [])];
  for (const id of first) {
    all.push(id);
    for (const follower of behind.get(id) ?? []) all.push(follower);
  }
  return all;
}

function attributesOf(now: CompactFabric, before: CompactFabric): FabricAttributes {
  const setsNow = setsOf(now);
  const setsBefore = setsOf(before);
  const merged = <T>(
    a: ReadonlyMap<string, T>,
    b: ReadonlyMap<string, T>,
    both: (x: T, y: T) => T,
  ) =>
    together([...a.keys()], [...b.keys()]).map((id) => {
      const [x, y] = [a.get(id), b.get(id)];
      return x && y ? both(x, y) : (x ?? y)!;
    });
  return {
    name: 'union',
    planeSets: merged(setsNow, setsBefore, (x, y) => ({
      ...x,
      planes: together(x.planes, y.planes),
      tiers: together(x.tiers, y.tiers),
    })),
    hostGroups: merged(groupsOf(now), groupsOf(before), (x) => x),
    groups: now.groups,
    labels: {},
  };
}

const groupsOf = ({ hostGroups }: CompactFabric): ReadonlyMap<string, HostGroup> =>
  new Map(hostGroups.map((group) => [group.name, group]));

function setsOf({ planeSets, planes }: CompactFabric): ReadonlyMap<string, PlaneSet> {
  return new Map(
    planeSets.map(({ id, planes: members, tiers }): [string, PlaneSet] => {
      const relays = members.some((p) => planes[p]!.relays);
      const ids = members.map((p) => planes[p]!.id);
      return [id, { id, planes: ids, tiers, ...(relays ? { relays: true } : {}) }];
    }),
  );
}

/** A plane has the endpoints that either fabric puts in it: ports are attached as they are now. */
function withEndpoints(
  { indexOfVertex }: CompactFabric,
  plane: CompactPlane,
  ...fabrics: readonly CompactFabric[]
): CompactPlane {
  const all = new Set<number>();
  for (const { planes, vertexIds } of fabrics) {
    const own = planes.find(({ id }) => id === plane.id);
    for (const e of own?.endpoints ?? []) all.add(indexOfVertex.get(vertexIds[e]!)!);
  }
  return { ...plane, endpoints: Int32Array.from(all).sort() };
}
