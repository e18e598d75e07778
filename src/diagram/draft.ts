import type { CompactFabric } from '../fabric/compact.js';
import type { Cell } from './model.js';
import { paletteSize } from './palette.js';
import { strataOf, stratumOf } from './strata.js';

/**
 * A box before links are gathered: which vertices it stands for. Levels of detail differ in their
 * drafts and in nothing else.
 */
export interface Draft {
  readonly id: string;
  readonly kind: 'switch' | 'host';
  readonly row: number;
  readonly frame: string | null;
  readonly panel?: string;
  readonly cell?: Cell;
  readonly name: string;
  readonly lines: readonly string[];
  readonly rest: boolean;
  readonly focus: boolean;
  readonly terse: boolean;
  readonly hue: number | null;
  /** Ascending; switches may have their endpoints with them. No vertex is in two drafts. */
  readonly vertices: readonly number[];
  /**
   * Where links of hosts start: at the box, at a slot per NIC, or at a slot per box reached. Of
   * switches: a slot for each of them, where no link starts.
   */
  readonly slots: 'none' | 'endpoint' | 'target' | 'switch';
}

export const hueOf = (plane: number): number => plane % paletteSize;

/** Row of a switch: 1 for the lowest tier (or level) of its plane set. */
export const rowOf = (fabric: CompactFabric, vertex: number): number =>
  1 + stratumOf(fabric, vertex);

/** What a switch is called: `leaf`, in a cube `level-1 router`. */
export function nounOf(fabric: CompactFabric, vertex: number): string {
  const { tier, planeSet } = attributesOf(fabric, vertex);
  return strataOf(fabric, planeSet)[stratumOf(fabric, vertex)]?.noun ?? tier;
}

export function attributesOf(fabric: CompactFabric, vertex: number) {
  return fabric.switches[vertex - fabric.endpointCount]!;
}

/** A switch that is drawn by itself. */
export function switchDraft(
  fabric: CompactFabric,
  vertex: number,
  name: string,
  lines: readonly string[] = [],
): Draft {
  const plane = fabric.planeOfSwitch[vertex]!;
  return {
    id: fabric.vertexIds[vertex]!,
    kind: 'switch',
    row: rowOf(fabric, vertex),
    frame: fabric.planes[plane]!.id,
    name,
    lines,
    rest: false,
    focus: false,
    terse: false,
    hue: hueOf(plane),
    vertices: [vertex],
    slots: 'none',
  };
}
