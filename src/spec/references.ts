import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { parsePattern } from '../std/pattern.js';
import { nearest } from '../std/suggest.js';
import { attachmentOf } from './attachment.js';
import { reference, unsupported } from './rules.js';
import type { HostGroup, Measures, NicModel, TopologyInput } from './topology.js';

type Models = {
  readonly hosts: Readonly<Record<string, HostGroup>>;
  readonly nicModels: Readonly<Record<string, NicModel>>;
};

/** Models that are used and not declared. */
export function modelReferences({
  switchModels = {},
  nicModels = {},
  hosts = {},
  planes,
}: TopologyInput): Finding[] {
  const missing = (
    code: 'reference-switch-model' | 'reference-nic-model',
    known: Readonly<Record<string, unknown>>,
    name: string,
    place: string,
  ): Finding[] =>
    Object.hasOwn(known, name)
      ? []
      : [finding(reference, code, { name, suggestion: nearest(name, Object.keys(known)) }, place)];

  const nics = Object.entries(hosts).flatMap(([host, group]) =>
    Object.entries(group.nics).flatMap(([nic, { model }]) => {
      const place = pointerTo('', 'hosts', host, 'nics', nic, 'model');
      return missing('reference-nic-model', nicModels, model, place);
    }),
  );
  const tiers = Object.entries(planes).flatMap(([set, { fatTree }]) =>
    (['leaf', 'spine'] as const).flatMap((tier) => {
      const model = fatTree[tier]?.model;
      const place = pointerTo('', 'planes', set, 'fatTree', tier, 'model');
      return model === undefined
        ? []
        : missing('reference-switch-model', switchModels, model, place);
    }),
  );
  return [...nics, ...tiers];
}

/** By plane set: entries of `attach.nics` that do not exist or are attached twice. */
export function attachReferences(
  { planes }: TopologyInput,
  { hosts }: Models,
): Map<string, Finding[]> {
  const known = Object.entries(hosts).flatMap(([host, { nics }]) =>
    Object.keys(nics).map((nic) => `${host}/${nic}`),
  );
  const owner = new Map<string, string>();
  const bySet = new Map<string, Finding[]>();
  for (const [set, { attach }] of Object.entries(planes)) {
    const findings: Finding[] = [];
    attach.nics.forEach((name, i) => {
      const place = pointerTo('', 'planes', set, 'attach', 'nics', i);
      const other = owner.get(name);
      if (!known.includes(name)) {
        const suggestion = nearest(name, known);
        findings.push(finding(reference, 'reference-nic-group', { name, suggestion }, place));
      } else if (other !== undefined) {
        findings.push(finding(reference, 'reference-attached-twice', { name, other }, place));
      } else owner.set(name, set);
    });
    bySet.set(set, findings);
  }
  return bySet;
}

/** Scopes, tiers and kinds in `expect` and `scenarios` that the topology does not have. */
export function promiseReferences(input: TopologyInput, models: Models): Finding[] {
  const sets = Object.entries(input.planes).map(([name, { attach, fatTree }]) => {
    const tiers = fatTree.spine ? ['leaf', 'spine'] : ['leaf'];
    // The top tier has capacity up only where ports are reserved for a tier outside the file.
    const top = fatTree.spine ?? fatTree.leaf;
    const tiersWithUp = (top.upReserved ?? 0) > 0 ? tiers : tiers.slice(0, -1);
    return { name, tiers, tiersWithUp, planes: attachmentOf(attach, models).planes };
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
  readonly planes: number;
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
  const pairs = tiers.slice(1).map((tier, i) => `${tiers[i]}-${tier}`);
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
