import type { CompactFabric } from '../../fabric/compact.js';
import { servedText } from '../../fabric/served-text.js';
import { groupBy } from '../../std/group.js';
import { formatCount, formatCounted } from '../../std/units.js';
import { attributesOf, type Draft, nounOf, switchDraft } from '../draft.js';
import { boxId, compareNumbers, lastPart } from '../names.js';
import { bestOf } from '../ranks.js';
import { type RankOf, representatives, runs, withRemarkable } from '../representatives.js';
import type { Asked, Reading } from './reading.js';

/** Leaves of a unit, times planes of the set, that still get a box each. */
export const mostColumns = 8;
const mostLowest = 48;
/** Routers of an upper level of a cube that get a box. */
const mostOfLevel = 5;
/** Switches of a tier that a plane is drawn with, and how many of more than these. */
export const mostOfTier = 128;
const mostShown = 48;
/** Lines between two tiers of a plane that can still be followed. */
const mostPairs = 160;

/** Switches that are drawn as one box: a single one, or the leaves of a unit. */
interface Item {
  readonly vertices: readonly number[];
  readonly name: string;
}

/** Leaves below, spines above: what fits every plane. */
export const tiers: Reading = {
  fits: () => true,
  mostPlanes: Number.POSITIVE_INFINITY,
  houses: () => [],
  read: (asked, visible) => ({
    shape: 'rows',
    drafts: asked.level === 'plane' ? everySwitch(asked) : byRepresentatives(asked, visible),
    panels: [],
    lines: [],
    captions: null,
    notes: [],
  }),
};

const byTier = (fabric: CompactFabric, plane: number): Map<string, number[]> =>
  groupBy(fabric.planes[plane]!.switches, (v) => nounOf(fabric, v));

/** Every switch by itself; of a tier that is too wide for a page the first ones and the last. */
function everySwitch({ fabric, plane, rankOf }: Asked): Draft[] {
  return [...byTier(fabric, plane).values()].flatMap((vertices) => {
    const each = vertices.length <= mostOfTier ? mostOfTier : mostShown;
    return runs(vertices, representatives(vertices, each, rankOf)).flatMap((run) =>
      run.rest
        ? [
            {
              ...restOf(
                fabric,
                run.items.map((v) => one(fabric, v)),
              ),
              terse: false,
            },
          ]
        : run.items.map((v) => namedSwitch(fabric, v)),
    );
  });
}

/** With its whole name, and its place. */
export const namedSwitch = (fabric: CompactFabric, vertex: number): Draft =>
  switchDraft(fabric, vertex, lastPart(fabric.vertexIds[vertex]!), place(fabric, vertex));

/** Unit and rails beside a leaf: `u1 r4`; the level of a router of a cube that serves no unit. */
export function place(fabric: CompactFabric, vertex: number): string[] {
  const { level, ...one } = attributesOf(fabric, vertex);
  const served = servedText(one);
  if (served !== '') return [served];
  return level === undefined ? [] : [`level ${level}`];
}

/**
 * The switches of one plane by representatives: of the lowest tier those that serve `visible`
 * endpoints, of the others the first few and the last; and those that are marked, by `rankOf`.
 */
function byRepresentatives({ fabric, plane, planes, rankOf }: Asked, visible: Uint8Array): Draft[] {
  const { planeSet } = fabric.planes[plane]!;
  const siblings = fabric.planeSets[planeSet]!.planes.filter((p) => planes.has(p)).length;
  let each = planes.size <= 2 ? 10 : planes.size <= 4 ? 7 : 5;
  return [...byTier(fabric, plane).values()].flatMap((vertices) => {
    vertices.sort((a, b) => attributesOf(fabric, a).index - attributesOf(fabric, b).index);
    const lowest = vertices.some((v) => serves(fabric, v, null));
    const items = lowest
      ? grouped(fabric, vertices, siblings, rankOf)
      : vertices.map((v) => one(fabric, v));
    const serving = items.filter(({ vertices: all }) =>
      all.some((v) => serves(fabric, v, visible)),
    );
    // Every host hangs on many routers of the upper levels of a cube: a few of these are enough.
    const upperLevel = vertices.some((v) => (attributesOf(fabric, v).level ?? 0) > 0);
    if (upperLevel) each = mostOfLevel;
    const shown =
      lowest && !upperLevel && serving.length > 0 && serving.length <= mostLowest
        ? new Set(serving)
        : representatives(items, each);
    if (lowest) each = Math.min(each, Math.max(5, Math.floor(mostPairs / (shown.size + 1))));
    const all = withRemarkable(items, shown, (item) => bestOf(item.vertices, rankOf));
    return runs(items, all).flatMap((run) =>
      run.rest ? [restOf(fabric, run.items)] : run.items.map((item) => itemDraft(fabric, item)),
    );
  });
}

/** Whether a switch has a cable to an endpoint: to a visible one, or to any. */
export function serves(fabric: CompactFabric, vertex: number, visible: Uint8Array | null): boolean {
  const first = fabric.neighbours[fabric.offsets[vertex]!];
  if (visible === null) {
    return fabric.offsets[vertex]! < fabric.offsets[vertex + 1]! && first! < fabric.endpointCount;
  }
  for (let i = fabric.offsets[vertex]!; i < fabric.offsets[vertex + 1]!; i++) {
    if (visible[fabric.neighbours[i]!] === 1) return true;
  }
  return false;
}

export const one = (fabric: CompactFabric, vertex: number): Item => ({
  vertices: [vertex],
  name: String(attributesOf(fabric, vertex).index),
});

/** One box per leaf while they are few beside each other, else one per unit and marked leaf. */
function grouped(
  fabric: CompactFabric,
  vertices: readonly number[],
  siblings: number,
  rankOf: RankOf<number>,
): Item[] {
  const units = groupBy(vertices, (v) => attributesOf(fabric, v).unit ?? `alone ${v}`);
  const widest = Math.max(...[...units.values()].map((list) => list.length));
  if (widest * siblings <= mostColumns) return vertices.map((v) => one(fabric, v));
  const alone = withRemarkable(vertices, new Set(), rankOf);
  return [...units.values()].flatMap((list) =>
    between(list, alone).map((leaves) => {
      if (leaves.length === 1) return one(fabric, leaves[0]!);
      const indices = leaves.map((v) => attributesOf(fabric, v).index).sort(compareNumbers);
      return { vertices: leaves, name: `${indices[0]}–${indices.at(-1)}` };
    }),
  );
}

/** A list cut before and behind each of those that stand alone. */
function between(list: readonly number[], alone: ReadonlySet<number>): number[][] {
  const pieces: number[][] = [];
  let open = false;
  for (const v of list) {
    if (open && !alone.has(v)) pieces.at(-1)!.push(v);
    else pieces.push([v]);
    open = !alone.has(v);
  }
  return pieces;
}

export function itemDraft(fabric: CompactFabric, { vertices, name }: Item): Draft {
  const first = vertices[0]!;
  if (vertices.length === 1) return { ...switchDraft(fabric, first, name), terse: true };
  const tier = nounOf(fabric, first);
  const id = idOf(fabric, vertices);
  const lines = [formatCounted(vertices.length, tier), ...railsText(fabric, vertices)];
  return { ...switchDraft(fabric, first, name, lines), id, terse: true, vertices };
}

/** `r0–r7`: the rails of the leaves of a unit. */
function railsText(fabric: CompactFabric, vertices: readonly number[]): string[] {
  const rails = vertices.flatMap((v) => attributesOf(fabric, v).rails ?? []);
  if (rails.length === 0) return [];
  return [`r${Math.min(...rails)}–r${Math.max(...rails)}`];
}

export function restOf(fabric: CompactFabric, items: readonly Item[]): Draft {
  const vertices = items.flatMap((item) => item.vertices).sort(compareNumbers);
  return {
    ...switchDraft(fabric, vertices[0]!, `+${formatCount(vertices.length)}`),
    id: idOf(fabric, vertices),
    rest: true,
    terse: true,
    vertices,
  };
}

const idOf = (fabric: CompactFabric, vertices: readonly number[]): string =>
  boxId(vertices.map((v) => fabric.vertexIds[v]!));
