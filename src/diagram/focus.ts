import type { CompactFabric } from '../fabric/compact.js';
import { present } from '../std/assert.js';
import { formatCount, formatCounted, plural } from '../std/units.js';
import { assemble } from './assemble.js';
import { floorDraft } from './clusters.js';
import { attributesOf, type Draft, nounOf, rowOf, switchDraft } from './draft.js';
import { finish } from './finish.js';
import { frameSets } from './frames.js';
import { hostDraft } from './full.js';
import { resolveMarks } from './marks.js';
import type { Diagram, DiagramOptions } from './model.js';
import { compareNumbers, lastPart, rangeText } from './names.js';
import { overview } from './overview.js';
import { place } from './readings/tiers.js';
import { representatives, runs } from './representatives.js';

/** Neighbours of one tier in one plane, or hosts, that are drawn by themselves. */
const most = { switches: 16, hosts: 12 } as const;

/**
 * One element, its neighbours drawn, their neighbours counted in one box per tier and plane, and
 * what is farther away in a note.
 */
export function focus(fabric: CompactFabric, options: DiagramOptions, id: string): Diagram {
  const plane = fabric.planes.findIndex((one) => one.id === id);
  if (plane >= 0) return overview(fabric, options, new Set([plane]));
  const centre = centreOf(fabric, id);
  const near = neighbours(fabric, centre, centre);
  const far = neighbours(fabric, near, new Set([...centre, ...near]));
  const drafts = [
    ...switchDrafts(fabric, centre, near, far),
    ...hostDrafts(fabric, centre, near, far),
  ];
  const planes = new Set<number>();
  for (const { vertices } of drafts) {
    for (const v of vertices) if (v >= fabric.endpointCount) planes.add(fabric.planeOfSwitch[v]!);
  }
  const marked = resolveMarks(fabric, options.marks);
  const assembly = assemble(fabric, drafts, marked);
  const sets = frameSets(fabric, planes, marked, false).map((set) => ({ ...set, captions: [] }));
  return finish(fabric, options, { ...assembly, sets, floor: [], notes: [] });
}

/** The vertex, or the endpoints of the host. */
function centreOf(fabric: CompactFabric, id: string): Set<number> {
  const vertex = fabric.indexOfVertex.get(id);
  if (vertex !== undefined) return new Set([vertex]);
  const host = present(fabric.hostIds.indexOf(id) + 1 || undefined, `element ${id}`) - 1;
  const all = new Set<number>();
  for (let e = 0; e < fabric.endpointCount; e++) if (fabric.hostOf[e] === host) all.add(e);
  return all;
}

function neighbours(
  fabric: CompactFabric,
  of: ReadonlySet<number>,
  known: ReadonlySet<number>,
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

function switchDrafts(
  fabric: CompactFabric,
  centre: ReadonlySet<number>,
  near: ReadonlySet<number>,
  far: ReadonlySet<number>,
): Draft[] {
  const rows = new Map<string, { near: number[]; far: number[] }>();
  for (const v of [...centre, ...near, ...far].sort(compareNumbers)) {
    if (v < fabric.endpointCount) continue;
    const key = `${fabric.planeOfSwitch[v]} ${rowOf(fabric, v)}`;
    const row = rows.get(key) ?? { near: [], far: [] };
    rows.set(key, row);
    row[far.has(v) ? 'far' : 'near'].push(v);
  }
  return [...rows.values()].flatMap((row) => {
    const drawn = runs(row.near, representatives(row.near, most.switches)).flatMap((run) =>
      run.rest
        ? [countedSwitches(fabric, run.items, 'more')]
        : run.items.map((v) => ({
            ...switchDraft(fabric, v, lastPart(fabric.vertexIds[v]!), place(fabric, v)),
            focus: centre.has(v),
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

function hostDrafts(
  fabric: CompactFabric,
  centre: ReadonlySet<number>,
  near: ReadonlySet<number>,
  far: ReadonlySet<number>,
): Draft[] {
  const drawn = new Map<number, number[]>();
  const counted: number[] = [];
  for (const e of [...centre, ...near, ...far].sort(compareNumbers)) {
    if (e >= fabric.endpointCount) continue;
    const host = fabric.hostOf[e]!;
    const list = drawn.get(host);
    if (far.has(e)) counted.push(e);
    else if (list) list.push(e);
    else drawn.set(host, [e]);
  }
  const hosts = [...drawn.keys()];
  const drafts = runs(hosts, representatives(hosts, most.hosts)).flatMap((run) =>
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
          focus: drawn.get(host)!.some((e) => centre.has(e)),
        })),
  );
  return counted.length > 0 ? [...drafts, countedHosts(fabric, counted, 'other')] : drafts;
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
