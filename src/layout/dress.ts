import type { Diagram } from '../diagram/diagram.js';
import type { PlacedBox, PlacedDiagram } from './placed.js';

/**
 * Another look at what is in its places already: elements of the same ids, with other marks. Their words
 * have no place; the renderer shows marks by hatches and badges, and tips say them.
 */
export function dress(placed: PlacedDiagram, diagram: Diagram): PlacedDiagram {
  const boxes = byId(diagram.boxes);
  const links = byId(diagram.links);
  const frames = byId(diagram.sets.flatMap((set) => set.frames));
  const panels = byId(diagram.sets.flatMap((set) => set.frames.flatMap((frame) => frame.panels)));
  return {
    ...placed,
    description: diagram.description,
    verdict: diagram.titleBlock.verdict ? placed.verdict : null,
    boxes: placed.boxes.map((one): PlacedBox => {
      const box = boxes.get(one.box.id) ?? one.box;
      const slots = byId(box.slots);
      return {
        ...one,
        box,
        slots: one.slots.map((slot) => ({ ...slot, slot: slots.get(slot.slot.id) ?? slot.slot })),
      };
    }),
    links: placed.links.map((one) => ({ ...one, link: links.get(one.link.id) ?? one.link })),
    panels: placed.panels.map((one) => ({ ...one, panel: panels.get(one.panel.id) ?? one.panel })),
    frames: placed.frames.map((one) => ({ ...one, frame: frames.get(one.frame.id) ?? one.frame })),
  };
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));
