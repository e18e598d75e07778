import type { CompactFabric } from '../../fabric/compact.js';
import { groupsOf } from '../../fabric/groups.js';

/** The group whose pieces are racks, if a file has it (docs/topology.md, Groups). */
const racks = 'rack';

/**
 * By vertex: the rack that it stands in, `rack0`, `rack1` …; '' where the file does not say, or says
 * two.
 */
export function racksOf(fabric: CompactFabric): (vertex: number) => string {
  // Resolving groups takes time, and few files have this one.
  if (!fabric.groups.some(({ name }) => name === racks)) return () => '';
  const names = new Map<number, string>();
  for (const { id, name, vertices } of groupsOf(fabric)) {
    if (name !== racks) continue;
    for (const v of vertices) names.set(v, names.has(v) && names.get(v) !== id ? '' : id);
  }
  return (vertex) => names.get(vertex) ?? '';
}
