import { groupBy } from '../../std/group.js';
import { formatCount } from '../../std/units.js';
import type { Bandwidth } from './bandwidths.js';

/** Bandwidths of one run and collective, and of one number of GPUs unless these vary along it. */
export interface Curve {
  readonly run: number;
  readonly what: string;
  readonly gpus: number | null;
  readonly points: readonly Bandwidth[];
}

/** Along what curves go; nothing: each is one point. */
export type Varied = 'bytes' | 'gpus' | 'nothing';

export interface Curves {
  readonly curves: readonly Curve[];
  readonly varied: Varied;
  /** What is not among them, in words. */
  readonly leftOut: readonly string[];
}

/** More lines cannot be told apart; the palette has as many colours and one more. Bars have their names beside them. */
const mostLines = 8;
const mostBars = 24;

/** @param byRun bandwidths of each run */
export function curvesOf(byRun: readonly (readonly Bandwidth[])[]): Curves {
  const all = byRun.map((list) => Array.from(groupBy(list, ({ what }) => what)));
  const lists = all.flatMap((entries) => entries.map(([, list]) => list));
  const varied = variedIn(lists);
  if (varied !== 'bytes') {
    const curves = all.flatMap((entries, run) =>
      entries.map(([what, list]) => ({ run, what, gpus: null, points: along(list, 'gpus') })),
    );
    // Bars of the same collective stand beside each other.
    const whats = [...new Set(curves.map(({ what }) => what))];
    if (varied === 'nothing') {
      curves.sort((a, b) => whats.indexOf(a.what) - whats.indexOf(b.what) || a.run - b.run);
    }
    const most = varied === 'nothing' ? mostBars : mostLines;
    const dropped = curves.slice(most).map(({ what }) => what);
    return { curves: curves.slice(0, most), varied, leftOut: [...new Set(dropped)] };
  }
  const gpus = [...new Set(lists.flat().map((one) => one.gpus))].sort((a, b) => a - b);
  const kept = spread(gpus, Math.max(1, Math.floor(mostLines / Math.max(1, lists.length))));
  const curves = all.flatMap((entries, run) =>
    entries.flatMap(([what, list]) =>
      Array.from(groupBy(list, (one) => one.gpus))
        .filter(([count]) => kept.includes(count))
        .map(([count, part]) => ({ run, what, gpus: count, points: along(part, 'bytes') })),
    ),
  );
  return {
    curves,
    varied,
    leftOut: gpus
      .filter((count) => !kept.includes(count))
      .map((count) => `${formatCount(count)} GPUs`),
  };
}

/** Sizes that come with the number of GPUs (an incast, an exchange with experts) vary with it only. */
function variedIn(lists: readonly (readonly Bandwidth[])[]): Varied {
  const sizesVary = lists.some((list) =>
    [...groupBy(list, ({ gpus }) => gpus).values()].some(
      (part) => new Set(part.map(({ bytes }) => bytes)).size > 1,
    ),
  );
  if (sizesVary) return 'bytes';
  return lists.some((list) => new Set(list.map(({ gpus }) => gpus)).size > 1) ? 'gpus' : 'nothing';
}

/** Ascending, each place once. */
function along(list: readonly Bandwidth[], key: 'bytes' | 'gpus'): Bandwidth[] {
  const first = new Map<number, Bandwidth>();
  for (const one of list) if (!first.has(one[key])) first.set(one[key], one);
  return [...first.values()].sort((a, b) => a[key] - b[key]);
}

/** So many of them, evenly spread, the first and the last among them if there are two. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  if (count === 1) return items.slice(-1);
  return Array.from(
    { length: count },
    (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]!,
  );
}
