import type { CompactFabric } from '../fabric/compact.js';
import { assemble } from './assemble.js';
import { floorDraft } from './clusters.js';
import { type Draft, switchDraft } from './draft.js';
import { finish } from './finish.js';
import { frameSets } from './frames.js';
import { resolveMarks } from './marks.js';
import type { Diagram, DiagramOptions } from './model.js';
import { lastPart } from './names.js';
import { place } from './readings/tiers.js';

/** Every endpoint, switch and cable. */
export function full(fabric: CompactFabric, options: DiagramOptions): Diagram {
  const marked = resolveMarks(fabric, options);
  const planes = fabric.planes.map((_, index) => index);
  const switches = planes.flatMap((p) => [...fabric.planes[p]!.switches]);
  const drafts = [
    ...switches.map((v) =>
      switchDraft(fabric, v, lastPart(fabric.vertexIds[v]!), place(fabric, v)),
    ),
    ...hostDrafts(fabric),
  ];
  const assembly = assemble(fabric, drafts, marked, { separate: true });
  const sets = frameSets(fabric, new Set(planes), marked);
  return finish(fabric, options, { ...assembly, sets, floor: [], notes: [] });
}

function hostDrafts(fabric: CompactFabric): Draft[] {
  const ofHost: number[][] = fabric.hostIds.map(() => []);
  for (let e = 0; e < fabric.endpointCount; e++) ofHost[fabric.hostOf[e]!]!.push(e);
  return ofHost.map((vertices, host) => hostDraft(fabric, host, vertices));
}

/** One host with a slot for each of these NICs. */
export function hostDraft(fabric: CompactFabric, host: number, vertices: readonly number[]): Draft {
  const id = fabric.hostIds[host]!;
  return { ...floorDraft(id), name: id, lines: [], vertices, slots: 'endpoint' };
}
