import type { Box, Cell, Link, Panel } from '../diagram/model.js';
import { present } from '../std/assert.js';
import type { Content, FramePlan } from './content.js';
import { boundsOf, fitted, headHeight, placeGridPanel } from './panel.js';
import type { PlacedBox, PlacedLink, Point, Rect } from './placed.js';
import { placeBox, type SizedBox, widened } from './size.js';

/** Between cells; of many the less. Between panels, for the cables that cross. */
const gaps = { few: 26, many: 8, panels: 120 } as const;
const manyCells = 200;

/** Boxes in the cells of a grid, or of a grid for each panel, side by side. */
export function cells({ frame, boxes, links }: FramePlan): Content {
  const gap = boxes.length > manyCells ? gaps.many : gaps.few;
  const panels: (Panel | null)[] = frame.panels.length > 0 ? [...frame.panels] : [null];
  const head = frame.panels.reduce((most, panel) => Math.max(most, headHeight(panel)), 0);
  let x = 0;
  const grids = panels.map((panel) => {
    const own = boxes.filter(({ box }) => box.panel === (panel?.id ?? null));
    const placed = grid(own, { x, y: 0 }, gap);
    const bounds = boundsOf(placed);
    const around = panel ? [placeGridPanel(panel, bounds, 3 * gap, head)] : [];
    x = bounds.x + bounds.width + 6 * gap + gaps.panels;
    return { placed, panels: around };
  });
  const placed = grids.flatMap((one) => one.placed);
  const corner = new Map(placed.map((one) => [one.box.id, one]));
  const lines = links.map((link) => route(link, corner, gap));
  return fitted({ boxes: placed, links: lines, panels: grids.flatMap((one) => one.panels) });
}

const cellOf = (box: Box): Cell => present(box.cell ?? undefined, `cell of ${box.id}`);

/** Columns as wide as their widest box, so that rails run straight; lines as high as their highest. */
function grid(boxes: readonly SizedBox[], at: Point, gap: number): PlacedBox[] {
  const widths = new Map<number, number>();
  const heights = new Map<number, number>();
  for (const { box, width, height } of boxes) {
    const { column, line } = cellOf(box);
    widths.set(column, Math.max(widths.get(column) ?? 0, width));
    heights.set(line, Math.max(heights.get(line) ?? 0, height));
  }
  const xs = starts(widths, at.x, gap);
  const ys = starts(heights, at.y, gap);
  return boxes.map((sized) => {
    const { column, line } = cellOf(sized.box);
    const y = ys.get(line)! + (heights.get(line)! - sized.height) / 2;
    return placeBox(widened(sized, widths.get(column)!), { x: xs.get(column)!, y });
  });
}

function starts(sizes: ReadonlyMap<number, number>, from: number, gap: number) {
  const found = new Map<number, number>();
  let at = from;
  for (const [key, size] of [...sizes].sort(([a], [b]) => a - b)) {
    found.set(key, at);
    at += size + gap;
  }
  return found;
}

function route(link: Link, corner: ReadonlyMap<string, PlacedBox>, gap: number): PlacedLink {
  const a = present(corner.get(link.lower.box), link.lower.box);
  const b = present(corner.get(link.upper.box), link.upper.box);
  const [from, to] = [cellOf(a.box), cellOf(b.box)];
  if (a.box.panel !== b.box.panel) return across(link, a, b);
  if (a.box.panel !== null && from.column === to.column) return besideColumn(link, a, b, gap);
  if (from.line === to.line) return { link, points: alongLine(a, b, gap), curved: false };
  if (from.column === to.column) return { link, points: alongColumn(a, b, gap), curved: false };
  return aroundCorner(link, a, b);
}

/** Straight from panel to panel. */
function across(link: Link, a: PlacedBox, b: PlacedBox): PlacedLink {
  const side = (one: Rect, other: Rect): Point => ({
    x: one.x < other.x ? one.x + one.width : one.x,
    y: one.y + one.height / 2,
  });
  return { link, points: [side(a, b), side(b, a)], curved: false };
}

/** An arc left of a column, the farther out the longer it is. */
function besideColumn(link: Link, a: PlacedBox, b: PlacedBox, gap: number): PlacedLink {
  const [from, to] = [a, b].map(({ x, y, height }) => ({ x, y: y + height / 2 })) as [Point, Point];
  const length = Math.abs(to.y - from.y);
  const out = Math.min(1, 0.3 + length / 500) * 2 * (gap - 2);
  const control = { x: Math.min(from.x, to.x) - out, y: (from.y + to.y) / 2 };
  return { link, points: [from, control, to], curved: true };
}

/** From one end of a line along the room above it, down into a box: all of a line share a rail. */
function alongLine(a: PlacedBox, b: PlacedBox, gap: number): Point[] {
  const [hub, end] = a.x < b.x ? [a, b] : [b, a];
  const middle = hub.y + hub.height / 2;
  const rail = end.y - gap * 0.35;
  const down = end.x + Math.min(12, end.width / 3);
  const out = hub.x + hub.width + gap * 0.25;
  const points = [
    { x: hub.x + hub.width, y: middle },
    { x: out, y: middle },
    { x: out, y: rail },
    { x: down, y: rail },
    { x: down, y: end.y },
  ];
  return hub === a ? points : points.reverse();
}

/** The same down a column: along the room left of it, then into a box from the left. */
function alongColumn(a: PlacedBox, b: PlacedBox, gap: number): Point[] {
  const [hub, end] = a.y < b.y ? [a, b] : [b, a];
  const middle = hub.x + hub.width / 2;
  const rail = Math.min(end.x, hub.x) - gap * 0.35;
  const into = end.y + end.height * 0.6;
  const out = hub.y + hub.height + gap * 0.25;
  const points = [
    { x: middle, y: hub.y + hub.height },
    { x: middle, y: out },
    { x: rail, y: out },
    { x: rail, y: into },
    { x: end.x, y: into },
  ];
  return hub === a ? points : points.reverse();
}

/** From a line to a column over the heads of the columns, where no box stands. */
function aroundCorner(link: Link, a: PlacedBox, b: PlacedBox): PlacedLink {
  const isLine = cellOf(a.box).column <= cellOf(b.box).column;
  const [line, column] = isLine ? [a, b] : [b, a];
  const from = { x: line.x + line.width / 2, y: line.y };
  const to = { x: column.x + column.width / 2, y: column.y };
  const control = { x: from.x, y: to.y - 16 - 4 * Math.sqrt(to.x - from.x) };
  const points = isLine ? [from, control, to] : [to, control, from];
  return { link, points, curved: true };
}
