import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { parsePattern } from '../std/pattern.js';
import { nearest } from '../std/suggest.js';
import { attachmentOf } from './attachment.js';
import { reference, unsupported } from './rules.js';
import type { Measures, PlaneSetInput, TopologyInput } from './topology.js';

type Models = Parameters<typeof attachmentOf>[1];

/** Scopes, tiers and kinds in `expect` and `scenarios` that the topology does not have. */
export function promiseReferences(
  input: TopologyInput,
  models: Models,
  sound: ReadonlySet<string>,
): Finding[] {
  const sets = Object.entries(input.planes).map(([name, set]): SetNames => {
    const planes = sound.has(name)
      ? set.attach
        ? attachmentOf(set.attach, models).planes
        : 1
      : null;
    return { name, ...tierNames(set), planes };
  });
  const places: [string, Readonly<Record<string, Measures>>][] = [['/expect', input.expect ?? {}]];
  for (const [name, scenario] of Object.entries(input.scenarios ?? {})) {
    places.push([pointerTo('/scenarios', name, 'expect'), scenario.expect]);
  }
  return [
    ...places.flatMap(([at, expect]) =>
      Object.entries(expect).flatMap(([scope, measures]) => [
        ...scopeFindings(scope, pointerTo(at, scope), sets, measures),
        ...ranges(measures, pointerTo(at, scope)),
      ]),
    ),
    ...anyOne(input),
  ];
}

interface SetNames {
  readonly name: string;
  readonly tiers: readonly string[];
  readonly tiersWithUp: readonly string[];
  /** Null: nobody knows, its `attach` is wrong. */
  readonly planes: number | null;
}

/** Tiers of a plane set, lowest first, and those that can have capacity up. */
function tierNames(set: PlaneSetInput): Pick<SetNames, 'tiers' | 'tiersWithUp'> {
  const { leaf, spine, core } = set.fatTree ?? {};
  const tree = Object.entries({ leaf, spine, core }).filter(([, tier]) => tier);
  const extra = Object.keys(set.switches ?? {});
  const direct = set.slimFly || set.dragonfly ? ['router'] : [];
  const tiers = [...tree.map(([name]) => name), ...direct, ...extra];
  // The top tier has capacity up only where ports are reserved for a tier outside the file.
  const reserved = extra.length === 0 && (tree.at(-1)?.[1]?.upReserved ?? 0) > 0;
  return { tiers, tiersWithUp: reserved ? tiers : tiers.slice(0, -1) };
}

function scopeFindings(
  scope: string,
  at: string,
  sets: readonly SetNames[],
  measures: Measures,
): Finding[] {
  const place = { pointer: at, part: 'key' } as const;
  if (scope.includes(':')) return [finding(unsupported, 'unsupported-scope', { scope }, place)];
  const inScope = setsInScope(scope, sets);
  if (typeof inScope === 'string' || inScope.length === 0) {
    const known = sets.flatMap(({ name }) => [name, `${name}/p*`, `${name}/p0`]);
    const suggestion = nearest(scope, ['*', 'fabric', ...known]);
    const problem = typeof inScope === 'string' ? inScope : null;
    const args = { name: scope, problem, suggestion };
    return [finding(reference, 'reference-scope', args, place)];
  }
  const tiers = [...new Set(inScope.flatMap((set) => set.tiers))];
  const pairs = tiers.flatMap((lower, i) => tiers.slice(i + 1).map((upper) => `${lower}-${upper}`));
  const kinds = ['endpoint', 'switch', ...pairs];
  const allowed = {
    switches: [...tiers, 'total'],
    cables: kinds,
    cablesPerPair: kinds,
    oversubscription: [...new Set(inScope.flatMap((set) => set.tiersWithUp))],
  };
  return Object.entries(allowed).flatMap(([measure, names]) =>
    Object.keys(measures[measure as keyof typeof allowed] ?? {})
      .filter((name) => !names.includes(name))
      .map((name) => {
        const where = { pointer: pointerTo(at, measure, name), part: 'key' } as const;
        const known = names.length === 0 ? 'none' : names.join(', ');
        return finding(reference, 'reference-tier', { measure, name, scope, known }, where);
      }),
  );
}

function setsInScope(scope: string, sets: readonly SetNames[]): readonly SetNames[] | string {
  if (scope === '*' || scope === 'fabric') return sets;
  const byName = sets.filter((set) => set.name === scope);
  if (byName.length > 0) return byName;
  const pattern = parsePattern(scope);
  if (typeof pattern === 'string') return pattern;
  return sets.filter(({ name, planes }) => {
    if (planes === null) return true;
    // A file that asks for more planes is refused by its size; until then it must not cost time.
    const tried = Math.min(planes, 65_536);
    for (let p = 0; p < tried; p++) if (pattern.matches(`${name}/p${p}`)) return true;
    return false;
  });
}

/** A range whose ends are the wrong way round holds for nothing. */
function ranges(value: unknown, at: string): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  const { min, max } = value as { min?: unknown; max?: unknown };
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    return [finding(reference, 'reference-range', { min, max }, at)];
  }
  return Object.entries(value).flatMap(([key, inner]) => ranges(inner, pointerTo(at, key)));
}

function anyOne({ scenarios = {} }: TopologyInput): Finding[] {
  return Object.entries(scenarios).flatMap(([name, { fail }]) =>
    fail.flatMap((term, i) =>
      typeof term === 'string' || term.any === 1
        ? []
        : [
            finding(
              unsupported,
              'unsupported-any',
              { any: term.any },
              pointerTo('/scenarios', name, 'fail', i, 'any'),
            ),
          ],
    ),
  );
}
