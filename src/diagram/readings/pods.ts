import type { CompactFabric } from '../../fabric/compact.js';
import { podId } from '../../fabric/ids.js';
import { groupBy } from '../../std/group.js';
import { formatCounted } from '../../std/units.js';
import type { Cluster } from '../clusters.js';
import { type Draft, nounOf, switchDraft } from '../draft.js';
import { boxId, compareNumbers } from '../names.js';
import { bestOf } from '../ranks.js';
import { representatives, runs, withRemarkable } from '../representatives.js';
import { coreDrafts } from './cores.js';
import { byHome, hostCount, switchesBy, withEndpoints } from './housed.js';
import type { Asked, PanelDraft, Reading } from './reading.js';
import { itemDraft, mostOfTier, namedSwitch, one, restOf, serves } from './tiers.js';

/** Pods that an overview opens, that a plane has boxes for; switches of a tier, units of a pod. */
const most = { open: 4, closed: 10, cores: 32, each: 5, units: 3 } as const;
/** Beside opened pods: between their rows, so that both tiers are in it. */
const closedRow = 1.5;

/** Pods side by side under their cores: some are opened up, the others are a box each. */
export const pods: Reading = {
  fits: ({ fabric, plane }) => podsOf(fabric, plane).size > 1,
  mostPlanes: 2,
  *houses(asked) {
    if (asked.level === 'overview') return;
    const all = podsOf(asked.fabric, asked.plane);
    const open = new Set(opened(asked, all).flatMap((pod) => all.get(pod)!));
    for (const [home, endpoints] of byHome(asked)) if (!open.has(home)) yield* endpoints;
  },
  read(asked, visible) {
    const { fabric, plane, level } = asked;
    const all = podsOf(fabric, plane);
    const open = opened(asked, all);
    const closed = [...all.keys()].filter((pod) => !open.includes(pod));
    const rankOf = rankOfPod(asked, all);
    const shown = level === 'plane' ? representatives(closed, most.closed, rankOf) : [];
    const drafts = runs([...all.keys()], new Set([...open, ...shown])).flatMap(({ rest, items }) =>
      rest
        ? [closedPods(asked, all, items)]
        : items.flatMap((pod) =>
            open.includes(pod)
              ? podDrafts(asked, pod, all.get(pod)!, visible)
              : [closedPods(asked, all, [pod])],
          ),
    );
    return {
      shape: 'pods',
      drafts: [...drafts, ...coreDrafts(asked, level === 'plane' ? most.cores : most.each)],
      panels: open.map((pod) => panelOf(fabric, plane, pod, all.get(pod)!)),
      lines: [formatCounted(all.size, 'pod')],
      captions: null,
      notes: [],
    };
  },
  shows: clustersOfPods,
};

type Pods = ReadonlyMap<number, readonly number[]>;

const podsOf = (fabric: CompactFabric, plane: number): Pods =>
  switchesBy(fabric, plane, ({ pod }) => pod);

/** Pods that are drawn switch by switch: all of a plane that fits a page, otherwise few. */
function opened(asked: Asked, all: Pods): number[] {
  const { fabric, level } = asked;
  const indices = [...all.keys()];
  const rankOf = rankOfPod(asked, all);
  if (level === 'overview') {
    const open = representatives(indices, most.open, rankOf);
    return indices.filter((pod) => open.has(pod));
  }
  const widest = indices.reduce((sum, pod) => sum + widthOf(fabric, all.get(pod)!), 0);
  return widest <= mostOfTier ? indices : indices.slice(0, 1);
}

const rankOfPod =
  ({ rankOf }: Asked, all: Pods) =>
  (pod: number) =>
    bestOf(all.get(pod)!, rankOf);

/** Switches of the widest tier of a pod. */
function widthOf(fabric: CompactFabric, vertices: readonly number[]): number {
  return [...tiersOf(fabric, vertices)].reduce((wide, [, list]) => Math.max(wide, list.length), 0);
}

const tiersOf = (fabric: CompactFabric, vertices: readonly number[]): Map<string, number[]> =>
  groupBy(vertices, (v) => nounOf(fabric, v));

/** The switches of a pod: all of them, or by representatives. */
function podDrafts(
  { fabric, plane, level, rankOf }: Asked,
  pod: number,
  vertices: readonly number[],
  visible: Uint8Array,
): Draft[] {
  const panel = podId(fabric.planes[plane]!.id, pod);
  const drafts = [...tiersOf(fabric, vertices).values()].flatMap((list) => {
    if (level === 'plane') return list.map((v) => namedSwitch(fabric, v));
    const items = list.map((v) => one(fabric, v));
    const serving = items.filter((item) => item.vertices.some((v) => serves(fabric, v, visible)));
    const chosen = serving.length > 0 && serving.length <= most.each;
    const some = chosen ? new Set(serving) : representatives(items, most.each);
    const shown = withRemarkable(items, some, (item) => bestOf(item.vertices, rankOf));
    return runs(items, shown).flatMap((run) =>
      run.rest ? [restOf(fabric, run.items)] : run.items.map((item) => itemDraft(fabric, item)),
    );
  });
  return drafts.map((draft) => ({ ...draft, panel }));
}

/** One box for pods that stay closed; in a plane with the endpoints on their leaves. */
function closedPods(asked: Asked, all: Pods, indices: readonly number[]): Draft {
  const { fabric, plane, level } = asked;
  const { id } = fabric.planes[plane]!;
  const switches = indices.flatMap((pod) => all.get(pod)!);
  const housed = level === 'plane' ? byHome(asked) : new Map<number, number[]>();
  const vertices = withEndpoints(switches, housed);
  const hosts = hostCount(
    fabric,
    vertices.filter((v) => v < fabric.endpointCount),
  );
  const lines = [...tiersOf(fabric, switches)].map(([tier, list]) =>
    formatCounted(list.length, tier),
  );
  if (hosts > 0) lines.push(formatCounted(hosts, 'host'));
  const one = indices.length === 1;
  return {
    ...switchDraft(fabric, switches[0]!, one ? `pod ${indices[0]}` : `+${indices.length} pods`),
    id: boxId(indices.map((pod) => podId(id, pod))),
    row: closedRow,
    lines,
    rest: !one,
    vertices: vertices.sort(compareNumbers),
  };
}

function panelOf(
  fabric: CompactFabric,
  plane: number,
  pod: number,
  vertices: readonly number[],
): PanelDraft {
  const counts = [...tiersOf(fabric, vertices)].map(([tier, { length }]) =>
    formatCounted(length, tier),
  );
  const id = podId(fabric.planes[plane]!.id, pod);
  return { id, label: `pod ${pod}`, lines: [counts.join(', ')], vertices };
}

/** A few units of each pod that is opened, where units are of one pod each. */
function clustersOfPods(asked: Asked, all: readonly Cluster[]): Set<Cluster> | null {
  const { fabric, plane } = asked;
  const found = new Map<number, Cluster[]>();
  for (const cluster of all) {
    const touched = podsOfCluster(fabric, plane, cluster);
    if (touched.size > 1) return null;
    for (const pod of touched) {
      const list = found.get(pod);
      if (list) list.push(cluster);
      else found.set(pod, [cluster]);
    }
  }
  const open = opened(asked, podsOf(fabric, plane));
  return new Set(open.flatMap((pod) => [...representatives(found.get(pod) ?? [], most.units)]));
}

function podsOfCluster(fabric: CompactFabric, plane: number, { endpoints }: Cluster): Set<number> {
  const touched = new Set<number>();
  for (const e of endpoints) {
    for (let i = fabric.offsets[e]!; i < fabric.offsets[e + 1]!; i++) {
      const v = fabric.neighbours[i]!;
      const { pod } = fabric.switches[v - fabric.endpointCount] ?? {};
      if (fabric.planeOfSwitch[v] === plane && pod !== undefined) touched.add(pod);
    }
  }
  return touched;
}
