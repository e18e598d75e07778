import type { FrameLayout } from './frame.js';
import type {
  PlacedBox,
  PlacedLink,
  PlacedPanel,
  PlacedSlot,
  PlacedText,
  Point,
} from './placed.js';
import type { SetLayout } from './set.js';

/** Copies of placed things, moved by so much. */
export function moveText(text: PlacedText, by: Point): PlacedText {
  return { ...text, x: text.x + by.x, y: text.y + by.y };
}

export function moveSlot(slot: PlacedSlot, by: Point): PlacedSlot {
  const texts = slot.texts.map((text) => moveText(text, by));
  return { ...slot, x: slot.x + by.x, y: slot.y + by.y, texts };
}

export function movePanel(placed: PlacedPanel, by: Point): PlacedPanel {
  const texts = placed.texts.map((text) => moveText(text, by));
  return { ...placed, x: placed.x + by.x, y: placed.y + by.y, texts };
}

export function moveFrame({ placed, boxes, links, panels }: FrameLayout, by: Point): FrameLayout {
  const texts = placed.texts.map((text) => moveText(text, by));
  return {
    panels: panels.map((one) => movePanel(one, by)),
    placed: { ...placed, x: placed.x + by.x, y: placed.y + by.y, texts },
    boxes: boxes.map((one) => moveBox(one, by)),
    links: links.map((one) => moveLink(one, by)),
  };
}

export function moveBox(placed: PlacedBox, by: Point): PlacedBox {
  return {
    ...placed,
    x: placed.x + by.x,
    y: placed.y + by.y,
    texts: placed.texts.map((text) => moveText(text, by)),
    slots: placed.slots.map((slot) => moveSlot(slot, by)),
  };
}

export function moveLink(placed: PlacedLink, by: Point): PlacedLink {
  return { ...placed, points: placed.points.map(({ x, y }) => ({ x: x + by.x, y: y + by.y })) };
}

export function moveSet({ placed, frames }: SetLayout, by: Point): SetLayout {
  const texts = placed.texts.map((text) => moveText(text, by));
  return {
    placed: { ...placed, x: placed.x + by.x, y: placed.y + by.y, texts },
    frames: frames.map((frame) => moveFrame(frame, by)),
  };
}
