import type { Climb } from './climb.js';

/**
 * Leaves with the same way up: class of a switch is what its ways up are, each by the class of the
 * switch that it leads to and its Gb/s, every top switch being a class of its own. So leaves of a
 * class send the same part to each top switch.
 *
 * @param leaves switches that have a way to the top
 * @returns the leaves class by class, in the order of their first ones
 */
export function leafClasses(climb: Climb, leaves: readonly number[]): number[][] {
  const { levels, top, up, order } = climb;
  const classOf = new Int32Array(levels.length);
  const speeds = new Map<number, number>();
  const speedOf = Int32Array.from(climb.gbps, (gbps) => {
    if (!speeds.has(gbps)) speeds.set(gbps, speeds.size);
    return speeds.get(gbps)!;
  });
  const lists = new Map<number, { readonly ways: Float64Array; readonly name: number }[]>();
  let classes = 0;
  for (let read = order.length - 1; read >= 0; read--) {
    const v = order[read]!;
    if (levels[v] === top) classOf[v] = classes++;
    if (levels[v] === top || up[v] === 0) continue;
    const ways = waysOf(climb, v, classOf, speedOf, speeds.size);
    const hash = hashOf(ways);
    const alike = lists.get(hash) ?? [];
    if (alike.length === 0) lists.set(hash, alike);
    let found = alike.find((one) => same(one.ways, ways));
    if (!found) {
      found = { ways, name: classes++ };
      alike.push(found);
    }
    classOf[v] = found.name;
  }
  const byClass = new Map<number, number[]>();
  for (const leaf of leaves) {
    const members = byClass.get(classOf[leaf]!);
    if (members) members.push(leaf);
    else byClass.set(classOf[leaf]!, [leaf]);
  }
  return [...byClass.values()];
}

/** The ways up of a switch, each as one number, ascending. */
function waysOf(
  { offsets, heads }: Climb,
  v: number,
  classOf: Int32Array,
  speedOf: Int32Array,
  speeds: number,
): Float64Array {
  const start = offsets[v]!;
  const ways = new Float64Array(offsets[v + 1]! - start);
  let sorted = true;
  for (let i = 0; i < ways.length; i++) {
    ways[i] = classOf[heads[start + i]!]! * speeds + speedOf[start + i]!;
    if (i > 0 && ways[i]! < ways[i - 1]!) sorted = false;
  }
  return sorted ? ways : ways.sort();
}

function hashOf(ways: Float64Array): number {
  let hash = ways.length;
  for (let i = 0; i < ways.length; i++) hash = Math.imul(hash ^ ways[i]!, 0x01000193);
  return hash;
}

function same(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
