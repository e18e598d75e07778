import type { BundleArcs } from './bundle-arcs.js';
import type { SenderKind } from './sender-kinds.js';

/**
 * Targets that the same shortest paths lead to, but for the last cable: a kind of endpoints; or kinds on
 * several twin switches, which are joined to the same switches, by as many cables each, so that from
 * everywhere else all of them are equally far by the same ways.
 */
export interface TargetGroup {
  readonly kinds: number[];
  /** The switches that they hang on: all of a kind, or one for each twin. */
  readonly leaves: number[];
  /** Whether they are twins. */
  readonly twins: boolean;
}

export function targetGroups(arcs: BundleArcs, kinds: readonly SenderKind[]): TargetGroup[] {
  // Where an endpoint hangs on several switches, how far it is from a target is not known from one of them.
  const apart = new Set(kinds.flatMap(({ leaves }) => (leaves.length > 1 ? leaves : [])));
  const groups = new Map<string, Omit<TargetGroup, 'twins'>>();
  kinds.forEach(({ leaves }, k) => {
    const [leaf] = leaves;
    const joins = leaves.length === 1 && !apart.has(leaf!);
    const key = joins ? neighboursOf(arcs, leaf!) : `${leaves} ${k}`;
    const group = groups.get(key) ?? { kinds: [], leaves: [] };
    groups.set(key, group);
    group.kinds.push(k);
    for (const one of leaves) if (!group.leaves.includes(one)) group.leaves.push(one);
  });
  return Array.from(groups.values(), (group) => ({
    ...group,
    twins: group.leaves.length > 1 && kinds[group.kinds[0]!]!.leaves.length === 1,
  }));
}

/** A switch without neighbours is like no other. */
function neighboursOf({ offsets, heads, cables }: BundleArcs, v: number): string {
  const [from, to] = [offsets[v]!, offsets[v + 1]!];
  if (from === to) return `alone ${v}`;
  const joined = Array.from(heads.subarray(from, to), (head, i) => `${head}x${cables[from + i]}`);
  return joined.sort().join();
}
