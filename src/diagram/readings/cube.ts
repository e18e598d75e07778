import type { CompactFabric } from '../../fabric/compact.js';
import { groupBy } from '../../std/group.js';
import { formatCount, formatCounted } from '../../std/units.js';
import { floorDraft } from '../clusters.js';
import { type Draft, hueOf, switchDraft } from '../draft.js';
import { boxId, compareNumbers, rangeText } from '../names.js';
import { representatives, runs } from '../representatives.js';
import { housesAll, ownEndpoints, switchesBy } from './housed.js';
import type { Asked, Reading } from './reading.js';

/** Routers of either level. */
const most = { overview: [6, 9], plane: [34, 34] } as const;

/**
 * A cube of two levels as a grid: a line for each router of level 0, a column for each of level 1, and
 * where they meet the NICs that are cabled to both.
 */
export const cube: Reading = {
  fits: (asked) => {
    const levels = levelsOf(asked);
    const routers = levels.reduce((sum, { length }) => sum + length, 0);
    const { switches } = asked.fabric.planes[asked.plane]!;
    return levels.length === 2 && routers === switches.length && housesAll(asked);
  },
  mostPlanes: 1,
  *houses(asked) {
    for (const e of ownEndpoints(asked)) if (placeOf(asked, e)) yield e;
  },
  read(asked) {
    const { fabric, level, rankOf } = asked;
    const [lines, columns] = levelsOf(asked).map((routers, i) =>
      runs(routers, representatives(routers, most[level][i]!, rankOf)).flatMap((run) =>
        run.rest ? [run.items] : run.items.map((v) => [v]),
      ),
    ) as [number[][], number[][]];
    const drafts = [
      ...lines.map((list, line) => ({
        ...routerDraft(asked, list),
        cell: { column: 0, line: line + 1 },
      })),
      ...columns.map((list, column) => ({
        ...routerDraft(asked, list),
        cell: { column: column + 1, line: 0 },
      })),
      ...nicDrafts(asked, lines, columns),
    ];
    const [first, second] = levelsOf(asked) as [number[], number[]];
    const hub = first[0]!;
    const leftOut = (cable: number) =>
      isJoint(fabric, asked.plane, cable) && fabric.lower[cable] !== hub;
    return {
      shape: 'cells',
      drafts,
      panels: [],
      lines: [
        `${formatCounted(first.length, 'level-0 router')}: lines`,
        `${formatCounted(second.length, 'level-1 router')}: columns`,
      ],
      captions: [],
      notes: joinedNote(asked, leftOut),
      leftOut,
    };
  },
};

function levelsOf({ fabric, plane }: Pick<Asked, 'fabric' | 'plane'>): number[][] {
  const levels = switchesBy(fabric, plane, ({ level }) => level);
  return [...levels].sort(([a], [b]) => a - b).map(([, list]) => list);
}

/** The routers of level 0 and 1 that an endpoint is cabled to; null if it has not one of each. */
function placeOf({ fabric, plane }: Asked, endpoint: number): readonly [number, number] | null {
  const found = [-1, -1];
  for (let i = fabric.offsets[endpoint]!; i < fabric.offsets[endpoint + 1]!; i++) {
    const v = fabric.neighbours[i]!;
    const { level } = fabric.switches[v - fabric.endpointCount] ?? {};
    if (fabric.planeOfSwitch[v] !== plane || level === undefined) continue;
    if (found[level] !== -1 && found[level] !== v) return null;
    found[level] = v;
  }
  return found[0]! < 0 || found[1]! < 0 ? null : [found[0]!, found[1]!];
}

function routerDraft({ fabric }: Asked, list: readonly number[]): Draft {
  const first = fabric.switches[list[0]! - fabric.endpointCount]!;
  if (list.length === 1)
    return { ...switchDraft(fabric, list[0]!, `router${first.index}`), terse: true };
  const ids = list.map((v) => fabric.vertexIds[v]!);
  return {
    ...switchDraft(fabric, list[0]!, `+${formatCount(list.length)}`),
    id: boxId(ids),
    rest: true,
    terse: true,
    vertices: list,
  };
}

/** The NICs where a line and a column meet. */
function nicDrafts(
  asked: Asked,
  lines: readonly number[][],
  columns: readonly number[][],
): Draft[] {
  const lineOf = new Map(lines.flatMap((list, i) => list.map((v) => [v, i] as const)));
  const columnOf = new Map(columns.flatMap((list, i) => list.map((v) => [v, i] as const)));
  const cells = groupBy(ownEndpoints(asked), (e) => {
    const place = placeOf(asked, e);
    return place ? lineOf.get(place[0])! * columns.length + columnOf.get(place[1])! : undefined;
  });
  return [...cells]
    .sort(([a], [b]) => a - b)
    .map(([key, endpoints]) =>
      nicDraft(asked, endpoints, {
        column: (key % columns.length) + 1,
        line: Math.floor(key / columns.length) + 1,
      }),
    );
}

function nicDraft(
  { fabric, plane }: Asked,
  endpoints: number[],
  cell: { readonly column: number; readonly line: number },
): Draft {
  endpoints.sort(compareNumbers);
  const ids = endpoints.map((e) => fabric.vertexIds[e]!);
  const single = ids.length === 1;
  const { id } = fabric.planes[plane]!;
  return {
    ...floorDraft(boxId(ids)),
    name: single ? ids[0]! : formatCounted(ids.length, 'NIC'),
    lines: single ? [] : [rangeText(ids)].filter((text) => text.length < 14),
    frame: id,
    hue: hueOf(plane),
    cell,
    terse: true,
    rest: !single,
    vertices: endpoints,
    slots: 'none',
  };
}

/** A cable between two routers of the plane: in a ZCube every line is joined to every column. */
const isJoint = (
  { lower, cablePlane, endpointCount }: CompactFabric,
  plane: number,
  cable: number,
): boolean => cablePlane[cable] === plane && lower[cable]! >= endpointCount;

/** How the levels of a ZCube are joined: drawn for one router, for the others counted. */
function joinedNote({ fabric, plane }: Asked, leftOut: (cable: number) => boolean): string[] {
  const joints = [...fabric.planes[plane]!.cables].filter((cable) => isJoint(fabric, plane, cable));
  const count = joints.filter(leftOut).length;
  if (count === 0) return [];
  const pairs = new Set(
    joints.map((c) => fabric.lower[c]! * fabric.vertexCount + fabric.upper[c]!),
  );
  const [lines, columns] = levelsOf({ fabric, plane }).map(({ length }) => length) as [
    number,
    number,
  ];
  const complete = pairs.size === lines * columns && pairs.size === joints.length;
  const like = complete
    ? ': every router of level 0 has one to every router of level 1, as drawn for the first'
    : '';
  return [`${formatCounted(count, 'cable')} between routers are not drawn${like}.`];
}
