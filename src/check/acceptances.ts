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
  readonly #covered = new Map<string, Covered>();

  constructor(
    readonly fabric: CompactFabric,
    readonly entries: readonly Accepted[],
  ) {}

  /** Whether any finding with this code is accepted anywhere. */
  knows(code: string): boolean {
    return this.#coveredBy(code).entries.length > 0;
  }

  /** The first entry that accepts a finding about a part, which may have several ids. */
  by(code: string, ids: readonly string[]): Acceptance | null {
    const item = Math.min(...ids.map((id) => this.#coveredBy(code).firstOf(id)));
    return item === Number.POSITIVE_INFINITY ? null : { item, reason: this.entries[item]!.reason };
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

  #coveredBy(code: string): Covered {
    const known = this.#covered.get(code);
    if (known) return known;
    const entries = this.entries.flatMap((entry, item) =>
      entry.code === code ? [{ at: entry.at, item }] : [],
    );
    const covered = new Covered(this.fabric, entries);
    this.#covered.set(code, covered);
    return covered;
  }
}

/** An entry that accepts findings with some code. */
interface Entry {
  readonly at: string;
  readonly item: number;
}

/** The ids that entries with one code cover: parts, what these contain, and what they make up. */
class Covered {
  readonly #first = new Map<string, number>();

  constructor(
    readonly fabric: CompactFabric,
    readonly entries: readonly Entry[],
  ) {
    for (const { at, item } of entries) {
      const ids = new Set([at, ...idsAt(fabric, at)]);
      for (const whole of wholes(fabric, ids)) ids.add(whole);
      for (const id of ids) if (!this.#first.has(id)) this.#first.set(id, item);
    }
  }

  /** The first entry that covers an id, Infinity if none does. */
  firstOf(id: string): number {
    return this.#first.get(id) ?? Number.POSITIVE_INFINITY;
  }
}

function idsAt(fabric: CompactFabric, at: string): Set<string> {
  const ids = new Set<string>();
  const found = readSelector(fabric, at, false);
  if (!('problem' in found)) for (const part of found.parts) cover(fabric, part, ids);
  return ids;
}

/** A plane set, and the fabric, are covered where all their planes are. */
function wholes({ planeSets, planes }: CompactFabric, ids: ReadonlySet<string>): string[] {
  const all = (members: Iterable<number>) => [...members].every((p) => ids.has(planes[p]!.id));
  const sets = planeSets.filter((set) => all(set.planes)).map(({ id }) => id);
  return all(planes.keys()) ? ['fabric', ...sets] : sets;
}

function cover(fabric: CompactFabric, part: Part, ids: Set<string>): void {
  ids.add(part.id);
  for (const v of part.vertices) ids.add(fabric.vertexIds[v]!);
  for (const member of part.members ?? []) cover(fabric, member, ids);
  if (part.kind === 'cable' || part.kind === 'port' || part.kind === 'bundle') {
    for (const c of part.cables) ids.add(fabric.cableId(c));
  }
}
