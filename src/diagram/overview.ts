import type { CompactFabric } from '../fabric/compact.js';
import { formatCounted } from '../std/units.js';
import { assemble, type Gathering } from './assemble.js';
import { type Cluster, clusterDraft, clusters, restDraft } from './clusters.js';
import { described } from './described.js';
import type { Draft } from './draft.js';
import { finish } from './finish.js';
import { frameSets, restFrameDrafts } from './frames.js';
import { resolveMarks } from './marks.js';
import type { Diagram, DiagramOptions } from './model.js';
import { rankOfHosts, rankOfPlane, rankOfVertex } from './ranks.js';
import { type Asked, type Read, readingOf } from './readings/reading.js';
import { mostColumns } from './readings/tiers.js';
import { type RankOf, representatives, runs, withRemarkable } from './representatives.js';

/** What fits a page: planes side by side, and NICs (or groups of them) along the floor. */
const most = { planes: 10, planesOfSet: 5, slots: 45, boxes: 8 } as const;

/** The whole fabric by representatives; of `only` some planes, if that is asked for. */
export function overview(
  fabric: CompactFabric,
  options: DiagramOptions,
  only?: ReadonlySet<number>,
): Diagram {
  const marked = resolveMarks(fabric, options);
  const rankOf = rankOfVertex(fabric, marked);
  const planes = only ?? shownPlanes(fabric, rankOfPlane(fabric, marked));
  const asked = [...planes].map(
    (plane): Asked => ({ fabric, plane, level: 'overview', planes, rankOf }),
  );
  const readings = asked.map((one) => readingOf(one));
  const housed = new Uint8Array(fabric.endpointCount);
  readings.forEach((reading, i) => {
    for (const e of reading.houses(asked[i]!)) housed[e] = 1;
  });
  const inside = attached(fabric, planes);
  const all = clusters(fabric, housed).filter(
    (one) => !only || one.endpoints.some((e) => inside[e] === 1),
  );
  const rankHosts = rankOfHosts(marked, rankOf);
  const rankCluster = (one: Cluster) => rankHosts(one.hosts, one.endpoints);
  const own = readings.map((reading, i) => reading.shows?.(asked[i]!, all) ?? null);
  const chosen = own.find((found) => found !== null);
  const shown = chosen
    ? withRemarkable(all, chosen, rankCluster)
    : shownClusters(fabric, all, planes, rankCluster);
  const visible = new Uint8Array(fabric.endpointCount);
  for (const cluster of shown) for (const e of cluster.endpoints) visible[e] = 1;
  const read = new Map(asked.map((one, i) => [one.plane, readings[i]!.read(one, visible)]));
  const drafts: Draft[] = [...read.values()].flatMap((one) => [...one.drafts]);
  if (!only) drafts.push(...restFrameDrafts(fabric, planes));
  for (const run of runs(all, shown)) {
    if (run.rest) drafts.push(restDraft(fabric, run.items));
    else drafts.push(...run.items.map((cluster) => clusterDraft(fabric, cluster)));
  }
  const assembly = assemble(fabric, drafts, marked, leftOutOf([...read.values()]));
  const sets = frameSets(fabric, planes, marked, !only, read);
  const floor = floorLines(all, housed);
  const formulas = described(
    only ? [] : (options.described ?? []),
    options.detail,
    fabric.planes.length,
  );
  const notes = [...read.values()].flatMap((one) => [...one.notes]);
  return finish(fabric, options, {
    drawn: assembly.drawn,
    heat: assembly.heat,
    boxes: [...assembly.boxes, ...formulas.boxes],
    links: [...assembly.links, ...formulas.links],
    sets: [...sets, ...formulas.sets],
    floor,
    notes,
  });
}

/** Cables that one of the planes leaves to its note. */
export function leftOutOf(read: readonly Read[]): Gathering {
  const rules = read.flatMap(({ leftOut }) => leftOut ?? []);
  return { leftOut: (cable) => rules.some((rule) => rule(cable)) };
}

/** All planes, or of many (of a form that needs room: of several) some of each set. */
function shownPlanes(fabric: CompactFabric, rankOf: RankOf<number>): Set<number> {
  const every = new Set(fabric.planes.map((_, index) => index));
  const each = every.size <= most.planes ? Number.POSITIVE_INFINITY : most.planesOfSet;
  return new Set(
    fabric.planeSets.flatMap(({ planes }) => {
      const first = planes[0];
      if (first === undefined) return [];
      const asked: Asked = { fabric, plane: first, level: 'overview', planes: every, rankOf };
      const room = Math.min(each, readingOf(asked).mostPlanes);
      if (room > 1 || planes.length === 1) return [...representatives(planes, room, rankOf)];
      // Only one fits: the first one, or the worst of those that are marked.
      const rank = (p: number) => rankOf(p) ?? Number.MAX_SAFE_INTEGER;
      return [planes.reduce((worst, p) => (rank(p) < rank(worst) ? p : worst), first)];
    }),
  );
}

/** By endpoint: whether it is in one of these planes. */
function attached(fabric: CompactFabric, planes: ReadonlySet<number>): Uint8Array {
  const is = new Uint8Array(fabric.endpointCount);
  for (const p of planes) for (const e of fabric.planes[p]!.endpoints) is[e] = 1;
  return is;
}

/** Representatives of each host group, as many as their NICs fit the page. */
function shownClusters(
  fabric: CompactFabric,
  all: readonly Cluster[],
  planes: ReadonlySet<number>,
  rankOf: RankOf<Cluster>,
): Set<Cluster> {
  const first = all[0];
  if (!first) return new Set();
  const slots = slotCount(fabric, first, planes);
  const boxes = Math.min(most.boxes, Math.floor(most.slots / slots));
  const groups = [...new Set(all.map(({ group }) => group))];
  const each = Math.max(3, Math.floor(boxes / groups.length));
  return new Set(
    groups.flatMap((name) => {
      const ofGroup = all.filter(({ group }) => group === name);
      return [...representatives(ofGroup, each, rankOf)];
    }),
  );
}

/** Groups of NICs that a cluster shows: one per switch or, where these are many, per plane. */
function slotCount(fabric: CompactFabric, cluster: Cluster, planes: ReadonlySet<number>): number {
  const leaves = new Set<number>();
  for (const e of cluster.endpoints) {
    for (let i = fabric.offsets[e]!; i < fabric.offsets[e + 1]!; i++) {
      leaves.add(fabric.neighbours[i]!);
    }
  }
  const counts = fabric.planeSets.map(({ planes: ofSet }) => {
    const shown = ofSet.filter((p) => planes.has(p));
    const own = [...leaves].filter((v) => shown.includes(fabric.planeOfSwitch[v]!)).length;
    const hidden = shown.length < ofSet.length ? 1 : 0;
    return (own <= mostColumns ? own : shown.length) + hidden;
  });
  return Math.max(
    1,
    counts.reduce((a, b) => a + b, 0),
  );
}

/** What stands on the floor, and how many NICs are in the boxes of their planes instead. */
function floorLines(all: readonly Cluster[], housed: Uint8Array): string[] {
  if (all.length === 0) return [];
  const hosts = all.reduce((sum, { hosts }) => sum + hosts.length, 0);
  const units = new Set(all.flatMap(({ unit }) => (unit === '' ? [] : [unit])));
  const nics = all.reduce((sum, { endpoints }) => sum + endpoints.length, 0);
  const others = housed.reduce((sum, is) => sum + is, 0);
  const lines = [formatCounted(hosts, 'host'), formatCounted(nics, 'NIC')];
  if (units.size > 0) lines.push(formatCounted(units.size, 'unit'));
  if (others > 0) lines.push(`${formatCounted(others, 'NIC')} above`);
  return lines;
}
