import { isObject } from './files/merge.js';
import type { Topology } from './topology.js';

/**
 * The normalised document as people read it: keys in the order in which they were written, what
 * normalising filled in behind them. Lists and maps that are empty and that nobody wrote are left
 * out, they say nothing.
 */
export const documentOf = (topology: Topology, written: unknown): unknown =>
  inOrder(topology, written);

function inOrder(value: unknown, written: unknown): unknown {
  if (Array.isArray(value)) {
    const items = Array.isArray(written) ? written : [];
    return value.map((item, i) => inOrder(item, items[i]));
  }
  if (!isObject(value)) return value;
  const before = isObject(written) ? written : {};
  const own = (key: string): unknown => (Object.hasOwn(before, key) ? before[key] : undefined);
  const keys = Object.keys(before).filter((key) => Object.hasOwn(value, key));
  const filled = Object.keys(value).filter(
    (key) => !Object.hasOwn(before, key) && !isEmpty(value[key]),
  );
  return Object.fromEntries(
    [...keys, ...filled].map((key) => [key, inOrder(value[key], own(key))]),
  );
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
