import type { CompactFabric } from '../fabric/compact.js';
import { groupsOf } from '../fabric/groups.js';
import { counts } from './counts.js';

/** Cables of one kind: how many, and the fewest and the most parallel ones of a pair with any. */
export interface KindCount {
  readonly cables: number;
  readonly perPair: { readonly min: number; readonly max: number };
}

/** Whether the two ends of a cable make it one of a kind. */
type EndsTest = (lower: number, upper: number) => boolean;

const memory = new WeakMap<CompactFabric, Map<string, KindCount>>();

/** The cables of planes (indices) that are of a kind (LANGUAGE section 5). Counted once a scope. */
export function cablesOfKind(
  fabric: CompactFabric,
  planes: readonly number[],
  kind: string,
): KindCount {
  const belongs = specialKind(fabric, kind);
  if (!belongs) {
    const { cables, cablesPerPair } = counts(fabric, planes);
    return { cables: cables[kind] ?? 0, perPair: cablesPerPair[kind] ?? { min: 0, max: 0 } };
  }
  const known = memory.get(fabric) ?? new Map<string, KindCount>();
  memory.set(fabric, known);
  const key = `${kind} ${planes.join()}`;
  const found = known.get(key) ?? countWhere(fabric, planes, belongs);
  known.set(key, found);
  return found;
}

/** Kinds that hang on more than the tiers of the ends; null: this one does not. */
function specialKind(fabric: CompactFabric, kind: string): EndsTest | null {
  if (kind === 'local') return (a, b) => dragonflyGroups(fabric, a, b) === 1;
  if (kind === 'global') return (a, b) => dragonflyGroups(fabric, a, b) === 2;
  return kind.startsWith('within:') ? within(fabric, kind.slice('within:'.length)) : null;
}

/** Whether both ends are in one group of a name. A part may be in several of them. */
function within(fabric: CompactFabric, name: string): EndsTest {
  const groupsAt = new Map<number, number[]>();
  groupsOf(fabric).forEach((group, g) => {
    if (group.name !== name) return;
    for (const v of group.vertices) {
      const groups = groupsAt.get(v);
      if (groups) groups.push(g);
      else groupsAt.set(v, [g]);
    }
  });
  return (a, b) => {
    const others = groupsAt.get(b);
    return others !== undefined && (groupsAt.get(a)?.some((g) => others.includes(g)) ?? false);
  };
}

/** In how many groups of a dragonfly the two ends are; 0: one is in none. */
function dragonflyGroups(fabric: CompactFabric, a: number, b: number): 0 | 1 | 2 {
  const { switches, endpointCount, planeOfSwitch } = fabric;
  const [x, y] = [switches[a - endpointCount]?.group, switches[b - endpointCount]?.group];
  if (x === undefined || y === undefined) return 0;
  return x === y && planeOfSwitch[a] === planeOfSwitch[b] ? 1 : 2;
}

/** The cables of planes (indices) whose ends make them one of a kind. */
function countWhere(
  { lower, upper, planes: all, vertexCount }: CompactFabric,
  planes: readonly number[],
  belongs: EndsTest,
): KindCount {
  let cables = 0;
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const p of planes) {
    const pairs = new Map<number, number>();
    for (const cable of all[p]!.cables) {
      const [a, b] = [lower[cable]!, upper[cable]!];
      if (!belongs(a, b)) continue;
      const pair = Math.min(a, b) * vertexCount + Math.max(a, b);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      cables++;
    }
    for (const count of pairs.values()) {
      min = Math.min(min, count);
      max = Math.max(max, count);
    }
  }
  return { cables, perPair: max === 0 ? { min: 0, max: 0 } : { min, max } };
}
