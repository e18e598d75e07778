import type { Box, Diagram, Slot } from '../diagram/model.js';
import { groupBy } from '../std/group.js';
import { moveSlot, moveText } from './move.js';
import type { PlacedBox, PlacedSlot, PlacedText, Point } from './placed.js';
import { blockSize, type Line, line, placeLines, placeVertical, textWidth } from './text.js';

/** A box before it has a place: its size and its contents, relative to its corner. */
export interface SizedBox {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
  readonly slots: readonly PlacedSlot[];
}

/** Rows that would be wider turn their boxes upright; px. */
const widestRow = 1500;
const widestFloor = 2600;
const padding = { x: 8, y: 5 } as const;
const tersePadding = 4;
const slotGap = 3;
const slotHeight = 19;
const cellHeight = 15;
const cellGap = 2;
const uprightWidth = 22;
/** Where more than so many stand upright in a row, they are as narrow as their text. */
const manyUpright = 76;
const narrowWidth = 14;
/** Cables that are drawn one by one stand so far apart; px. */
const cableGap = 5;

/** Between boxes beside each other: narrow ones stand close. */
export const gapOf = (boxes: readonly SizedBox[]): number =>
  boxes.some(({ width }) => width <= narrowWidth) ? 2 : 7;

/** Sizes of all boxes; those of a row (of all planes together) are alike in height and posture. */
export function sizes(diagram: Diagram): Map<string, SizedBox> {
  const frames = diagram.sets.flatMap((set) => set.frames);
  const shapeOf = new Map(frames.map(({ id, shape }) => [id, shape]));
  const free = ({ frame }: Box) => ['ring', 'cells'].includes(shapeOf.get(frame ?? '') ?? 'rows');
  const rows = groupBy(diagram.boxes, (box) => `${box.row} ${box.terse} ${free(box)}`);
  const least = leastWidths(diagram);
  const sized = new Map<string, SizedBox>();
  for (const boxes of rows.values()) {
    for (const one of sizeRow(boxes, least, free(boxes[0]!))) sized.set(one.box.id, one);
  }
  return sized;
}

/** `free`: they stand in no row that could get too wide. */
function sizeRow(
  boxes: readonly Box[],
  least: ReadonlyMap<string, number>,
  free: boolean,
): SizedBox[] {
  const floor = boxes.some(({ slots, kind }) => slots.length > 0 && kind === 'host');
  const flat = boxes.map((box) =>
    floor ? slotted(box, false, least) : box.slots.length > 0 ? gridded(box) : labelled(box, least),
  );
  const total = flat.reduce((sum, { width }) => sum + width + 8, 0);
  const row =
    free || boxes.every(({ terse }) => terse) || total <= (floor ? widestFloor : widestRow)
      ? flat
      : boxes.map((box) => (floor ? slotted(box, true, least) : upright(box, least, boxes.length)));
  const height = row.reduce((most, one) => Math.max(most, one.height), 0);
  return row.map((one) => raise(one, height));
}

/** Gives a box the height of its row; its texts stay in the middle unless it has slots on top. */
function raise(sized: SizedBox, height: number): SizedBox {
  const down = sized.slots.length > 0 ? 0 : (height - sized.height) / 2;
  return { ...sized, height, texts: sized.texts.map((text) => ({ ...text, y: text.y + down })) };
}

/** What the cables that are drawn one by one need, by box and by slot. */
function leastWidths({ links }: Diagram): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lower, upper } of links) {
    if (lower.port === null) continue;
    const from = lower.slot ?? `${lower.box} up`;
    counts.set(from, (counts.get(from) ?? 0) + cableGap);
    counts.set(upper.box, (counts.get(upper.box) ?? 0) + cableGap);
  }
  for (const [id, width] of counts) {
    const box = id.endsWith(' up') ? id.slice(0, -3) : id;
    counts.set(box, Math.max(counts.get(box) ?? 0, width));
  }
  return counts;
}

function contents(box: Box): Line[] {
  const lines = [line(box.name, box.terse ? 'number' : 'strong', 36)];
  for (const text of box.lines) lines.push(line(text, 'soft', 40));
  if (!box.terse && box.status) {
    for (const { text, mark } of box.status.texts) lines.push(line(text, 'status', 40, mark));
  }
  return lines;
}

function labelled(box: Box, least: ReadonlyMap<string, number>): SizedBox {
  const lines = contents(box);
  const block = blockSize(lines);
  const sides = 2 * (box.cell && box.terse ? cellGap : box.terse ? tersePadding : padding.x);
  const width = Math.max(22, block.width + sides, least.get(box.id) ?? 0);
  const texts = placeLines(lines, { x: width / 2, y: padding.y }, 'middle');
  return { box, width, height: block.height + 2 * padding.y, texts, slots: [] };
}

function upright(box: Box, least: ReadonlyMap<string, number>, beside: number): SizedBox {
  const lines = contents(box);
  const text = lines.map((one) => one.text).join(' · ');
  const role = box.terse ? 'number' : 'label';
  // The worst one comes first.
  const mark = lines.find((one) => one.mark)?.mark;
  const one: Line = { text, role, mark };
  const height = textWidth(text, role) + 12;
  const narrowest = beside > manyUpright ? narrowWidth : uprightWidth;
  const width = Math.max(narrowest, least.get(box.id) ?? 0);
  return {
    box,
    width,
    height,
    texts: [placeVertical(one, { x: 0, y: 0, width, height })],
    slots: [],
  };
}

/** Switches as cells of a box, below its words. */
function gridded(box: Box): SizedBox {
  const lines = contents(box);
  const block = blockSize(lines);
  const lineCount = Math.max(1, Math.round(Math.sqrt(box.slots.length) / 1.4 - 0.5));
  const columns = Math.ceil(box.slots.length / lineCount);
  const wide = box.slots.reduce((most, { name }) => Math.max(most, textWidth(name, 'soft')), 8) + 4;
  const strip = columns * (wide + cellGap) - cellGap;
  const width = Math.max(block.width, strip) + 2 * padding.x;
  const top = padding.y + block.height + 4;
  const slots = box.slots.map((slot, i) => {
    const x = (width - strip) / 2 + (i % columns) * (wide + cellGap);
    const y = top + Math.floor(i / columns) * (cellHeight + cellGap);
    const texts = placeLines([line(slot.name, 'soft', 8)], { x: x + wide / 2, y }, 'middle');
    return { slot, x, y, width: wide, height: cellHeight, texts };
  });
  const used = Math.ceil(slots.length / columns) * (cellHeight + cellGap);
  const texts = placeLines(lines, { x: width / 2, y: padding.y }, 'middle');
  return { box, width, height: top + used + padding.y, texts, slots };
}

/** Hosts: their NICs along the upper side, words below. */
function slotted(box: Box, vertical: boolean, least: ReadonlyMap<string, number>): SizedBox {
  const slots: PlacedSlot[] = [];
  let x = padding.x;
  for (const slot of box.slots) {
    const placed = placeSlot(slot, vertical, least.get(slot.id) ?? 0, { x, y: 0 });
    slots.push(placed);
    x += placed.width + slotGap;
  }
  const top = slots.reduce((most, slot) => Math.max(most, slot.height), 0);
  const lines = contents(box);
  const block = blockSize(lines);
  const strip = x - slotGap + padding.x;
  const width = Math.max(strip, block.width + 2 * padding.x);
  const texts = placeLines(lines, { x: width / 2, y: top + padding.y }, 'middle');
  const shift = slots.length > 0 ? (width - strip) / 2 : 0;
  const centred = slots.map((slot) => moveSlot(slot, { x: shift, y: 0 }));
  return { box, width, height: top + block.height + 2 * padding.y, texts, slots: centred };
}

function placeSlot(slot: Slot, vertical: boolean, least: number, at: Point): PlacedSlot {
  const one = line(slot.name, 'soft', 12);
  const length = textWidth(one.text, 'soft') + 8;
  const width = Math.max(vertical ? 16 : length, least);
  const height = vertical ? length : slotHeight;
  const rect = { ...at, width, height };
  const text = vertical
    ? [placeVertical(one, rect)]
    : placeLines([one], { x: at.x + width / 2, y: 2 }, 'middle');
  return { slot, ...rect, texts: text };
}

/** A box that is at least so wide, its contents in the middle. */
export function widened(sized: SizedBox, width: number): SizedBox {
  const by = { x: Math.max(0, width - sized.width) / 2, y: 0 };
  return {
    ...sized,
    width: sized.width + 2 * by.x,
    texts: sized.texts.map((text) => moveText(text, by)),
    slots: sized.slots.map((slot) => moveSlot(slot, by)),
  };
}

/** A sized box with its corner at a point. */
export function placeBox({ box, width, height, texts, slots }: SizedBox, at: Point): PlacedBox {
  return {
    box,
    ...at,
    width,
    height,
    texts: texts.map((text) => moveText(text, at)),
    slots: slots.map((slot) => moveSlot(slot, at)),
  };
}
