import type { CompactFabric } from '../../src/fabric/compact.js';

/**
 * The bound by routing up and down, leaf by leaf and literally: what each leaf would send to each top
 * switch, path by path, for one height of the top. All endpoints of the plane are looked at, and none
 * relays. For small planes.
 */
export function referenceUpDown(
  fabric: CompactFabric,
  capacity: Float64Array,
  tiers = Number.POSITIVE_INFINITY,
): number {
  const { endpoints } = fabric.planes[0]!;
  const others = (v: number) =>
    Array.from(fabric.planes[0]!.cables)
      .filter((c) => capacity[c]! > 0 && (fabric.lower[c] === v) !== (fabric.upper[c] === v))
      .map((cable) => ({
        cable,
        head: fabric.lower[cable] === v ? fabric.upper[cable]! : fabric.lower[cable]!,
      }))
      .filter(({ head }) => head >= fabric.endpointCount);
  const hops = new Map<number, number>();
  for (const e of endpoints) for (const { head } of others(e)) hops.set(head, 0);
  for (const [v, at] of hops) {
    if (at < tiers) for (const { head } of others(v)) hops.set(head, hops.get(head) ?? at + 1);
  }
  const top = Math.max(0, ...hops.values());
  if (top === 0) return 0;
  const ways = (v: number): ReturnType<typeof others> =>
    others(v).filter(
      ({ head }) =>
        hops.get(head) === hops.get(v)! + 1 && (hops.get(head) === top || ways(head).length > 0),
    );
  /** By top switch, by cable: parts of what v sends, along every path by itself. */
  const paths = function* (v: number, part: number, cables: number[]): Generator<Path> {
    if (hops.get(v) === top) yield { top: v, part, cables };
    const up = ways(v);
    const total = up.reduce((sum, { cable }) => sum + capacity[cable]!, 0);
    for (const { cable, head } of hops.get(v) === top ? [] : up) {
      yield* paths(head, (part * capacity[cable]!) / total, [...cables, cable]);
    }
  };
  const rates = new Map(Array.from(endpoints, (e) => [e, 0]));
  const emits = new Map<number, number>();
  for (const e of endpoints) {
    for (const { cable, head } of others(e).filter(({ head }) => ways(head).length > 0)) {
      rates.set(e, rates.get(e)! + capacity[cable]!);
      emits.set(head, (emits.get(head) ?? 0) + capacity[cable]!);
    }
  }
  const leaves = [...emits.keys()].map((leaf) => ({ leaf, paths: [...paths(leaf, 1, [])] }));
  const partTo = (all: readonly Path[], t: number) =>
    all.reduce((sum, path) => sum + (path.top === t ? path.part : 0), 0);
  const tops = [...hops.keys()].filter((v) => hops.get(v) === top);
  const common = new Map(
    tops.map((t) => [t, Math.min(...leaves.map((one) => partTo(one.paths, t)))]),
  );
  const sum = [...common.values()].reduce((a, b) => a + b, 0);
  if (!(sum > 0) || leaves.length === 0) return 0;
  const loads = new Map<number, number>();
  for (const { leaf, paths: all } of leaves) {
    for (const path of all) {
      const scale = common.get(path.top)! / sum / partTo(all, path.top);
      for (const cable of path.cables) {
        loads.set(cable, (loads.get(cable) ?? 0) + emits.get(leaf)! * path.part * scale);
      }
    }
  }
  const fits = Math.min(1, ...[...loads].map(([cable, load]) => capacity[cable]! / load));
  const slowest = [...rates.values()].sort((a, b) => a - b).slice(0, endpoints.length >> 1);
  return fits * slowest.reduce((a, b) => a + b, 0);
}

interface Path {
  readonly top: number;
  readonly part: number;
  readonly cables: readonly number[];
}
