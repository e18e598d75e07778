import { parsePattern } from '../../std/pattern.js';
import { nearest } from '../../std/suggest.js';
import { type Attachment, attachmentOf } from '../attachment.js';
import { isBuilt } from '../described.js';
import { maxPlanes } from '../size.js';
import type { PlaneSetInput, TopologyInput } from '../topology.js';

/** What the scopes of `expect` can name of a plane set. */
export interface ScopeSet {
  readonly name: string;
  /** Tiers of a plane, lowest first, and those of them that can have capacity up. */
  readonly tiers: readonly string[];
  readonly tiersWithUp: readonly string[];
  readonly dragonfly: boolean;
  /** False: it is described only. `*` and `fabric` are about what is built. */
  readonly built: boolean;
  /** Null: nobody knows, its `attach` is wrong. */
  readonly planes: number | null;
}

/** What a key of `expect` names. */
export interface NamedPlanes {
  readonly sets: readonly ScopeSet[];
  /** Ids of what is measured together: `compute`, or of single planes `compute/p3`. */
  readonly ids: readonly string[];
}

type Models = Parameters<typeof attachmentOf>[1];

/** The plane sets of a document; of those that are not sound nobody knows how many planes. */
export function scopeSetsOf(
  { planes: planeSets }: Pick<TopologyInput, 'planes'>,
  models: Models,
  sound: ReadonlySet<string>,
): ScopeSet[] {
  return Object.entries(planeSets).map(([name, set]) => {
    const attached: Pick<Attachment, 'planes'> | null = set.attach
      ? sound.has(name)
        ? attachmentOf(set.attach, models)
        : null
      : { planes: 1 };
    const dragonfly = set.dragonfly !== undefined;
    const planes = attached?.planes ?? null;
    return { name, ...tierNames(set), dragonfly, built: isBuilt(set), planes };
  });
}

function tierNames(set: PlaneSetInput): Pick<ScopeSet, 'tiers' | 'tiersWithUp'> {
  const { leaf, spine, core } = set.fatTree ?? {};
  const tree = Object.entries({ leaf, spine, core }).filter(([, tier]) => tier);
  const extra = Object.keys(set.switches ?? {});
  const direct = set.slimFly || set.dragonfly || set.cube ? ['router'] : [];
  const tiers = [...tree.map(([name]) => name), ...direct, ...extra];
  // The top tier has capacity up only where ports are reserved for a tier outside the file.
  const reserved = extra.length === 0 && (tree.at(-1)?.[1]?.upReserved ?? 0) > 0;
  return { tiers, tiersWithUp: reserved ? tiers : tiers.slice(0, -1) };
}

/** The planes that a key without a selector names, or why its pattern is none. */
export function planesNamed(text: string, sets: readonly ScopeSet[]): NamedPlanes | string {
  const built = sets.filter((set) => set.built);
  if (built.length === 0 && (text === 'fabric' || text === '*')) return 'no plane set is built';
  if (text === 'fabric') {
    return { sets: built, ids: [built.length === 1 ? idOf(built[0]!) : text] };
  }
  const byName = text === '*' ? built : sets.filter(({ name }) => name === text);
  if (byName.length > 0) return { sets: byName, ids: byName.map(idOf) };
  const pattern = parsePattern(text);
  if (typeof pattern === 'string') return pattern;
  const found = sets.map((set) => ({ set, ids: planesOf(set, text, pattern) }));
  return {
    // A set of which nobody knows how many planes it has may have what is named.
    sets: found.filter(({ set, ids }) => ids.length > 0 || set.planes === null).map((f) => f.set),
    ids: found.flatMap(({ ids }) => ids),
  };
}

/** A set of one plane is that plane. */
const idOf = ({ name, planes }: ScopeSet): string => (planes === 1 ? `${name}/p0` : name);

function planesOf(
  { name, planes }: ScopeSet,
  text: string,
  pattern: Exclude<ReturnType<typeof parsePattern>, string>,
): string[] {
  if (planes === null) return [];
  if (pattern.literal) {
    const [set, number] = text.split('/p') as [string, string?];
    const there = /^(0|[1-9]\d{0,8})$/.test(number ?? '') && Number(number) < planes;
    return set === name && there ? [text] : [];
  }
  // A file that asks for more planes is refused by its size; until then it must not cost time.
  const ids: string[] = [];
  for (let p = 0; p < Math.min(planes, maxPlanes); p++) {
    const id = `${name}/p${p}`;
    if (pattern.matches(id)) ids.push(id);
  }
  return ids;
}

/** What was probably meant by a key that names nothing. */
export function nearestScope(text: string, sets: readonly ScopeSet[]): string | null {
  const known = sets.flatMap(({ name, planes }) => [
    name,
    `${name}/p*`,
    `${name}/p0`,
    `${name}/p${Math.max(0, (planes ?? 1) - 1)}`,
  ]);
  return nearest(text, ['*', 'fabric', ...known]);
}
