import type { CompactFabric } from '../../fabric/compact.js';
import type { Cluster } from '../clusters.js';
import type { Draft } from '../draft.js';
import type { Caption, Shape } from '../model.js';
import type { RankOf } from '../representatives.js';
import { cube } from './cube.js';
import { groups } from './groups.js';
import { pods } from './pods.js';
import { slimFly } from './slim-fly.js';
import { tiers } from './tiers.js';

/** What a plane is read for: one page for the whole fabric, or one for this plane. */
export interface Asked {
  readonly fabric: CompactFabric;
  readonly plane: number;
  readonly level: 'overview' | 'plane';
  /** Planes of the picture. */
  readonly planes: ReadonlySet<number>;
  /** By vertex: whether it is worth being seen by itself. */
  readonly rankOf: RankOf<number>;
}

/** A plane as boxes, before cables and marks are counted. */
export interface Read {
  readonly shape: Shape;
  readonly drafts: readonly Draft[];
  readonly panels: readonly PanelDraft[];
  /** Behind what the frame says anyway. */
  readonly lines: readonly string[];
  /** Beside the rows; null: what stands in the tiers. */
  readonly captions: readonly Caption[] | null;
  readonly notes: readonly string[];
  /** Cables between boxes that are counted in a note instead of drawn. */
  readonly leftOut?: (cable: number) => boolean;
}

export interface PanelDraft {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly string[];
  /** The switches in it. */
  readonly vertices: readonly number[];
}

/** How planes of one form are drawn. */
export interface Reading {
  /** Whether a plane has this form. */
  readonly fits: (asked: Asked) => boolean;
  /** Planes of a set that fit beside each other in an overview. */
  readonly mostPlanes: number;
  /** Endpoints that boxes of the plane stand for: they are not on the floor. */
  readonly houses: (asked: Asked) => Iterable<number>;
  /** `visible`: by endpoint, 1 if it is drawn on the floor by itself or with its unit. */
  readonly read: (asked: Asked, visible: Uint8Array) => Read;
  /** Of the clusters on the floor those that are shown, where the form decides it. */
  readonly shows?: (asked: Asked, all: readonly Cluster[]) => Set<Cluster> | null;
}

/** The first that fits is taken; tiers fit always. */
const known: readonly Reading[] = [cube, groups, slimFly, pods, tiers];

export function readingOf(asked: Asked): Reading {
  return known.find((reading) => reading.fits(asked)) ?? tiers;
}
