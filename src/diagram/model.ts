import type { DescribedSet } from './described.js';
import type { Speeds } from './names.js';

/**
 * What a picture shows, without coordinates. Boxes stand in rows (0: hosts, then a row per tier),
 * those of switches inside the frame of their plane. A box may stand for many elements; what is not
 * drawn by itself is inside a box whose `rest` is true, so that every element is counted somewhere.
 */
export interface Diagram {
  readonly detail: Detail;
  readonly titleBlock: TitleBlock;
  /** The picture in words, for those who cannot see it. */
  readonly description: string;
  readonly sets: readonly FrameSet[];
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Of all boxes of the floor together: a host has NICs in several where rails are apart. */
  readonly hosts: number;
  /** Facts about the hosts, beside their row. */
  readonly floor: readonly string[];
  readonly legend: readonly LegendEntry[];
  /** What is not drawn, and what is marked, in sentences. */
  readonly notes: readonly string[];
}

export type Detail = 'overview' | 'plane' | 'full';

/** Of faults, of a difference, and of findings: `finding` is an error. */
export type MarkKind =
  | 'down'
  | 'cut-off'
  | 'degraded'
  | 'removed'
  | 'added'
  | 'changed'
  | 'finding'
  | 'warning';

/** Something to say about an element. `value`: share of its capacity that is left, 0 … 1. */
export interface Mark {
  readonly id: string;
  readonly mark: MarkKind;
  readonly value?: number;
  /** What is to be read where the pointer rests: a message, or what has changed. */
  readonly text?: string;
}

/** A figure of cables that colours them. */
export interface Heat {
  /** What the figure is called: `load`, `errors`. */
  readonly name: string;
  /** By id of a cable; ≥ 0. */
  readonly values: ReadonlyMap<string, number>;
}

export interface TitleBlock {
  readonly title: string;
  readonly name: string;
  readonly facts: readonly string[];
  /** What has changed since another design, before the facts. */
  readonly changes?: readonly string[];
  readonly source?: string;
  readonly verdict?: 'pass' | 'fail';
}

export interface DiagramOptions {
  readonly detail: Detail;
  /** Plane id, for detail `plane`. */
  readonly plane?: string;
  /** Names an element (see `isFocus`): it and its neighbours are drawn, the rest is counted. */
  readonly focus?: string;
  /** So many cables away from the focus things are drawn; 1 if it is not said. */
  readonly depth?: number;
  readonly marks: readonly Mark[];
  readonly heat?: Heat;
  /** Sentences of who asks for the picture, before those of the picture itself. */
  readonly notes?: readonly string[];
  readonly titleBlock: TitleBlock;
  /** Plane sets of which the fabric has nothing. */
  readonly described?: readonly DescribedSet[];
}

/** A plane set: planes side by side, and captions beside their rows. */
export interface FrameSet {
  readonly id: string;
  readonly label: string;
  readonly captions: readonly Caption[];
  readonly frames: readonly Frame[];
}

/** Says what stands in a row (2: that of the second tier), or between rows (1.5). */
export interface Caption {
  readonly row: number;
  readonly lines: readonly string[];
}

/** A plane, or the planes that are not drawn. */
export interface Frame {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly string[];
  /** Index into the palette; null for what belongs to no single plane. */
  readonly hue: number | null;
  readonly rest: boolean;
  readonly shape: Shape;
  /** Sized by formulas: nothing of it is built, and nothing verified. */
  readonly described: boolean;
  readonly panels: readonly Panel[];
  /** Mark of the plane itself; `status` counts those on what is in it, too. */
  readonly mark: MarkKind | null;
  readonly status: Status | null;
}

/**
 * How the boxes of a frame stand: in rows, in pods side by side under a row of what joins them, on a
 * ring around the panel that is opened up, or in the cells of a grid.
 */
export type Shape = 'rows' | 'pods' | 'ring' | 'cells';

/** A part of a frame with a border of its own: a pod, a group, a subgraph. */
export interface Panel {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly string[];
  readonly hue: number | null;
  readonly mark: MarkKind | null;
  readonly status: Status | null;
}

/** The worst mark of what an element stands for, and all of them in words. */
export interface Status {
  readonly mark: MarkKind;
  /** It is on all of what the element stands for. */
  readonly whole: boolean;
  readonly texts: readonly StatusText[];
  /** What the marks say beside their kind: a few of it, and how much more there is. */
  readonly says: readonly string[];
  /** Share of capacity left, of a single degraded element. */
  readonly value: number | null;
}

export interface StatusText {
  readonly mark: MarkKind;
  readonly text: string;
}

export interface Box {
  readonly id: string;
  readonly kind: 'switch' | 'host';
  readonly row: number;
  /** Id of its frame; null on the floor. */
  readonly frame: string | null;
  /** Id of its panel in the frame, if it has one. */
  readonly panel: string | null;
  /** Where it stands in its panel, or in a frame that is a grid. */
  readonly cell: Cell | null;
  readonly name: string;
  readonly lines: readonly string[];
  /** What one of what it stands for is called: `leaf`, `host`. */
  readonly noun: string;
  /** So many switches or hosts. */
  readonly count: number;
  /** Cables that end at nothing outside of it: no link shows them. */
  readonly within: number;
  readonly rest: boolean;
  /** The element that the picture is about. */
  readonly focus: boolean;
  /** It says only its number: its frame says what is marked. */
  readonly terse: boolean;
  readonly hue: number | null;
  /** The NICs of hosts, where links start. */
  readonly slots: readonly Slot[];
  readonly status: Status | null;
  readonly tip: string;
}

/** A place in a grid, from its upper left corner. */
export interface Cell {
  readonly column: number;
  readonly line: number;
}

/** Where links start, or of a box of switches one of these. */
export interface Slot {
  readonly id: string;
  readonly name: string;
  readonly hue: number | null;
  readonly status: Status | null;
  readonly tip: string;
}

/** The cables between two boxes. */
export interface Link {
  readonly id: string;
  readonly lower: LinkEnd;
  readonly upper: LinkEnd;
  readonly cables: number;
  /** Sum over the cables. */
  readonly gbps: number;
  /** Of the slowest and of the fastest cable. */
  readonly speeds: Speeds;
  /** It joins a box of what is not drawn by itself. */
  readonly rest: boolean;
  readonly hue: number | null;
  readonly status: Status | null;
  /** Its place on the scale of a figure: undefined where none is shown, null without a value. */
  readonly heat?: number | null;
  readonly tip: string;
}

export interface LinkEnd {
  readonly box: string;
  readonly slot: string | null;
  /** Port of a cable that is drawn by itself; its place among the others of the box. */
  readonly port: number | null;
}

export type LegendEntry =
  | { readonly key: 'width'; readonly gbps: number; readonly text: string }
  | { readonly key: 'rest'; readonly text: string }
  | { readonly key: 'stack'; readonly text: string }
  | { readonly key: 'focus'; readonly text: string }
  | { readonly key: 'mark'; readonly mark: MarkKind; readonly text: string }
  | { readonly key: 'heat'; readonly heat: number; readonly text: string };
