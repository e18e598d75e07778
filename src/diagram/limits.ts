import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import { partsNamed } from '../fabric/named.js';
import { formatCount } from '../std/units.js';
import { nounOf } from './draft.js';
import type { Detail } from './model.js';
import { planeIndex } from './names.js';

/** What a reader can still tell apart, and elk lays out in 3 s. */
export const limits = {
  full: { vertices: 300, cables: 1500 },
  plane: { switchesOfTier: 128, linesOfHosts: 1200 },
} as const;

export interface Level {
  readonly detail: Detail;
  readonly plane?: string;
  readonly focus?: string;
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
  const plane = fabric.planes[planeIndex(fabric, level.plane)];
  if (!plane) return null;
  const counts = new Map<string, number>();
  for (const v of plane.switches) {
    const tier = nounOf(fabric, v);
    counts.set(tier, (counts.get(tier) ?? 0) + 1);
  }
  const limit = limits.plane.switchesOfTier;
  const [tier, count] = [...counts].find(([, n]) => n > limit) ?? [];
  if (tier === undefined || count === undefined) return tooManyLines(fabric, plane);
  return (
    `plane ${plane.id} has ${formatCount(count)} switches of tier ${tier}; --detail plane draws ` +
    `at most ${limit} of a tier; use --detail overview, or --focus on one element`
  );
}

/** In a cube the hosts of each router of level 0 hang on many routers of the other levels. */
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
