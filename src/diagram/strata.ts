import type { CompactFabric } from '../fabric/compact.js';

/** Switches that stand in one row: those of a tier, or of a level of one. */
export interface Stratum {
  readonly tier: string;
  /** What one of them is called: `leaf`, `level-1 router`. */
  readonly noun: string;
}

interface Strata {
  readonly list: readonly Stratum[];
  /** By tier: where its strata start, and how many there are. */
  readonly first: ReadonlyMap<string, number>;
}

const memory = new WeakMap<CompactFabric, Map<string, Strata>>();

/** The strata of a plane set, lowest first. */
export const strataOf = (fabric: CompactFabric, planeSet: string): readonly Stratum[] =>
  known(fabric, planeSet).list;

/** The place of a switch among the strata of its plane set. */
export function stratumOf(fabric: CompactFabric, vertex: number): number {
  const { tier, planeSet, level = 0 } = fabric.switches[vertex - fabric.endpointCount]!;
  const { list, first } = known(fabric, planeSet);
  return (first.get(tier) ?? list.length) + level;
}

function known(fabric: CompactFabric, planeSet: string): Strata {
  const sets = memory.get(fabric) ?? new Map<string, Strata>();
  memory.set(fabric, sets);
  const strata = sets.get(planeSet) ?? make(fabric, planeSet);
  sets.set(planeSet, strata);
  return strata;
}

function make({ planeSets, switches }: CompactFabric, planeSet: string): Strata {
  const levels = new Map<string, number>();
  for (const { planeSet: set, tier, level } of switches) {
    if (set !== planeSet || level === undefined) continue;
    levels.set(tier, Math.max(levels.get(tier) ?? 0, level + 1));
  }
  const list: Stratum[] = [];
  const first = new Map<string, number>();
  for (const tier of planeSets.find(({ id }) => id === planeSet)?.tiers ?? []) {
    first.set(tier, list.length);
    const count = levels.get(tier);
    if (count === undefined) list.push({ tier, noun: tier });
    for (let level = 0; level < (count ?? 0); level++) {
      list.push({ tier, noun: `level-${level} ${tier}` });
    }
  }
  return { list, first };
}
