import type { Link } from '../diagram/model.js';
import { present } from '../std/assert.js';
import type { Anchors } from './anchors.js';
import type { Content, FramePlan } from './content.js';
import type { Layered, Solver } from './elk.js';
import { evenRows } from './even-rows.js';
import { around, fitted } from './panel.js';
import type { PlacedBox, PlacedLink, Point } from './placed.js';
import { gapOf, placeBox, type SizedBox } from './size.js';

/** Edges that elk is asked to place: more of them take time and move nothing. */
const mostEdges = 150;
/** Room for the cables between switches of one row. */
const arcRoom = 46;
/** Of more boxes elk takes seconds to say that full rows are full. */
const mostAsked = 60;

/** Boxes in rows, by elk; rows that fill the frame and whose lines need no way around are no question. */
export async function rows(plan: FramePlan, solve: Solver): Promise<Content> {
  const { frame, boxes, links, at } = plan;
  const rowOf = new Map(boxes.map(({ box }) => [box.id, box.row]));
  const flat = (link: Link) => rowsBetween(link, rowOf) === 0;
  const straight = (link: Link) => rowsBetween(link, rowOf) === 1;
  const margin = margins(boxes, plan.stretch);
  const asked = question(plan, margin, rowOf);
  const even = boxes.length > mostAsked && links.every((link) => flat(link) || straight(link));
  const solved = even ? evenRows(asked) : await solve(asked);
  const top = plan.arcs ? arcRoom : 0;
  const placed = boxes.map((sized) => {
    const { x, y } = present(solved.at.get(sized.box.id), sized.box.id);
    return placeBox(sized, { x: x + (margin.get(sized.box.row) ?? 0), y: top + y });
  });
  const corner = new Map(placed.map((one) => [one.box.id, one]));
  const panels = frame.panels.map((panel) => around(panel, placed));
  const lines = links.map((link) => {
    if (flat(link)) return arc(link, corner, at);
    if (straight(link)) return straightLine(link, corner, at);
    return lineOf(link, solved.routes.get(link.id), { x: 0, y: top });
  });
  if (panels.length > 0) return fitted({ boxes: placed, links: lines, panels });
  return { boxes: placed, links: lines, panels, width: solved.width, height: top + solved.height };
}

function question(
  { boxes, links, at, rowGap }: FramePlan,
  margin: ReadonlyMap<number, number>,
  rowOf: ReadonlyMap<string, number>,
): Layered {
  const end = (node: string, x: number | undefined) => ({
    node,
    x: present(x, node) + (margin.get(rowOf.get(node) ?? 0) ?? 0),
  });
  const rising = links.filter((link) => rowsBetween(link, rowOf) !== 0);
  return {
    nodes: boxes.map(({ box, width, height }) => ({
      id: box.id,
      row: box.row,
      width: width + 2 * (margin.get(box.row) ?? 0),
      height,
    })),
    edges: sample(rising, (link) => rowsBetween(link, rowOf) === 1).map((link) => ({
      id: link.id,
      lower: end(link.lower.box, at.get(link)?.lower),
      upper: end(link.upper.box, at.get(link)?.upper),
    })),
    nodeGap: gapOf(boxes),
    rowGap,
  };
}

export function rowsBetween({ lower, upper }: Link, rowOf: ReadonlyMap<string, number>): number {
  return (rowOf.get(upper.box) ?? 0) - (rowOf.get(lower.box) ?? 0);
}

/** All links, or of too many an even part: what elk does not route only helps it to place. */
function sample(links: readonly Link[], straight: (link: Link) => boolean): Link[] {
  const share = mostEdges / links.length;
  return links.filter((link, i) => !straight(link) || (i * 0.6180339887) % 1 < share);
}

/** By row: room left and right of each box, so that all rows are equally wide. */
function margins(boxes: readonly SizedBox[], stretch: number): Map<number, number> {
  const rows = rowWidths(boxes);
  const widest = stretch * widestOf(rows);
  return new Map([...rows].map(([row, { width, count }]) => [row, (widest - width) / (2 * count)]));
}

function rowWidths(boxes: readonly SizedBox[]): Map<number, { width: number; count: number }> {
  const rows = new Map<number, { width: number; count: number }>();
  const gap = gapOf(boxes);
  for (const { box, width } of boxes) {
    const row = rows.get(box.row) ?? { width: -gap, count: 0 };
    rows.set(box.row, { width: row.width + width + gap, count: row.count + 1 });
  }
  return rows;
}

const widestOf = (rows: ReadonlyMap<number, { readonly width: number }>): number =>
  [...rows.values()].reduce((most, { width }) => Math.max(most, width), 0);

/** The least width of what is in a frame. */
export const frameNeed = (boxes: readonly SizedBox[]): number => widestOf(rowWidths(boxes));

function lineOf(link: Link, points: readonly Point[] | undefined, by: Point): PlacedLink {
  const moved = present(points, link.id).map(({ x, y }) => ({ x: x + by.x, y: y + by.y }));
  return { link, points: moved, curved: false };
}

/** Between neighbouring rows elk bends no line: this one is where elk has it, if it was asked. */
export function straightLine(
  link: Link,
  boxes: ReadonlyMap<string, PlacedBox>,
  at: Anchors,
): PlacedLink {
  const lower = present(boxes.get(link.lower.box), link.lower.box);
  const upper = present(boxes.get(link.upper.box), link.upper.box);
  const anchor = present(at.get(link), link.id);
  const points = [
    { x: lower.x + anchor.lower, y: lower.y },
    { x: upper.x + anchor.upper, y: upper.y + upper.height },
  ];
  return { link, points, curved: false };
}

/** Between two switches of a row: over it, the higher the farther apart they are. */
export function arc(link: Link, boxes: ReadonlyMap<string, PlacedBox>, at: Anchors): PlacedLink {
  const a = present(boxes.get(link.lower.box), link.lower.box);
  const b = present(boxes.get(link.upper.box), link.upper.box);
  const anchor = present(at.get(link), link.id);
  const from = { x: a.x + anchor.lower, y: a.y };
  const to = { x: b.x + anchor.upper, y: b.y };
  const rise = Math.min(2 * arcRoom - 8, 24 + Math.abs(to.x - from.x) / 6);
  const control = { x: (from.x + to.x) / 2, y: Math.min(from.y, to.y) - rise };
  return { link, points: [from, control, to], curved: true };
}
