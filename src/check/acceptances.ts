import type { CompactFabric } from '../fabric/compact.js';
import { type Part, readSelector } from '../fabric/select.js';
import type { Acceptance } from '../finding/rule.js';
import type { Accepted } from '../spec/topology.js';

/** Things that were found, by the entry that accepts them; null: none does. */
export interface Split<T> {
  readonly by: Acceptance | null;
  readonly found: readonly T[];
}

/**
 * What the file accepts (`accepted`). A checker asks for each part that a finding counts: what is
 * accepted is told apart from what is not, so that no acceptance hides what it does not name.
 */
export class Acceptances {
  readonly #covered = new Map<number, Covered>();

  constructor(
    readonly fabric: CompactFabric,
    readonly entries: readonly Accepted[],
  ) {}

  /** Whether any finding with this code is accepted anywhere. */
  knows(code: string): boolean {
    return this.entries.some((entry) => entry.code === code);
  }

  /** Whether the selector of an entry names anything. */
  names(item: number): boolean {
    return this.#coveredBy(item).size > 0;
  }

  /** The first entry that accepts a finding about a part, which may have several ids. */
  by(code: string, ids: readonly string[]): Acceptance | null {
    const item = this.entries.findIndex(
      (entry, i) => entry.code === code && ids.some((id) => this.#coveredBy(i).has(id)),
    );
    return item < 0 ? null : { item, reason: this.entries[item]!.reason };
  }

  /** Splits what was found by who accepts it; what nobody accepts comes first. */
  split<T>(code: string, found: readonly T[], idsOf: (one: T) => readonly string[]): Split<T>[] {
    if (found.length === 0) return [];
    if (!this.knows(code)) return [{ by: null, found }];
    const splits = new Map<number, { by: Acceptance | null; found: T[] }>();
    for (const one of found) {
      const by = this.by(code, idsOf(one));
      const split = splits.get(by?.item ?? -1) ?? { by, found: [] };
      split.found.push(one);
      splits.set(by?.item ?? -1, split);
    }
    return [...splits.values()].sort((a, b) => (a.by?.item ?? -1) - (b.by?.item ?? -1));
  }

  #coveredBy(item: number): Covered {
    const covered = this.#covered.get(item) ?? new Covered(this.fabric, this.entries[item]!.at);
    this.#covered.set(item, covered);
    return covered;
  }
}

/** The ids that a selector covers: its parts, what these contain, and what they make up. */
class Covered {
  readonly #ids: ReadonlySet<string>;

  constructor(
    readonly fabric: CompactFabric,
    readonly at: string,
  ) {
    const ids = new Set<string>();
    const found = readSelector(fabric, at, false);
    if (!('problem' in found)) for (const part of found.parts) cover(fabric, part, ids);
    this.#ids = ids;
  }

  get size(): number {
    return this.#ids.size;
  }

  /** A plane set, and the fabric, are covered where all their planes are. */
  has(id: string): boolean {
    if (this.#ids.has(id) || id === this.at) return true;
    const { planeSets, planes } = this.fabric;
    const set = planeSets.find((one) => one.id === id);
    const within = id === 'fabric' ? [...planes.keys()] : (set?.planes ?? []);
    return within.length > 0 && within.every((p) => this.#ids.has(planes[p]!.id));
  }
}

function cover(fabric: CompactFabric, part: Part, ids: Set<string>): void {
  ids.add(part.id);
  for (const v of part.vertices) ids.add(fabric.vertexIds[v]!);
  for (const member of part.members ?? []) cover(fabric, member, ids);
  if (part.kind === 'cable' || part.kind === 'port' || part.kind === 'bundle') {
    for (const c of part.cables) ids.add(fabric.cableIds[c]!);
  }
}
