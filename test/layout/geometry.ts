import type {
  PlacedDiagram,
  PlacedPanel,
  PlacedText,
  Point,
  Rect,
} from '../../src/layout/placed.js';
import { textRect } from '../../src/layout/text.js';

/** What is wrong with where things stand: overlaps, labels outside of their box, paper too small. */
export function faultsOf(placed: PlacedDiagram): string[] {
  const boxes = placed.boxes.map((box) => ({ name: `box ${box.box.id}`, rect: box }));
  const frames = placed.frames.map((frame) => ({ name: `frame ${frame.frame.id}`, rect: frame }));
  const panels = placed.panels.map((panel) => ({ name: `panel ${panel.panel.id}`, rect: panel }));
  const paper = { x: 0, y: 0, width: placed.width, height: placed.height };
  const texts = allTexts(placed);
  const named = texts.map((text) => ({ name: `text "${text.text}"`, rect: textRect(text) }));
  const free = freeTexts(placed).map((text) => ({ name: `"${text.text}"`, rect: textRect(text) }));
  return [
    ...overlaps(boxes),
    ...overlaps(frames),
    ...overlaps(panels),
    ...placed.panels.flatMap((panel) => inPanel(placed, panel)),
    ...throughBoxes(placed),
    ...overlaps(named),
    ...crossing(free, boxes),
    ...placed.boxes.flatMap((box) => [
      ...box.texts.flatMap((text) => outside(`"${text.text}"`, textRect(text), box)),
      ...box.slots.flatMap((slot) => outside(`slot ${slot.slot.id}`, slot, box)),
      ...box.slots.flatMap((slot) =>
        slot.texts.flatMap((text) => outside(`"${text.text}"`, textRect(text), slot)),
      ),
      ...overlaps(box.slots.map((slot) => ({ name: `slot ${slot.slot.id}`, rect: slot }))),
    ]),
    ...placed.frames.flatMap((frame) => [
      ...frame.texts.flatMap((text) => outside(`"${text.text}"`, textRect(text), frame)),
      ...placed.boxes
        .filter(({ box }) => box.frame === frame.frame.id)
        .flatMap((box) => outside(`box ${box.box.id}`, box, frame)),
    ]),
    ...[...boxes, ...frames, ...named].flatMap(({ name, rect }) => outside(name, rect, paper)),
    ...ends(placed),
  ];
}

/** A panel is inside a frame, its texts and boxes (and no others) are inside of it. */
function inPanel({ boxes, frames }: PlacedDiagram, placed: PlacedPanel): string[] {
  const { id } = placed.panel;
  const frame = frames.find((one) => one.frame.panels.some((panel) => panel.id === id))!;
  const [own, others] = [
    boxes.filter(({ box }) => box.panel === id),
    boxes.filter(({ box }) => box.panel !== id),
  ];
  return [
    ...outside(`panel ${id}`, placed, frame),
    ...placed.texts.flatMap((text) => outside(`"${text.text}"`, textRect(text), placed)),
    ...own.flatMap((box) => outside(`box ${box.box.id}`, box, placed)),
    ...crossing(
      [{ name: `panel ${id}`, rect: placed }],
      others.map((box) => ({ name: `foreign box ${box.box.id}`, rect: box })),
    ),
    ...crossing(
      placed.texts.map((text) => ({ name: `"${text.text}"`, rect: textRect(text) })),
      own.map((box) => ({ name: `box ${box.box.id}`, rect: box })),
    ),
  ];
}

/**
 * Lines that run through boxes that they do not join. Straight lines across a grid of cells pass
 * behind these, and an arc has its own room.
 */
function throughBoxes(placed: PlacedDiagram): string[] {
  const grids = placed.frames.filter(({ frame }) => frame.shape === 'cells');
  const inGrid = new Set(grids.map(({ frame }) => frame.id));
  const boxes = placed.boxes.filter(({ box }) => !inGrid.has(box.frame ?? ''));
  return placed.links
    .filter(({ curved }) => !curved)
    .flatMap(({ link, points }) =>
      boxes
        .filter(({ box }) => box.id !== link.lower.box && box.id !== link.upper.box)
        .filter((box) => points.slice(1).some((point, i) => cuts(points[i]!, point, box)))
        .map(({ box }) => `line ${link.id} runs through box ${box.id}`),
    );
}

/** Whether a line enters a rectangle by more than a px (Liang and Barsky's clipping). */
function cuts(a: Point, b: Point, { x, y, width, height }: Rect): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [from, to] = [0, 1];
  for (const [p, q] of [
    [-dx, a.x - x - 1],
    [dx, x + width - 1 - a.x],
    [-dy, a.y - y - 1],
    [dy, y + height - 1 - a.y],
  ] as const) {
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  return from < to;
}

/** A3 landscape: 1,190.55 pt; the smallest text has 11 px and is to be printed with 5 pt. */
const widest = (11 * 1190.55) / 5;

/** What is wrong with a picture as a page: too wide to be read, or of a shape that wastes paper. */
export function pageFaults({ width, height }: PlacedDiagram): string[] {
  const aspect = width / height;
  return [
    ...(width > widest ? [`${width} px are too wide for A3`] : []),
    ...(aspect < 1.15 || aspect > 2.3 ? [`width to height is ${aspect.toFixed(2)}`] : []),
  ];
}

function allTexts(placed: PlacedDiagram): PlacedText[] {
  return [
    ...freeTexts(placed),
    ...placed.frames.flatMap(({ texts }) => texts),
    ...placed.panels.flatMap(({ texts }) => texts),
    ...placed.boxes.flatMap(({ texts, slots }) => [...texts, ...slots.flatMap((s) => s.texts)]),
  ];
}

function freeTexts(placed: PlacedDiagram): PlacedText[] {
  return [
    ...placed.texts,
    ...placed.sets.flatMap(({ texts }) => texts),
    ...placed.legend.map(({ text }) => text),
    ...(placed.verdict ? [placed.verdict.text] : []),
  ];
}

interface Named {
  readonly name: string;
  readonly rect: Rect;
}

function overlaps(all: readonly Named[]): string[] {
  const sorted = [...all].sort((a, b) => a.rect.x - b.rect.x);
  const found: string[] = [];
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j]!;
      if (b.rect.x >= a.rect.x + a.rect.width) break;
      if (meet(a.rect, b.rect)) found.push(`${a.name} overlaps ${b.name}`);
    }
  });
  return found;
}

function crossing(some: readonly Named[], others: readonly Named[]): string[] {
  return some.flatMap((a) =>
    others.filter((b) => meet(a.rect, b.rect)).map((b) => `${a.name} overlaps ${b.name}`),
  );
}

/** Coordinates are rounded to a tenth: so much is no overlap. */
const slack = 0.25;

function meet(a: Rect, b: Rect): boolean {
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

function outside(name: string, inner: Rect, outer: Rect): string[] {
  const inside =
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack;
  return inside ? [] : [`${name} is not inside`];
}

/** Links must end at the boxes that they join. */
function ends(placed: PlacedDiagram): string[] {
  const boxes = new Map(placed.boxes.map((box) => [box.box.id, box]));
  return placed.links.flatMap(({ link, points }) => {
    const pairs = [
      [points[0]!, boxes.get(link.lower.box)!],
      [points.at(-1)!, boxes.get(link.upper.box)!],
    ] as const;
    return pairs.flatMap(([point, box]) =>
      outside(`end of ${link.id}`, { ...point, width: 0, height: 0 }, box),
    );
  });
}
