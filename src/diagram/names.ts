import type { CompactFabric } from '../fabric/compact.js';
import { assert } from '../std/assert.js';
import { formatCount, formatSpeed } from '../std/units.js';

/** Index of the plane with this id; of the first one if none is asked for. */
export function planeIndex(fabric: CompactFabric, id: string | undefined): number {
  if (id === undefined) return 0;
  const index = fabric.planes.findIndex((plane) => plane.id === id);
  assert(index >= 0, `there is no plane ${id}`);
  return index;
}

/** `h17` → `h` and 17. */
export function splitId(id: string): { stem: string; index: number | null } {
  const digits = /\d{1,9}$/.exec(id)?.[0];
  if (digits === undefined) return { stem: id, index: null };
  return { stem: id.slice(0, -digits.length), index: Number(digits) };
}

/** `h17/nic3` → `nic3`: the name within what is above. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/**
 * The pattern of the topology language that names all of these, `h[0-31]`; null where they are not
 * consecutive.
 */
export function rangePattern(ids: readonly string[]): string | null {
  const first = splitId(ids[0] ?? '');
  if (first.index === null) return null;
  if (ids.length === 1) return ids[0]!;
  const start = first.index;
  const consecutive = ids.every((id, i) => {
    const { stem, index } = splitId(id);
    return stem === first.stem && index === start + i;
  });
  return consecutive ? `${first.stem}[${start}-${start + ids.length - 1}]` : null;
}

/** An id for the box of all of these: their pattern, or the first of them and how many follow. */
export function boxId(ids: readonly string[]): string {
  const first = ids[0] ?? '';
  return rangePattern(ids) ?? (ids.length <= 1 ? first : `${first}+${ids.length - 1}`);
}

/** `h0–h31`, or the first of them and how many follow. */
export function rangeText(names: readonly string[]): string {
  const first = names[0] ?? '';
  if (names.length <= 1) return first;
  if (rangePattern(names) !== null) return `${first}–${lastPart(names.at(-1)!)}`;
  if (names.length === 2) return `${first}, ${names[1]}`;
  return `${first} … ${names.at(-1)}`;
}

/** Speeds of the slowest and of the fastest of some cables, Gb/s. */
export interface Speeds {
  readonly min: number;
  readonly max: number;
}

export function speedsOf(fabric: CompactFabric, cables: readonly number[]): Speeds {
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const cable of cables) {
    min = Math.min(min, fabric.gbps[cable]!);
    max = Math.max(max, fabric.gbps[cable]!);
  }
  return { min, max };
}

/** `32 × 400G`, `32 × 200G to 400G` where speeds differ. */
export function bundleText(cables: number, { min, max }: Speeds): string {
  const slowest = `${formatCount(cables)} × ${formatSpeed(min)}`;
  return min === max ? slowest : `${slowest} to ${formatSpeed(max)}`;
}

export const cablesText = (fabric: CompactFabric, cables: readonly number[]): string =>
  bundleText(cables.length, speedsOf(fabric, cables));

/** Places of a cable's ends among the ports of its vertices: by physical port, then sub-port. */
export function portOrder(fabric: CompactFabric, cable: number): [lower: number, upper: number] {
  const place = (port: number, sub: number) => port * mostSplit + Math.max(sub, 0);
  return [
    place(fabric.lowerPort[cable]!, fabric.lowerSub[cable]!),
    place(fabric.upperPort[cable]!, fabric.upperSub[cable]!),
  ];
}

/** No port is split into more. */
const mostSplit = 1024;

export function compareNumbers(a: number, b: number): number {
  return a - b;
}
