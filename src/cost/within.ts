import type { CompactFabric } from '../fabric/compact.js';
import { groupsOf } from '../fabric/groups.js';

/** The kinds `within:…` of a cable between two vertices, in the order of the groups in the file. */
export type Within = (a: number, b: number) => readonly string[];

const none: readonly string[] = [];

/**
 * Looks for cables that have both ends in one group (`rack3`) of a name (`rack`), for the names
 * given. Vertices in the same groups are one class, so that groups are compared once a pair of
 * classes and not once a cable.
 */
export function withinGroups(fabric: CompactFabric, names: ReadonlySet<string>): Within {
  const groups = names.size === 0 ? [] : groupsOf(fabric).filter(({ name }) => names.has(name));
  if (groups.length === 0) return () => none;
  const groupsAt = new Map<number, number[]>();
  groups.forEach(({ vertices }, g) => {
    for (const v of vertices) {
      const list = groupsAt.get(v);
      if (list) list.push(g);
      else groupsAt.set(v, [g]);
    }
  });
  const classes: (readonly number[])[] = [[]];
  const classOf = new Int32Array(fabric.vertexCount);
  const known = new Map<string, number>();
  for (const [v, list] of groupsAt) {
    const key = list.join();
    const index = known.get(key) ?? classes.push(list) - 1;
    known.set(key, index);
    classOf[v] = index;
  }
  const memory = new Map<number, readonly string[]>();
  return (a, b) => {
    const [x, y] = [classOf[a]!, classOf[b]!];
    if (x === 0 || y === 0) return none;
    const key = x * classes.length + y;
    const found = memory.get(key) ?? kindsOf(classes[x]!, new Set(classes[y]!));
    memory.set(key, found);
    return found;
  };

  function kindsOf(some: readonly number[], others: ReadonlySet<number>): readonly string[] {
    const shared = some.filter((g) => others.has(g)).map((g) => `within:${groups[g]!.name}`);
    return [...new Set(shared)];
  }
}
