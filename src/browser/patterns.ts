import { groupBy } from '../std/group.js';

/** A whole number inside an id, as patterns read it. */
const numbers = /(?<!\d)(?:0|[1-9]\d{0,8})(?!\d)/g;

interface Numbered {
  readonly id: string;
  readonly values: readonly number[];
}

/**
 * Patterns of the topology language that name exactly these ids: `compute/p3/leaf[3-62]`,
 * `h[0-31]/nic[0-7]`. As few as are easily found; ids are different from each other.
 */
export function patternsOf(ids: readonly string[]): string[] {
  const groups = groupBy(ids, (id) => id.replace(numbers, '\u0000'));
  return [...groups].flatMap(([shape, alike]) => {
    const rows = alike.map((id) => ({ id, values: [...id.matchAll(numbers)].map(Number) }));
    return patterns(shape.split('\u0000'), rows);
  });
}

function patterns(texts: readonly string[], rows: readonly Numbered[]): string[] {
  if (rows.length <= 1) return rows.map(({ id }) => id);
  const sets = texts.slice(1).map((_, i) => sorted(rows.map(({ values }) => values[i]!)));
  const product = sets.reduce((size, { length }) => size * length, 1);
  const ranges = sets.map(rangeOf);
  if (product === rows.length && ranges.every((range) => range !== null)) {
    return [texts.reduce((text, next, i) => `${text}${ranges[i - 1]}${next}`)];
  }
  return split(sets, rows).flatMap((part) => patterns(texts, part));
}

/** By the values of the number that has the fewest; a single one by its runs. */
function split(sets: readonly (readonly number[])[], rows: readonly Numbered[]): Numbered[][] {
  const varying = sets.flatMap((set, i) => (set.length > 1 ? [i] : []));
  const [at = 0] = varying.sort((a, b) => sets[a]!.length - sets[b]!.length);
  const inOrder = [...rows].sort((a, b) => a.values[at]! - b.values[at]!);
  if (varying.length > 1) return [...groupBy(inOrder, ({ values }) => String(values[at])).values()];
  const runs: Numbered[][] = [];
  for (const row of inOrder) {
    const last = runs.at(-1);
    if (last && last.at(-1)!.values[at]! + 1 === row.values[at]) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** `7`, `[0-31]`, `[0-30/2]`; null where the steps differ. */
function rangeOf(values: readonly number[]): string | null {
  const [from, second] = values as [number, number?];
  if (second === undefined) return String(from);
  const step = second - from;
  if (!values.every((value, i) => value === from + i * step)) return null;
  return `[${from}-${values.at(-1)}${step === 1 ? '' : `/${step}`}]`;
}
