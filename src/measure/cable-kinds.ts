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
  if (kind === 'local' || kind === 'global') return ofDragonfly(fabric, kind);
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

/** Whether both ends are in one group of a dragonfly, or in two. */
function ofDragonfly(
  { switches, endpointCount, planeOfSwitch }: CompactFabric,
  kind: 'local' | 'global',
): EndsTest {
  const groups = Int32Array.from(switches, ({ group }) => group ?? -1);
  return (a, b) => {
    const [x, y] = [groups[a - endpointCount] ?? -1, groups[b - endpointCount] ?? -1];
    if (x < 0 || y < 0) return false;
    return (x === y && planeOfSwitch[a] === planeOfSwitch[b]) === (kind === 'local');
  };
}

/**
 * The cables of planes (indices) whose ends make them one of a kind. Pairs are the runs of equal
 * neighbours in the incidence list of their upper end.
 */
function countWhere(
  { planes: all, upper, vertexCount, offsets, neighbours, incident, cablePlane }: CompactFabric,
  planes: readonly number[],
  belongs: EndsTest,
): KindCount {
  let cables = 0;
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  const seenIn = new Int32Array(vertexCount);
  for (const p of planes) {
    const ofPlane = all[p]!.cables;
    for (let k = 0; k < ofPlane.length; k++) {
      const end = upper[ofPlane[k]!]!;
      if (seenIn[end] === p + 1) continue;
      seenIn[end] = p + 1;
      for (let i = offsets[end]!; i < offsets[end + 1]!; ) {
        const neighbour = neighbours[i]!;
        let length = 0;
        for (; i < offsets[end + 1]! && neighbours[i] === neighbour; i++) {
          if (upper[incident[i]!] === end && cablePlane[incident[i]!] === p) length++;
        }
        if (length === 0 || !belongs(neighbour, end)) continue;
        cables += length;
        min = Math.min(min, length);
        max = Math.max(max, length);
      }
    }
  }
  return { cables, perPair: max === 0 ? { min: 0, max: 0 } : { min, max } };
}
