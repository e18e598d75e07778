/** Cables that are alike: of the same kinds, at the same speed. */
export interface CableCount {
  /** The most special first: `within:…`, `local`, `global` or two tiers, `endpoint` or `switch`. */
  readonly kinds: readonly string[];
  readonly gbps: number;
  readonly count: number;
}

/** What has to be bought. */
export interface PartList {
  /** By model. */
  readonly switches: ReadonlyMap<string, number>;
  /** By model; NICs that are attached to a plane. */
  readonly nics: ReadonlyMap<string, number>;
  readonly cables: readonly CableCount[];
}

/** Cables counted one after the other. */
export class CableTally {
  readonly #counts = new Map<string, { kinds: readonly string[]; gbps: number; count: number }>();

  add(kinds: readonly string[], gbps: number, count: number): void {
    if (count === 0) return;
    // No kind has a space in it.
    const key = `${gbps} ${kinds.join(' ')}`;
    const known = this.#counts.get(key);
    if (known) known.count += count;
    else this.#counts.set(key, { kinds, gbps, count });
  }

  get cables(): readonly CableCount[] {
    return [...this.#counts.values()];
  }
}

/** Several lists as one: what is alike in them is counted together. */
export function joined(lists: readonly PartList[]): PartList {
  const switches = new Map<string, number>();
  const nics = new Map<string, number>();
  const tally = new CableTally();
  for (const list of lists) {
    for (const [model, count] of list.switches) addTo(switches, model, count);
    for (const [model, count] of list.nics) addTo(nics, model, count);
    for (const { kinds, gbps, count } of list.cables) tally.add(kinds, gbps, count);
  }
  return { switches, nics, cables: tally.cables };
}

/** Adds to a count; nothing is no entry. */
export function addTo(counts: Map<string, number>, key: string, count: number): void {
  if (count > 0) counts.set(key, (counts.get(key) ?? 0) + count);
}
