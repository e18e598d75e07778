import type { CompactFabric } from '../fabric/compact.js';
import { partsNamed } from '../fabric/named.js';
import type { Part } from '../fabric/select.js';
import { groupBy } from '../std/group.js';
import { formatCount, formatCounted, plural } from '../std/units.js';
import { assemble } from './assemble.js';
import { floorDraft } from './clusters.js';
import { attributesOf, type Draft, nounOf, rowOf, switchDraft } from './draft.js';
import { finish } from './finish.js';
import { frameSets } from './frames.js';
import { hostDraft } from './full.js';
import { type Marked, resolveMarks } from './marks.js';
import type { Diagram, DiagramOptions } from './model.js';
import { compareNumbers, lastPart, rangeText } from './names.js';
import { overview } from './overview.js';
import { bestOf, rankOfVertex } from './ranks.js';
import { place } from './readings/tiers.js';
import { type RankOf, representatives, runs } from './representatives.js';

/** Neighbours of one tier in one plane, or hosts, that are drawn by themselves. */
const most = { switches: 16, hosts: 12, each: 5 } as const;

/** What is drawn of a fabric around a focus: the focus itself is the first ring. */
interface Around {
  readonly rings: readonly ReadonlySet<number>[];
  /** Neighbours of the last ring, which are counted. */
  readonly far: ReadonlySet<number>;
  /** By vertex of a ring: which one. */
  readonly ringOf: ReadonlyMap<number, number>;
  readonly rankOf: RankOf<number>;
}

/**
 * One element, its neighbours up to a depth drawn, the neighbours of these counted in one box per
 * tier and plane, and what is farther away in a note. Several planes are drawn as an overview of
 * these alone.
 */
export function focus(fabric: CompactFabric, options: DiagramOptions, id: string): Diagram {
  const parts = partsNamed(fabric, id);
  if (parts.every(({ kind }) => kind === 'plane')) {
    const planes = parts.map((part) => fabric.planes.findIndex((one) => one.id === part.id));
    return overview(fabric, options, new Set(planes.sort(compareNumbers)));
  }
  const marked = resolveMarks(fabric, options);
  const around = ringsAround(fabric, centreOf(fabric, parts), options.depth ?? 1, marked);
  const drafts = [...switchDrafts(fabric, around), ...hostDrafts(fabric, around)];
  const planes = new Set<number>();
  for (const { vertices } of drafts) {
    for (const v of vertices) if (v >= fabric.endpointCount) planes.add(fabric.planeOfSwitch[v]!);
  }
  const assembly = assemble(fabric, drafts, marked);
  const sets = frameSets(fabric, planes, marked, false).map((set) => ({ ...set, captions: [] }));
  return finish(fabric, options, { ...assembly, sets, floor: [], notes: [] });
}

/** The vertices that parts are or contain; of cables their ends. */
function centreOf(fabric: CompactFabric, parts: readonly Part[]): Set<number> {
  const all = new Set<number>();
  for (const { vertices, cables } of parts) {
    const before = all.size;
    for (const v of vertices) all.add(v);
    if (all.size > before) continue;
    for (const cable of cables) all.add(fabric.lower[cable]!).add(fabric.upper[cable]!);
  }
  return all;
}

function ringsAround(
  fabric: CompactFabric,
  centre: ReadonlySet<number>,
  depth: number,
  marked: Marked,
): Around {
  const rings = [centre];
  const ringOf = new Map([...centre].map((v) => [v, 0]));
  let next = neighbours(fabric, centre, ringOf);
  while (rings.length <= depth && next.size > 0) {
    for (const v of next) ringOf.set(v, rings.length);
    rings.push(next);
    next = neighbours(fabric, next, ringOf);
  }
  return { rings, far: next, ringOf, rankOf: rankOfVertex(fabric, marked) };
}

function neighbours(
  fabric: CompactFabric,
  of: ReadonlySet<number>,
  known: ReadonlyMap<number, number>,
): Set<number> {
  const found = new Set<number>();
  for (const v of of) {
    for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
      const w = fabric.neighbours[i]!;
      if (!known.has(w)) found.add(w);
    }
  }
  return found;
}

/** Representatives of each ring: the nearer ones are never hidden by those farther away. */
function shownOf<T>(
  items: readonly T[],
  limit: number,
  ringOf: (item: T) => number,
  rankOf: RankOf<T>,
): Set<T> {
  const byRing = groupBy(items, ringOf);
  const each = Math.max(most.each, Math.floor(limit / byRing.size));
  return new Set(
    [...byRing].flatMap(([ring, list]) => [
      ...representatives(list, ring === 0 ? limit : each, rankOf),
    ]),
  );
}

function switchDrafts(fabric: CompactFabric, { rings, far, ringOf, rankOf }: Around): Draft[] {
  const rows = new Map<string, { near: number[]; far: number[] }>();
  for (const v of [...rings, far].flatMap((ring) => [...ring]).sort(compareNumbers)) {
    if (v < fabric.endpointCount) continue;
    const key = `${fabric.planeOfSwitch[v]} ${rowOf(fabric, v)}`;
    const row = rows.get(key) ?? { near: [], far: [] };
    rows.set(key, row);
    row[far.has(v) ? 'far' : 'near'].push(v);
  }
  return [...rows.values()].flatMap((row) => {
    const shown = shownOf(row.near, most.switches, (v) => ringOf.get(v)!, rankOf);
    const drawn = runs(row.near, shown, 1).flatMap((run) =>
      run.rest
        ? [countedSwitches(fabric, run.items, 'more')]
        : run.items.map((v) => ({
            ...switchDraft(fabric, v, lastPart(fabric.vertexIds[v]!), place(fabric, v)),
            focus: ringOf.get(v) === 0,
          })),
    );
    if (row.far.length === 0) return drawn;
    const word = drawn.length > 0 ? 'other' : 'farther';
    return [...drawn, countedSwitches(fabric, row.far, word)];
  });
}

function countedSwitches(fabric: CompactFabric, vertices: readonly number[], word: string): Draft {
  const { plane } = attributesOf(fabric, vertices[0]!);
  const noun = nounOf(fabric, vertices[0]!);
  const nouns = vertices.length === 1 ? noun : plural(noun);
  const name = `${formatCount(vertices.length)} ${word === 'farther' ? '' : `${word} `}${nouns}`;
  return {
    ...switchDraft(fabric, vertices[0]!, name),
    id: `${plane}/${word}-${plural(noun).replace(' ', '-')}`,
    rest: true,
    vertices,
  };
}

function hostDrafts(fabric: CompactFabric, { rings, far, ringOf, rankOf }: Around): Draft[] {
  const drawn = new Map<number, number[]>();
  const counted: number[] = [];
  for (const e of [...rings, far].flatMap((ring) => [...ring]).sort(compareNumbers)) {
    if (e >= fabric.endpointCount) continue;
    const host = fabric.hostOf[e]!;
    const list = drawn.get(host);
    if (far.has(e)) counted.push(e);
    else if (list) list.push(e);
    else drawn.set(host, [e]);
  }
  const hosts = [...drawn.keys()];
  const ring = (host: number) => Math.min(...drawn.get(host)!.map((e) => ringOf.get(e)!));
  const rank = (host: number) => bestOf(drawn.get(host)!, rankOf);
  const shown = shownOf(hosts, most.hosts, ring, rank);
  const drafts = runs(hosts, shown, 1).flatMap((run) =>
    run.rest
      ? [
          countedHosts(
            fabric,
            run.items.flatMap((host) => drawn.get(host)!),
            'more',
          ),
        ]
      : run.items.map((host) => ({
          ...hostDraft(fabric, host, drawn.get(host)!),
          focus: ring(host) === 0,
        })),
  );
  if (counted.length === 0) return drafts;
  const others = countedHosts(fabric, counted, 'other');
  const known = counted.some((e) => drawn.has(fabric.hostOf[e]!));
  // Hosts that are drawn already are not counted again.
  const name = known ? formatCounted(counted.length, 'other NIC') : others.name;
  const lines = known ? others.lines.slice(0, 1) : others.lines;
  return [...drafts, { ...others, name, lines }];
}

function countedHosts(fabric: CompactFabric, endpoints: readonly number[], word: string): Draft {
  const hosts = [...new Set(endpoints.map((e) => fabric.hostOf[e]!))];
  const names = hosts.map((host) => fabric.hostIds[host]!);
  return {
    ...floorDraft(`${word}-hosts`),
    name: `${formatCount(hosts.length)} ${word} ${hosts.length === 1 ? 'host' : 'hosts'}`,
    lines: [rangeText(names), formatCounted(endpoints.length, 'NIC')],
    rest: true,
    vertices: [...endpoints].sort(compareNumbers),
    slots: 'none',
  };
}
