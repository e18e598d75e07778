import type { CompactFabric } from '../fabric/compact.js';
import { parsePattern } from '../std/pattern.js';

/** Planes that are measured together; `planes` are indices. */
export interface Scope {
  readonly id: string;
  readonly planes: readonly number[];
}

/**
 * The scopes that a key of `expect` names: a plane set (all its planes together), a plane or a glob
 * over planes (each one), `*` (each set), `fabric` (the whole).
 */
export function scopesOf(fabric: CompactFabric, text: string): Scope[] {
  const { planeSets, planes } = fabric;
  if (text === 'fabric') return [{ id: text, planes: planes.map((_, p) => p) }];
  const sets = planeSets.filter((set) => text === '*' || set.id === text);
  if (sets.length > 0) return sets.map((set) => ({ id: set.id, planes: set.planes }));
  const pattern = parsePattern(text);
  if (typeof pattern === 'string') return [];
  return planes.flatMap(({ id }, p) => (pattern.matches(id) ? [{ id, planes: [p] }] : []));
}
