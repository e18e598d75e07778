import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import { partsNamed } from '../fabric/named.js';
import { formatCount } from '../std/units.js';
import type { Detail } from './model.js';
import { planeIndex } from './names.js';
import { readingOf } from './readings/reading.js';
import { tiers } from './readings/tiers.js';

/** What a reader can still tell apart, and elk lays out in 3 s. */
export const limits = {
  full: { vertices: 300, cables: 1500 },
  plane: { linesOfHosts: 1200 },
} as const;

export interface Level {
  readonly detail: Detail;
  readonly plane?: string;
  readonly focus?: string;
  /** So many cables away from the focus. */
  readonly depth?: number;
}

const reasons: Readonly<Record<Detail, (fabric: CompactFabric, level: Level) => string | null>> = {
  overview: () => null,
  plane: planeTooLarge,
  full: fullTooLarge,
};

/** Why a fabric cannot be drawn at a level, and what to use instead; null if it can. */
export function tooLarge(fabric: CompactFabric, level: Level): string | null {
  return level.focus === undefined ? reasons[level.detail](fabric, level) : null;
}

function fullTooLarge(fabric: CompactFabric): string | null {
  const { vertexCount, cableCount } = fabric;
  const { vertices, cables } = limits.full;
  if (vertexCount <= vertices && cableCount <= cables) return null;
  return (
    `the fabric has ${formatCount(vertexCount)} endpoints and switches and ` +
    `${formatCount(cableCount)} cables; --detail full draws at most ${formatCount(vertices)} ` +
    `and ${formatCount(cables)}; use --detail plane or overview, or --focus on one element`
  );
}

function planeTooLarge(fabric: CompactFabric, level: Level): string | null {
  const index = planeIndex(fabric, level.plane);
  const plane = fabric.planes[index];
  if (!plane) return null;
  const asked = { fabric, plane: index, level: 'plane', planes: new Set([index]) } as const;
  const form = readingOf({ ...asked, rankOf: () => null });
  return form === tiers ? tooManyLines(fabric, plane) : null;
}

/** In a cube of many levels the hosts of a router of level 0 hang on many routers of the others. */
function tooManyLines(fabric: CompactFabric, { id, endpoints }: CompactPlane): string | null {
  const { offsets, neighbours, endpointCount, switches, vertexCount } = fabric;
  const lines = new Set<number>();
  for (const e of endpoints) {
    const near = [...neighbours.subarray(offsets[e], offsets[e + 1])];
    const home = near.find((v) => switches[v - endpointCount]?.level === 0);
    if (home === undefined) continue;
    for (const v of near) lines.add(home * vertexCount + v);
  }
  const limit = limits.plane.linesOfHosts;
  if (lines.size <= limit) return null;
  return (
    `the hosts of plane ${id} need ${formatCount(lines.size)} lines to its switches; --detail plane ` +
    `draws at most ${formatCount(limit)}; use --detail overview, or --focus on one element`
  );
}

/** Whether `id` can be the focus of a picture: the id of a part, or a selector that matches some. */
export const isFocus = (fabric: CompactFabric, id: string): boolean =>
  partsNamed(fabric, id).length > 0;

export function isPlane(fabric: CompactFabric, id: string): boolean {
  return fabric.planes.some((plane) => plane.id === id);
}
