/** A copy in which every number is rounded to a tenth; what a picture needs, and diffable. */
export function round<T>(value: T): T {
  return rounded(value) as T;
}

/** Elements of the diagram, which are not coordinates. */
const kept = new Set(['box', 'frame', 'panel', 'link', 'slot', 'entry']);

function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 10) / 10 + 0;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, kept.has(key) ? one : rounded(one)]),
  );
}
