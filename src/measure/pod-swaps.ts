import type { CompactFabric } from '../fabric/compact.js';
import type { Draft, Swap } from './swap-draft.js';

/** The switches of a pod, by index. */
interface Pod {
  readonly plane: number;
  readonly leaves: number[];
  readonly spines: number[];
}

/** What pods add to proposed symmetries; without pods, nothing. */
export class Pods {
  readonly #fabric: CompactFabric;
  readonly #pods: Pod[] = [];
  /** By switch: its pod, or −1. */
  readonly #podOf: Int32Array;

  constructor(fabric: CompactFabric) {
    const { switches, endpointCount, planeOfSwitch, vertexCount } = fabric;
    this.#fabric = fabric;
    this.#podOf = new Int32Array(vertexCount).fill(-1);
    const known = new Map<string, number>();
    switches.forEach(({ plane, pod, unit }, i) => {
      if (pod === undefined) return;
      const s = endpointCount + i;
      const key = `${plane}/pod${pod}`;
      const index = known.get(key) ?? this.#pods.length;
      known.set(key, index);
      this.#pods[index] ??= { plane: planeOfSwitch[s]!, leaves: [], spines: [] };
      // Leaves serve a unit, spines do not.
      (unit === undefined ? this.#pods[index].spines : this.#pods[index].leaves).push(s);
      this.#podOf[s] = index;
    });
  }

  /**
   * Where a leaf goes to another pod of its plane, that whole pod goes there, leaf by leaf and spine
   * by spine. False if the swap says otherwise.
   */
  complete(draft: Draft): boolean {
    const { planeOfSwitch } = this.#fabric;
    const mates = new Map<number, number>();
    for (let i = 0; i < draft.vertices.length; i += 2) {
      const [a, b] = [draft.vertices[i]!, draft.vertices[i + 1]!];
      const [from, to] = [this.#podOf[a]!, this.#podOf[b]!];
      if (from === to || from < 0 || to < 0 || planeOfSwitch[a] !== planeOfSwitch[b]) continue;
      if (mates.get(from) === to) continue;
      if (mates.has(from) || mates.has(to)) return false;
      mates.set(from, to).set(to, from);
      const [x, y] = [this.#pods[from]!, this.#pods[to]!];
      if (!pairAll(draft, x.leaves, y.leaves) || !pairAll(draft, x.spines, y.spines)) return false;
    }
    return true;
  }

  /** The pods of the switches that endpoints hang on, as a key. */
  keyOf(endpoints: Iterable<number>): string {
    const { offsets, neighbours } = this.#fabric;
    const pods = new Set<number>();
    for (const e of endpoints) {
      for (let i = offsets[e]!; i < offsets[e + 1]!; i++) pods.add(this.#podOf[neighbours[i]!]!);
    }
    return [...pods].sort((a, b) => a - b).join();
  }

  /**
   * Neighbouring spines change places in all pods of a plane at once, and with them the cores that
   * serve spines of their index.
   */
  *neighbouringSpines(draft: Draft, alike: (a: number, b: number) => boolean): Iterable<Swap> {
    for (let plane = 0; plane < this.#fabric.planes.length; plane++) {
      const pods = this.#pods.filter((pod) => pod.plane === plane);
      const spines = pods[0]?.spines ?? [];
      for (let x = 1; x < spines.length; x++) {
        const [a, b] = [spines[x - 1]!, spines[x]!];
        if (alike(a, b)) continue;
        draft.restart();
        const upper = [this.#above(a), this.#above(b)] as const;
        const fits =
          pods.every(
            (pod) => pod.spines.length > x && draft.pair(pod.spines[x - 1]!, pod.spines[x]!),
          ) && pairAll(draft, ...upper);
        if (fits) yield draft;
      }
    }
  }

  /** The switches above a spine: those of no pod, each once. */
  #above(spine: number): number[] {
    const { offsets, neighbours } = this.#fabric;
    const above = neighbours.subarray(offsets[spine], offsets[spine + 1]);
    return [...new Set(above)].filter((s) => this.#podOf[s] === -1);
  }
}

function pairAll(draft: Draft, as: readonly number[], bs: readonly number[]): boolean {
  return as.length === bs.length && as.every((a, i) => a === bs[i] || draft.pair(a, bs[i]!));
}

/** Consecutive items with one key are one run: [first, behind the last). */
export function runsOf(count: number, keyOf: (item: number) => string): [number, number][] {
  const runs: [number, number][] = [];
  let last: string | null = null;
  for (let item = 0; item < count; item++) {
    const key = keyOf(item);
    const run = runs.at(-1);
    if (run && key === last) run[1] = item + 1;
    else runs.push([item, item + 1]);
    last = key;
  }
  return runs;
}
