import type { CompactFabric } from '../../fabric/compact.js';
import { formatCount, formatGbps } from '../../std/units.js';

interface Bundle {
  readonly lower: number;
  readonly upper: number;
  readonly gbps: number;
  parallel: number;
  /** Another speed that one of its cables has. */
  other: number | null;
}

/** The bundles of a plane: what stands above and below each vertex, and by how many cables. */
export class Bundles {
  readonly #bundles = new Map<number, Bundle>();
  readonly #above = new Map<number, number[]>();
  readonly #below = new Map<number, number[]>();

  constructor(
    readonly fabric: CompactFabric,
    plane: number,
    readonly levelOf: (vertex: number) => number,
  ) {
    const { lower, upper, gbps, vertexCount } = fabric;
    for (const c of fabric.planes[plane]!.cables) {
      const upward = levelOf(lower[c]!) <= levelOf(upper[c]!);
      const [a, b] = upward ? [lower[c]!, upper[c]!] : [upper[c]!, lower[c]!];
      const known = this.#bundles.get(a * vertexCount + b);
      if (known) {
        known.parallel++;
        if (known.gbps !== gbps[c]!) known.other = gbps[c]!;
        continue;
      }
      const bundle = { lower: a, upper: b, gbps: gbps[c]!, parallel: 1, other: null };
      this.#bundles.set(a * vertexCount + b, bundle);
      listAt(this.#above, a).push(b);
      listAt(this.#below, b).push(a);
    }
    const ascending = (a: number, b: number) => a - b;
    for (const list of this.#above.values()) list.sort(ascending);
    for (const list of this.#below.values()) list.sort(ascending);
  }

  above(vertex: number): readonly number[] {
    return this.#above.get(vertex) ?? [];
  }

  below(vertex: number): readonly number[] {
    return this.#below.get(vertex) ?? [];
  }

  /** A bundle that does not lead from a tier to the next one. */
  skipping(): readonly [number, number] | null {
    for (const { lower, upper } of this.#bundles.values()) {
      if (this.levelOf(upper) !== this.levelOf(lower) + 1) return [lower, upper];
    }
    return null;
  }

  /** What all bundles below some switches are, or two that differ. */
  stepBelow(switches: readonly number[]): { parallel: number; gbps: number } | { problem: string } {
    const { vertexCount, vertexIds } = this.fabric;
    const bundles = switches.flatMap((s) =>
      this.below(s).map((v) => this.#bundles.get(v * vertexCount + s)!),
    );
    const [first] = bundles;
    if (first === undefined) return { problem: `${vertexIds[switches[0]!]!} has nothing below it` };
    const words = ({ lower, upper, parallel, gbps }: Bundle) =>
      `${vertexIds[lower]!}--${vertexIds[upper]!} is ${formatCount(parallel)} × ${formatGbps(gbps)}`;
    const mixed = bundles.find(({ other }) => other !== null);
    if (mixed) return { problem: `${words(mixed)} and ${formatGbps(mixed.other!)}` };
    const different = bundles.find(
      ({ parallel, gbps }) => parallel !== first.parallel || gbps !== first.gbps,
    );
    if (different) return { problem: `${words(first)}, ${words(different)}` };
    return { parallel: first.parallel, gbps: first.gbps };
  }

  /** Why some switches do not have equally many neighbours on one side; null if they have. */
  evenly(switches: readonly number[], side: 'above' | 'below', noun: string): string | null {
    const first = this[side](switches[0]!).length;
    const different = switches.find((s) => this[side](s).length !== first);
    if (different === undefined) return null;
    const { vertexIds } = this.fabric;
    return `${vertexIds[switches[0]!]!} has ${formatCount(first)} ${noun}, ${vertexIds[different]!} ${formatCount(this[side](different).length)}`;
  }
}

function listAt(lists: Map<number, number[]>, key: number): number[] {
  const known = lists.get(key);
  if (known) return known;
  const made: number[] = [];
  lists.set(key, made);
  return made;
}
