import type { PlacedDiagram, PlacedText, Rect } from '../../src/layout/placed.js';
import { textRect } from '../../src/layout/text.js';

/** What is wrong with where things stand: overlaps, labels outside of their box, paper too small. */
export function faultsOf(placed: PlacedDiagram): string[] {
  const boxes = placed.boxes.map((box) => ({ name: `box ${box.box.id}`, rect: box }));
  const frames = placed.frames.map((frame) => ({ name: `frame ${frame.frame.id}`, rect: frame }));
  const paper = { x: 0, y: 0, width: placed.width, height: placed.height };
  const texts = allTexts(placed);
  const named = texts.map((text) => ({ name: `text "${text.text}"`, rect: textRect(text) }));
  const free = freeTexts(placed).map((text) => ({ name: `"${text.text}"`, rect: textRect(text) }));
  return [
    ...overlaps(boxes),
    ...overlaps(frames),
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

function allTexts(placed: PlacedDiagram): PlacedText[] {
  return [
    ...freeTexts(placed),
    ...placed.frames.flatMap(({ texts }) => texts),
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
