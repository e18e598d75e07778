import { keysOf, pointerTo } from '../../finding/pointer.js';

/**
 * Parts of a document that promise something, or say something beside. What is wrong in them is
 * left out, and the fabric is built all the same.
 */
const promises = [
  'expect',
  'scenarios',
  'groups',
  'accepted',
  'labels',
  'prices',
  'rates',
  'workloads',
  'models',
];

/** Whether a pointer leads into a part that promises. */
export const isPromise = (pointer: string): boolean => promises.includes(keysOf(pointer)[0] ?? '');

/** The clause around a part that promises: what can be left out without saying something else. */
export function clauseAround(pointer: string): string {
  const [part = '', ...keys] = keysOf(pointer);
  return pointerTo('', part, ...keys.slice(0, clauseLength(part, keys)));
}

/** Measures that promise something of each tier or kind. */
const byName = ['switches', 'cables', 'cablesPerPair', 'oversubscription'];

/** A measure of a scope, a price of a part; a scenario is one clause but for its promises. */
function clauseLength(part: string, keys: readonly string[]): number {
  if (part === 'expect') return byName.includes(keys[1] ?? '') ? 3 : 2;
  if (part === 'prices') return 2;
  if (part !== 'scenarios') return 1;
  const [, key, ...promise] = keys;
  return key === 'expect' ? 2 + clauseLength('expect', promise) : key === 'description' ? 2 : 1;
}

/** Whether a part of a document says something about groups. */
export function mentionsGroups(value: unknown): boolean {
  if (typeof value === 'string') return /(^|--)group:|^within:/.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => mentionsGroups(key) || mentionsGroups(inner));
}
