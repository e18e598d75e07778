import type { TitleBlock } from '../../diagram/model.js';

/** A chart as data: what is shown, in numbers and words. Coordinates are the renderer's. */
export type Chart = LineChart | BarChart | LoadChart;

interface Told {
  readonly titleBlock: TitleBlock;
  /** Whole sentences that stand below. */
  readonly notes: readonly string[];
  /** What it shows, for who does not see it. */
  readonly description: string;
}

/** Bandwidths in GB/s, from 0, over an axis on which every doubling is as long. */
export interface LineChart extends Told {
  readonly kind: 'lines';
  readonly x: { readonly label: string; readonly unit: 'bytes' | 'count' };
  readonly yLabel: string;
  readonly lines: readonly ChartLine[];
  readonly level: Level | null;
}

/** The same where there is nothing to draw a line along. */
export interface BarChart extends Told {
  readonly kind: 'bars';
  readonly label: string;
  readonly bars: readonly (Reached & { readonly label: string; readonly look: Look })[];
  readonly level: Level | null;
}

/** GB/s: the figure, and between what it lies or spreads. */
export interface Reached {
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

export interface ChartLine {
  readonly label: string;
  readonly look: Look;
  /** By ascending x, each once. */
  readonly points: readonly (Reached & { readonly x: number })[];
}

/** Places in the palette and in the lists of dashes and of markers: no line is told by its colour alone. */
export interface Look {
  readonly hue: number;
  readonly dash: number;
  readonly marker: number;
}

/** What bandwidths are to be compared with: a line through the chart. What stays in a domain may be above it. */
export interface Level {
  readonly label: string;
  readonly value: number;
}

/** How many channels are how busy: a row for each pair of tiers, a column for each run. */
export interface LoadChart extends Told {
  readonly kind: 'loads';
  readonly columns: readonly string[];
  readonly rows: readonly LoadRow[];
}

export interface LoadRow {
  readonly label: string;
  /** By column; null: there are no such channels. */
  readonly cells: readonly (LoadCell | null)[];
}

export interface LoadCell {
  readonly channels: number;
  /** Channels by share of the time in which they are busy: equal bins from 0 to 1. */
  readonly bins: readonly number[];
  readonly mean: number;
  readonly most: number;
  /** The busiest cable. */
  readonly cable: string | null;
}
