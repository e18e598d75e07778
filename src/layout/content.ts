import type { Frame, Link } from '../diagram/model.js';
import type { Anchors } from './anchors.js';
import { moveBox, moveLink, movePanel } from './move.js';
import type { PlacedBox, PlacedLink, PlacedPanel, Point } from './placed.js';
import type { SizedBox } from './size.js';

/** What a frame is laid out from. */
export interface FramePlan {
  readonly frame: Frame;
  readonly boxes: readonly SizedBox[];
  readonly links: readonly Link[];
  readonly at: Anchors;
  readonly rowGap: number;
  /** Room for the header, the same in all frames that are not of the rest. */
  readonly headerHeight: number;
  /** Some frame has cables within a row: room for them in all. */
  readonly arcs: boolean;
  /** So many times as wide as its boxes need. */
  readonly stretch: number;
}

/** What stands in a frame below its header; coordinates from the corner of that. */
export interface Content {
  readonly boxes: readonly PlacedBox[];
  readonly links: readonly PlacedLink[];
  readonly panels: readonly PlacedPanel[];
  readonly width: number;
  readonly height: number;
}

export function moveContent(content: Content, by: Point): Content {
  return {
    ...content,
    boxes: content.boxes.map((one) => moveBox(one, by)),
    links: content.links.map((one) => moveLink(one, by)),
    panels: content.panels.map((one) => movePanel(one, by)),
  };
}
