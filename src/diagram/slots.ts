import type { CompactFabric } from '../fabric/compact.js';
import { groupBy } from '../std/group.js';
import { attributesOf, type Draft, hueOf } from './draft.js';
import { type Gathered, slotName } from './gather.js';
import { type Marked, statusOf, statusText } from './marks.js';
import { standsFor } from './members.js';
import type { Slot } from './model.js';
import { cablesText, lastPart } from './names.js';

/** Slots of a box of hosts: one per NIC, or one per box that its links reach. */
export function slotsOf(
  fabric: CompactFabric,
  draft: Draft,
  links: readonly Gathered[],
  drafts: readonly Draft[],
  marked: Marked,
): Slot[] {
  if (draft.slots === 'none') return [];
  if (draft.slots === 'switch') return switchSlots(fabric, draft, marked);
  if (draft.slots === 'target') {
    const nicCounts = nicCountsOf(fabric, draft);
    return bySlot(links).map(({ slot, cables }) => {
      const nics = [...new Set(cables.map((cable) => fabric.lower[cable]!))];
      const { planeSet } = fabric.endpoints[nics[0]!]!;
      const name = slotName(fabric, cables, nicCounts.get(planeSet) ?? 0);
      const marks = nics.flatMap((e) => marked.vertices.get(e) ?? []);
      const status = statusOf([{ noun: 'NIC', total: nics.length, marks }], false);
      const tip = `${draft.name} ${name}: ${cablesText(fabric, cables)}${statusText(status)}`;
      const id = slotId(draft, drafts[slot]!);
      return standsFor({ id, name, hue: hueOfCables(fabric, cables), status, tip }, nics);
    });
  }
  return draft.vertices.map((e) => {
    const id = fabric.vertexIds[e]!;
    const cables = links.filter(({ slot }) => slot === e).flatMap((link) => link.cables);
    const planes = new Set(cables.map((cable) => fabric.cablePlane[cable]!));
    const hue = planes.size === 1 ? hueOf([...planes][0]!) : null;
    const marks = marked.vertices.get(e) ?? [];
    const status = statusOf([{ noun: 'NIC', total: 1, marks }], true);
    const says = cables.length > 0 ? cablesText(fabric, cables) : 'no cable';
    const tip = `${id}: ${says}${statusText(status)}`;
    return standsFor({ id, name: lastPart(id), hue, status, tip }, [e]);
  });
}

/** The cables of each slot: what is counted may have several lines from one. */
export function bySlot(links: readonly Gathered[]): { slot: number; cables: readonly number[] }[] {
  const slots = groupBy(links, ({ slot }) => slot);
  return [...slots].map(([slot, all]) => ({ slot, cables: all.flatMap(({ cables }) => cables) }));
}

/** A cell for each switch of a box; it says the place among them. */
function switchSlots(fabric: CompactFabric, { vertices, hue }: Draft, marked: Marked): Slot[] {
  return vertices
    .filter((v) => v >= fabric.endpointCount)
    .map((v, place) => {
      const id = fabric.vertexIds[v]!;
      const { tier } = attributesOf(fabric, v);
      const marks = marked.vertices.get(v) ?? [];
      const status = statusOf([{ noun: tier, total: 1, marks }], true);
      const tip = `${id}${statusText(status)}`;
      return standsFor({ id, name: String(place), hue, status, tip }, [v]);
    });
}

/** By plane set: how many NICs a host has in it. */
function nicCountsOf(fabric: CompactFabric, { vertices }: Draft): Map<string, number> {
  const counts = new Map<string, number>();
  for (const e of vertices) {
    const { planeSet, rail } = fabric.endpoints[e]!;
    counts.set(planeSet, Math.max(counts.get(planeSet) ?? 0, rail + 1));
  }
  return counts;
}

/** Of the slot for what leads to a box, or to the first of several. */
export const slotId = (draft: Draft, target: Draft): string => `${draft.id}/to/${target.id}`;

/** That of the plane of all these cables; null: they are of several. */
export function hueOfCables(fabric: CompactFabric, cables: readonly number[]): number | null {
  const first = fabric.cablePlane[cables[0]!]!;
  return cables.every((cable) => fabric.cablePlane[cable] === first) ? hueOf(first) : null;
}
