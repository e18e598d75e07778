/** A run of things that are drawn one by one, or one that is drawn as a single box. */
export interface Run<T> {
  readonly rest: boolean;
  readonly items: readonly T[];
}

/** The first few and the last, so that with one box for those between there are `most` boxes. */
export function representatives<T>(items: readonly T[], most: number): Set<T> {
  if (items.length <= most) return new Set(items);
  return new Set([...items.slice(0, Math.max(1, most - 2)), items.at(-1)!]);
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
