import type { CompactFabric } from '../../fabric/compact.js';
import { present } from '../../std/assert.js';
import { formatCounted } from '../../std/units.js';
import { type Draft, switchDraft } from '../draft.js';
import type { Caption } from '../model.js';
import { boxId, cablesText, compareNumbers } from '../names.js';
import { bestOf } from '../ranks.js';
import { representatives, runs } from '../representatives.js';
import { byHome, hostCount, housesAll, switchesBy, withEndpoints } from './housed.js';
import type { Asked, PanelDraft, Reading } from './reading.js';
import { itemDraft, one, restOf } from './tiers.js';

/** Groups on the ring, and routers of the group that is opened up. */
const most = {
  overview: { groups: 12, routers: 7 },
  plane: { groups: 13, routers: 16 },
} as const;
/** Routers of a group that still get a cell each. */
const mostCells = 64;
const ringRow = 2;

/**
 * A Dragonfly: its groups on a ring, and the first of them opened up, so that one sees routers, what
 * joins them, and their hosts.
 */
export const groups: Reading = {
  fits: (asked) =>
    groupsOf(asked.fabric, asked.plane).size > 1 &&
    allGrouped(asked.fabric, asked.plane) &&
    housesAll(asked),
  mostPlanes: 1,
  *houses(asked) {
    const [first] = groupsOf(asked.fabric, asked.plane).values();
    const open = new Set(first);
    for (const [home, endpoints] of byHome(asked)) if (!open.has(home)) yield* endpoints;
  },
  read(asked) {
    const { fabric, plane, level, rankOf } = asked;
    const all = [...groupsOf(fabric, plane)];
    const first = present(all[0], 'group');
    const others = all.slice(1);
    const housed = byHome(asked);
    const ring = runs(
      others,
      representatives(others, most[level].groups, ([, routers]) => bestOf(routers, rankOf)),
    ).flatMap((run) =>
      run.rest
        ? [groupDraft(asked, run.items, housed)]
        : run.items.map((group) => groupDraft(asked, [group], housed)),
    );
    return {
      shape: 'ring',
      drafts: [...openedDrafts(asked, first), ...ring],
      panels: [panelOf(fabric, plane, first)],
      lines: [`${formatCounted(all.length, 'group')} on a ring`],
      captions: captionsOf(fabric, plane, all),
      notes: [],
    };
  },
};

type Group = readonly [index: number, routers: readonly number[]];

const groupsOf = (fabric: CompactFabric, plane: number): Map<number, number[]> =>
  switchesBy(fabric, plane, ({ group }) => group);

/** Whether every router of a plane is in a group. */
const allGrouped = ({ planes, switches, endpointCount }: CompactFabric, plane: number): boolean =>
  planes[plane]!.switches.every((v) => switches[v - endpointCount]!.group !== undefined);

const groupId = (fabric: CompactFabric, plane: number, index: number): string =>
  `${fabric.planes[plane]!.id}/group${index}`;

function openedDrafts({ fabric, plane, level, rankOf }: Asked, [index, routers]: Group): Draft[] {
  const items = routers.map((v) => one(fabric, v));
  const panel = groupId(fabric, plane, index);
  const shown = representatives(items, most[level].routers, ({ vertices }) =>
    bestOf(vertices, rankOf),
  );
  return runs(items, shown).flatMap((run) => {
    const drafts = run.rest
      ? [restOf(fabric, run.items)]
      : run.items.map((item) => itemDraft(fabric, item));
    return drafts.map((draft) => ({ ...draft, panel }));
  });
}

/** One group, or those that are counted, with the endpoints on their routers. */
function groupDraft(
  { fabric, plane, level }: Asked,
  list: readonly Group[],
  housed: ReadonlyMap<number, readonly number[]>,
): Draft {
  const routers = list.flatMap(([, group]) => group);
  const vertices = withEndpoints(routers, housed);
  const single = list.length === 1;
  const index = list[0]![0];
  const hosts = hostCount(
    fabric,
    vertices.filter((v) => v < fabric.endpointCount),
  );
  const cells = single && level === 'plane' && routers.length <= mostCells;
  const lines = [
    formatCounted(routers.length, 'router'),
    ...(hosts > 0 ? [formatCounted(hosts, 'host')] : []),
    `${formatCounted(cablesAmong(fabric, routers).length, 'cable')} inside`,
  ];
  const ids = list.map(([one]) => groupId(fabric, plane, one));
  return {
    ...switchDraft(fabric, routers[0]!, single ? `group ${index}` : `+${list.length} groups`),
    id: boxId(ids),
    row: ringRow,
    lines,
    rest: !single,
    vertices,
    slots: cells ? 'switch' : 'none',
  };
}

/** Cables with both ends among these routers. */
function cablesAmong(fabric: CompactFabric, routers: readonly number[]): number[] {
  const among = new Set(routers);
  const found: number[] = [];
  for (const v of routers) {
    for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
      const cable = fabric.incident[i]!;
      if (fabric.lower[cable] === v && among.has(fabric.upper[cable]!)) found.push(cable);
    }
  }
  return found;
}

function panelOf(fabric: CompactFabric, plane: number, [index, routers]: Group): PanelDraft {
  const cables = cablesAmong(fabric, routers);
  const pairs = new Set(
    cables.map((c) => fabric.lower[c]! * fabric.vertexCount + fabric.upper[c]!),
  );
  const mesh = pairs.size === (routers.length * (routers.length - 1)) / 2 ? 'full mesh: ' : '';
  const lines = [
    formatCounted(routers.length, 'router'),
    ...(cables.length > 0 ? [`${mesh}${cablesText(fabric, cables)}`] : []),
  ];
  const id = groupId(fabric, plane, index);
  return { id, label: `group ${index}, opened up`, lines, vertices: routers };
}

/** What joins groups, and what a group consists of, where all are alike. */
function captionsOf(fabric: CompactFabric, plane: number, all: readonly Group[]): Caption[] {
  const groupOf = new Map(all.flatMap(([index, list]) => list.map((v) => [v, index] as const)));
  const between = [...fabric.planes[plane]!.cables].filter((cable) => {
    const [a, b] = [groupOf.get(fabric.lower[cable]!), groupOf.get(fabric.upper[cable]!)];
    return a !== undefined && b !== undefined && a !== b;
  });
  const sizes = [...new Set(all.map(([, list]) => list.length))].sort(compareNumbers);
  const each = sizes.length === 1 ? `of ${formatCounted(sizes[0]!, 'router')} each` : '';
  const { model } = fabric.switches[all[0]![1][0]! - fabric.endpointCount]!;
  const global = between.length > 0 ? [cablesText(fabric, between), 'between groups'] : [];
  return [
    {
      row: ringRow,
      lines: [formatCounted(all.length, 'group'), each, model.name, ...global].filter(
        (text) => text !== '',
      ),
    },
  ];
}
