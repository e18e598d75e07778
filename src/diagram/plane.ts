import type { CompactFabric } from '../fabric/compact.js';
import { formatCounted } from '../std/units.js';
import { assemble } from './assemble.js';
import { floorDraft, leavesOf } from './clusters.js';
import { attributesOf, type Draft, switchDraft } from './draft.js';
import { finish } from './finish.js';
import { frameSets } from './frames.js';
import { slotName } from './gather.js';
import { resolveMarks } from './marks.js';
import type { Diagram, DiagramOptions } from './model.js';
import { boxId, cablesText, lastPart, planeIndex, rangeText } from './names.js';

/** Every switch of one plane, and its hosts bundled by the leaves that they are cabled to. */
export function plane(fabric: CompactFabric, options: DiagramOptions): Diagram {
  const index = planeIndex(fabric, options.plane);
  const marked = resolveMarks(fabric, options);
  const found = fabric.planes[index];
  const switches = [...(found?.switches ?? [])];
  const drafts = [
    ...switches.map((v) =>
      switchDraft(fabric, v, lastPart(fabric.vertexIds[v]!), place(fabric, v)),
    ),
    ...hostBundles(fabric, index),
  ];
  const assembly = assemble(fabric, drafts, marked);
  const sets = frameSets(fabric, new Set([index]), marked, false);
  return finish(fabric, options, { ...assembly, sets, floor: [], notes: [] });
}

/** Unit and rails beside a leaf: `u1 r4`; the level of a router of a cube that serves no unit. */
export function place(fabric: CompactFabric, vertex: number): string[] {
  const { unit, rails, level } = attributesOf(fabric, vertex);
  if (unit === undefined) return level === undefined ? [] : [`level ${level}`];
  if (!rails) return [`u${unit}`];
  const [first, last] = rails;
  return [first === last ? `u${unit} r${first}` : `u${unit} r${first}–${last}`];
}

function hostBundles(fabric: CompactFabric, plane: number): Draft[] {
  const bundles = new Map<string, number[]>();
  for (const e of fabric.planes[plane]?.endpoints ?? []) {
    const key = leavesOf(fabric, [e], plane, true);
    const list = bundles.get(key);
    if (list) list.push(e);
    else bundles.set(key, [e]);
  }
  const first = (key: string) =>
    key === '' ? Number.POSITIVE_INFINITY : Number(key.split(' ')[0]);
  return [...bundles]
    .sort(([a, x], [b, y]) => first(a) - first(b) || x[0]! - y[0]!)
    .map(([, endpoints]) => hostBundle(fabric, plane, endpoints));
}

function hostBundle(fabric: CompactFabric, plane: number, endpoints: readonly number[]): Draft {
  const hosts = [...new Set(endpoints.map((e) => fabric.hostOf[e]!))];
  const names = hosts.map((host) => fabric.hostIds[host]!);
  const cables = endpoints.flatMap((e) => {
    const own: number[] = [];
    for (let i = fabric.offsets[e]!; i < fabric.offsets[e + 1]!; i++) {
      const cable = fabric.incident[i]!;
      if (fabric.cablePlane[cable] === plane) own.push(cable);
    }
    return own;
  });
  const nics = endpoints.map((e) => fabric.vertexIds[e]!);
  const lines =
    cables.length > 0
      ? [slotName(fabric, cables, Number.POSITIVE_INFINITY), cablesText(fabric, cables)]
      : [formatCounted(endpoints.length, 'NIC'), 'no cable'];
  return {
    ...floorDraft(boxId(nics, `${boxId(names, names[0]!)}/${lastPart(nics[0]!)}`)),
    name: rangeText(names),
    lines,
    vertices: endpoints,
    slots: 'none',
  };
}
