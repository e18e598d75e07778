/** A run of things that are drawn one by one, or one that is drawn as a single box. */
export interface Run<T> {
  readonly rest: boolean;
  readonly items: readonly T[];
}

/** How much something is worth being seen by itself: the less, the more; null: it is like the others. */
export type RankOf<T> = (item: T) => number | null;

/**
 * The first few and the last, so that with one box for those between there are `most` boxes; beside
 * them what is worth being seen.
 */
export function representatives<T>(
  items: readonly T[],
  most: number,
  rankOf: RankOf<T> = () => null,
): Set<T> {
  if (items.length <= most) return new Set(items);
  const shown = new Set([...items.slice(0, Math.max(1, most - 2)), items.at(-1)!]);
  return withRemarkable(items, shown, rankOf);
}

/** So many are added to those that stand for the others. */
const mostRemarkable = 3;
/** From this rank on something is worth being seen only together with all of its rank. */
export const weakRank = 100;

/**
 * What is shown, and what is worth being seen of the rest: the best ranks first. Of a rank that most
 * of the rest have, examples tell nothing: it is counted.
 */
export function withRemarkable<T>(
  items: readonly T[],
  shown: ReadonlySet<T>,
  rankOf: RankOf<T>,
): Set<T> {
  const hidden = items.filter((item) => !shown.has(item));
  const ranked = new Map<number, T[]>();
  for (const item of hidden) {
    const rank = rankOf(item);
    if (rank === null) continue;
    const list = ranked.get(rank);
    if (list) list.push(item);
    else ranked.set(rank, [item]);
  }
  const added: T[] = [];
  for (const [rank, list] of [...ranked].sort(([a], [b]) => a - b)) {
    if (list.length > mostRemarkable && list.length > hidden.length / 2) continue;
    if (rank >= weakRank && list.length > mostRemarkable - added.length) continue;
    added.push(...list.slice(0, mostRemarkable - added.length));
  }
  return new Set([...shown, ...added]);
}

/**
 * Cuts a list into runs of shown and of hidden items. A single hidden item is shown: counting it
 * would take the same place. More than `most` hidden runs become one, where the first one stands.
 */
export function runs<T>(items: readonly T[], shown: ReadonlySet<T>, most = 3): Run<T>[] {
  const found: { rest: boolean; items: T[] }[] = [];
  for (const item of items) {
    const rest = !shown.has(item);
    const last = found.at(-1);
    if (last?.rest === rest) last.items.push(item);
    else found.push({ rest, items: [item] });
  }
  const hidden = found.filter((run) => run.rest && run.items.length > 1);
  if (hidden.length <= most) {
    return found.map((run) => (run.items.length > 1 ? run : { ...run, rest: false }));
  }
  const all = found.filter(({ rest }) => rest).flatMap((run) => run.items);
  const first = found.findIndex(({ rest }) => rest);
  return found.flatMap((run, i) =>
    i === first ? [{ rest: true, items: all }] : run.rest ? [] : [run],
  );
}
