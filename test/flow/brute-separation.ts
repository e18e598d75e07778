import type { CompactFabric } from '../../src/fabric/compact.js';

/**
 * Separation taken literally, without anything from src: every set of so many cables (switches) is
 * lost, and what is left is walked, each plane for itself.
 */

/** Whether some plane still joins a vertex of A to one of B. */
export function stillJoined(
  fabric: CompactFabric,
  inUse: (cable: number) => boolean,
  planes: readonly number[],
  { a, b }: { readonly a: Iterable<number>; readonly b: Iterable<number> },
): boolean {
  const [starts, ends] = [new Set(a), new Set(b)];
  return planes.some((p) => {
    const { cables, relays } = fabric.planes[p]!;
    const seen = new Set(starts);
    for (const v of seen) {
      if (!starts.has(v) && v < fabric.endpointCount && !relays) continue;
      for (const cable of cables) {
        if (!inUse(cable)) continue;
        if (fabric.lower[cable] === v) seen.add(fabric.upper[cable]!);
        if (fabric.upper[cable] === v) seen.add(fabric.lower[cable]!);
      }
    }
    return [...seen].some((v) => ends.has(v));
  });
}

/** The fewest, up to `most`; null: more than that, or no number. */
export function bruteFewest(
  fabric: CompactFabric,
  capacity: Float64Array,
  planes: readonly number[],
  ends: { readonly a: Iterable<number>; readonly b: Iterable<number> },
  by: 'cables' | 'switches',
  most = 3,
): number | null {
  const never = new Set([...ends.a, ...ends.b]);
  const parts = planes.flatMap((p) =>
    by === 'cables'
      ? [...fabric.planes[p]!.cables].filter((c) => capacity[c]! > 0)
      : [...fabric.planes[p]!.switches].filter((v) => !never.has(v)),
  );
  const separates = (lost: readonly number[]) => {
    const gone = new Set(lost);
    const alive = (c: number) =>
      capacity[c]! > 0 &&
      (by === 'cables' ? !gone.has(c) : !gone.has(fabric.lower[c]!) && !gone.has(fabric.upper[c]!));
    return !stillJoined(fabric, alive, planes, ends);
  };
  for (let count = 0; count <= most; count++) {
    for (const lost of choices(parts, count)) if (separates(lost)) return count;
  }
  return null;
}

export function* choices<T>(of: readonly T[], count: number, from = 0): Iterable<T[]> {
  if (count === 0) yield [];
  for (let i = from; count > 0 && i < of.length; i++) {
    for (const rest of choices(of, count - 1, i + 1)) yield [of[i]!, ...rest];
  }
}
