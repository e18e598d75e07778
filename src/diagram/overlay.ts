import type { CompactFabric } from '../fabric/compact.js';
import { boxTallies } from './assemble.js';
import { statusOfCables } from './cable-status.js';
import { panelMarks, planeStatus, restStatus } from './frames.js';
import { type Marked, markNotes, resolveMarks, statusOf, statusText, worstOf } from './marks.js';
import { cablesOf, carries, standsFor, verticesInPanel, verticesOf } from './members.js';
import type { Box, Diagram, Frame, FrameSet, Link, Mark, Slot } from './model.js';

/**
 * A diagram without marks with marks on it. It shows the same boxes: a picture that is looked at while
 * parts fail stands still, and who lays it out has to be asked once.
 */
export function overlay(fabric: CompactFabric, diagram: Diagram, marks: readonly Mark[]): Diagram {
  if (marks.length === 0) return diagram;
  const marked = resolveMarks(fabric, { marks });
  return {
    ...diagram,
    description: [diagram.description, ...markNotes(marks)].join(' '),
    sets: diagram.sets.map((set) => markedSet(fabric, diagram, set, marked)),
    boxes: diagram.boxes.map((box) => markedBox(fabric, box, marked)),
    links: diagram.links.map((link) => markedLink(fabric, link, marked)),
  };
}

function markedBox(fabric: CompactFabric, box: Box, marked: Marked): Box {
  const vertices = verticesOf(box);
  const status = statusOf(boxTallies(fabric, vertices, marked), true);
  const slots = box.slots.map((slot) => markedSlot(slot, marked));
  const made = { ...box, status, slots, tip: `${box.tip}${statusText(status)}` };
  return standsFor(made, vertices);
}

function markedSlot(slot: Slot, marked: Marked): Slot {
  const nics = verticesOf(slot);
  const marks = nics.flatMap((e) => marked.vertices.get(e) ?? []);
  const status = statusOf([{ noun: 'NIC', total: nics.length, marks }], nics.length === 1);
  return standsFor({ ...slot, status, tip: `${slot.tip}${statusText(status)}` }, nics);
}

function markedLink(fabric: CompactFabric, link: Link, marked: Marked): Link {
  const cables = cablesOf(link);
  const status = statusOfCables(fabric, cables, marked);
  return status
    ? carries({ ...link, status, tip: `${link.tip}${statusText(status)}` }, cables)
    : link;
}

/** The frame of the rest counts the planes that have none of their own. */
function markedSet(
  fabric: CompactFabric,
  diagram: Diagram,
  set: FrameSet,
  marked: Marked,
): FrameSet {
  const own = new Set(set.frames.filter(({ rest }) => !rest).map(({ id }) => id));
  const planes = fabric.planeSets.find(({ id }) => id === set.id)?.planes ?? [];
  const hidden = planes.filter((p) => !own.has(fabric.planes[p]!.id));
  const frames = set.frames.map((frame): Frame => {
    if (frame.rest) return { ...frame, status: restStatus(fabric, hidden, marked) };
    const plane = planes.find((p) => fabric.planes[p]!.id === frame.id);
    if (plane === undefined) return frame;
    const panels = frame.panels.map((panel) => {
      const own = verticesInPanel(diagram, frame.id, panel.id);
      const switches = own.filter((v) => v >= fabric.endpointCount);
      return { ...panel, ...panelMarks(fabric, panel.id, switches, marked) };
    });
    const mark = worstOf(marked.planes.get(frame.id));
    return { ...frame, panels, mark, status: planeStatus(fabric, plane, marked) };
  });
  return { ...set, frames };
}
