import type { Link } from '../diagram/model.js';
import { present } from '../std/assert.js';
import type { Content, FramePlan } from './content.js';
import { moveContent } from './content.js';
import type { Solver } from './elk.js';
import { boundsOf, fitted, placeFlatPanel } from './panel.js';
import type { PlacedBox, PlacedLink, Point, Rect } from './placed.js';
import { rows } from './rows.js';
import { placeBox, type SizedBox, widened } from './size.js';

/** The ring is open below, where the panel stands: it begins and ends so far under its middle. */
const lowest = (20 * Math.PI) / 180;
const ratio = 0.5;
const smallest = 330;
const gap = 14;

/** Boxes on an ellipse, clockwise from the lower left; the opened panel closes it below. */
export async function ring(plan: FramePlan, solve: Solver): Promise<Content> {
  const { frame, boxes, links } = plan;
  const onRing = boxes.filter(({ box }) => box.panel === null);
  const own = boxes.filter(({ box }) => box.panel !== null);
  const ids = new Set(own.map(({ box }) => box.id));
  const isOwn = (link: Link) => ids.has(link.lower.box) && ids.has(link.upper.box);
  const opened = await rows(
    { ...plan, frame: { ...frame, panels: [] }, boxes: own, links: links.filter(isOwn) },
    solve,
  );
  const widest = onRing.reduce((most, { width }) => Math.max(most, width), 0);
  const placed = placeRing(onRing.map((one) => widened(one, widest)));
  const bounds = boundsOf(placed);
  const at = {
    x: bounds.x + (bounds.width - opened.width) / 2,
    y: bounds.y + bounds.height + 3 * gap,
  };
  const panel = moveContent(opened, at);
  const corner = new Map([...placed, ...panel.boxes].map((one) => [one.box.id, one]));
  const chords = links
    .filter((link) => !isOwn(link))
    .map((link): PlacedLink => {
      const a = present(corner.get(link.lower.box), link.lower.box);
      const b = present(corner.get(link.upper.box), link.upper.box);
      return { link, points: [meeting(a), meeting(b)], curved: false };
    });
  return fitted({
    boxes: [...placed, ...panel.boxes],
    links: [...panel.links, ...chords],
    panels: frame.panels.map((one) => placeFlatPanel(one, boundsOf(panel.boxes))),
  });
}

/** The smallest ellipse around 0, 0 on which the boxes stand free. */
function placeRing(boxes: readonly SizedBox[]): PlacedBox[] {
  let radius = smallest;
  for (;;) {
    const placed = onEllipse(boxes, radius);
    if (placed.every((one, i) => apart(one, placed[i + 1]))) return placed;
    radius *= 1.04;
  }
}

function apart(a: Rect, b: Rect | undefined): boolean {
  if (!b) return true;
  const across = Math.max(b.x - a.x - a.width, a.x - b.x - b.width);
  return across >= gap || Math.max(b.y - a.y - a.height, a.y - b.y - b.height) >= gap;
}

const samples = 720;

/** Boxes at equal distances along the ellipse. */
function onEllipse(boxes: readonly SizedBox[], radius: number): PlacedBox[] {
  const first = Math.PI + lowest;
  const sweep = Math.PI + 2 * lowest;
  const at = (share: number): Point => {
    const angle = first - share * sweep;
    return { x: radius * Math.cos(angle), y: -radius * ratio * Math.sin(angle) };
  };
  const lengths = [0];
  for (let i = 1; i <= samples; i++) {
    const [a, b] = [at((i - 1) / samples), at(i / samples)];
    lengths.push(lengths[i - 1]! + Math.hypot(b.x - a.x, b.y - a.y));
  }
  const whole = lengths[samples]!;
  return boxes.map((one, i) => {
    const wanted = boxes.length === 1 ? whole / 2 : (whole * i) / (boxes.length - 1);
    const point = at(lengths.findIndex((length) => length >= wanted - 1e-9) / samples);
    return placeBox(one, { x: point.x - one.width / 2, y: point.y - one.height / 2 });
  });
}

/** Where lines meet a box: of the ring at its point nearest to the middle, of the panel above it. */
function meeting(one: PlacedBox): Point {
  if (one.box.panel !== null) return { x: one.x + one.width / 2, y: one.y };
  // Such points lie on a curve without dents, and boxes outside of it: no line runs through one.
  const nearest = (from: number, size: number) => Math.min(from + size, Math.max(from, 0));
  return { x: nearest(one.x, one.width), y: nearest(one.y, one.height) };
}
