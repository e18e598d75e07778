import type { Box, Frame, LegendEntry, Link, MarkKind, Panel, Slot } from '../diagram/model.js';

/** A diagram with coordinates: px, y downwards, rounded to a tenth. All that a renderer knows. */
export interface PlacedDiagram {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly sets: readonly PlacedSet[];
  readonly frames: readonly PlacedFrame[];
  /** Inside of their frames. */
  readonly panels: readonly PlacedPanel[];
  readonly links: readonly PlacedLink[];
  readonly boxes: readonly PlacedBox[];
  readonly legend: readonly PlacedEntry[];
  /** Title block, floor caption and notes. */
  readonly texts: readonly PlacedText[];
  readonly rules: readonly Rect[];
  readonly verdict: PlacedVerdict | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** How a text looks; sizes and weights are the layout's, colours the renderer's. */
export type TextRole = 'title' | 'strong' | 'label' | 'soft' | 'number' | 'status';

/** One line of text. `y` is the baseline; `vertical`: turned to be read from below. */
export interface PlacedText extends Point {
  readonly text: string;
  readonly role: TextRole;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly vertical: boolean;
  /** Of role `status`. */
  readonly mark: MarkKind | null;
}

export interface PlacedSet extends Rect {
  readonly id: string;
  readonly texts: readonly PlacedText[];
}

export interface PlacedFrame extends Rect {
  readonly frame: Frame;
  readonly texts: readonly PlacedText[];
}

export interface PlacedPanel extends Rect {
  readonly panel: Panel;
  readonly texts: readonly PlacedText[];
}

export interface PlacedBox extends Rect {
  readonly box: Box;
  readonly texts: readonly PlacedText[];
  readonly slots: readonly PlacedSlot[];
}

export interface PlacedSlot extends Rect {
  readonly slot: Slot;
  readonly texts: readonly PlacedText[];
}

export interface PlacedLink {
  readonly link: Link;
  /** Corners of a line; with `curved` the ends and the control point of an arc. */
  readonly points: readonly Point[];
  readonly curved: boolean;
}

/** An entry of the legend: a sample to draw in the rectangle, and its text. */
export interface PlacedEntry extends Rect {
  readonly entry: LegendEntry;
  readonly text: PlacedText;
}

export interface PlacedVerdict extends Rect {
  readonly verdict: 'pass' | 'fail';
  readonly text: PlacedText;
}
