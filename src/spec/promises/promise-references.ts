import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { nearest } from '../../std/suggest.js';
import type { attachmentOf } from '../attachment.js';
import { described } from '../described-rule.js';
import { maxPlanes } from '../size.js';
import type { Expect, Measures, TopologyInput } from '../topology.js';
import { Contradictions } from './contradictions.js';
import { PromiseBudget } from './promise-budget.js';
import { numberFindings } from './promise-numbers.js';
import { reference } from './reference-rule.js';
import { scopeKind, whyNot } from './scope-measures.js';
import { nearestScope, planesNamed, type ScopeSet, scopeSetsOf } from './scope-sets.js';

type Models = Parameters<typeof attachmentOf>[1];

/**
 * What is wrong with `expect`, of the document and of its scenarios, as far as that can be said
 * before anything is built: selectors are read when there is a fabric (check/scope-findings).
 */
export function promiseReferences(
  input: TopologyInput,
  models: Models,
  sound: ReadonlySet<string>,
): Finding[] {
  const sets = scopeSetsOf(input, models, sound);
  const groups = Object.keys(input.groups ?? {});
  const known: Known = { sets, groups, budget: new PromiseBudget() };
  const scenarios = Object.entries(input.scenarios ?? {});
  return [
    ...expectFindings(input.expect ?? {}, '/expect', '/expect', known),
    ...scenarios.flatMap(([name, { expect }]) => {
      const pointer = pointerTo('/scenarios', name);
      return expectFindings(expect, pointer, pointerTo(pointer, 'expect'), known);
    }),
  ];
}

/** What promises are compared with. */
interface Known {
  readonly sets: readonly ScopeSet[];
  readonly groups: readonly string[];
  readonly budget: PromiseBudget;
}

/** `whole`: what is left out if it promises too much. */
function expectFindings(expect: Expect, whole: string, at: string, known: Known): Finding[] {
  const { sets, groups, budget } = known;
  const planes = sets.reduce((sum, set) => sum + Math.min(set.planes ?? 0, maxPlanes), 0);
  for (const [scope, measures] of Object.entries(expect)) budget.spend(scope, measures, planes);
  if (budget.isUsedUp) return [budget.finding({ pointer: whole, part: 'key' })];

  const contradictions = new Contradictions();
  const findings = Object.entries(expect).flatMap(([scope, measures]) => {
    const pointer = pointerTo(at, scope);
    const numbers = [...lacking(scope, measures, pointer), ...numberFindings(measures, pointer)];
    if (scopeKind(scope) !== 'planes') return numbers;
    const named = planesNamed(scope, sets);
    if (typeof named === 'string' || named.sets.length === 0) {
      const problem = typeof named === 'string' ? named : null;
      const args = { name: scope, problem, suggestion: nearestScope(scope, sets) };
      return [finding(reference, 'reference-scope', args, { pointer, part: 'key' })];
    }
    // Of a pattern that names something built, too, that is meant.
    if (at !== '/expect' && !named.sets.some(({ built }) => built)) {
      const place = { pointer, part: 'key' } as const;
      return [...numbers, finding(described, 'described-scenario', { scope }, place)];
    }
    // A measure that the scope does not have promises nothing that could be contradicted.
    const had = Object.entries(measures).filter(([measure]) => whyNot(scope, measure) === null);
    contradictions.add(scope, pointer, named.ids, Object.fromEntries(had));
    return [...numbers, ...tierFindings(scope, measures, pointer, named.sets, groups)];
  });
  return [...findings, ...contradictions.findings];
}

/** Measures that the scope does not have. */
function lacking(scope: string, measures: Measures, at: string): Finding[] {
  return Object.keys(measures).flatMap((measure) => {
    const why = whyNot(scope, measure);
    const place = { pointer: pointerTo(at, measure), part: 'key' } as const;
    return why === null
      ? []
      : [finding(reference, 'reference-measure', { measure, scope, why }, place)];
  });
}

/** Tiers and kinds of cables that no plane of the scope can have. */
function tierFindings(
  scope: string,
  measures: Measures,
  at: string,
  sets: readonly ScopeSet[],
  groups: readonly string[],
): Finding[] {
  const kinds = unique([
    'endpoint',
    'switch',
    ...(sets.some(({ dragonfly }) => dragonfly) ? ['local', 'global'] : []),
    ...sets.filter(({ dragonfly }) => !dragonfly).flatMap(({ tiers }) => pairsOf(tiers)),
    ...groups.map((name) => `within:${name}`),
  ]);
  const allowed: Readonly<Record<string, readonly string[]>> = {
    switches: unique([...sets.flatMap(({ tiers }) => tiers), 'total']),
    cables: kinds,
    cablesPerPair: kinds,
    oversubscription: unique(sets.flatMap(({ tiersWithUp }) => tiersWithUp)),
  };
  return Object.entries(allowed).flatMap(([measure, names]) =>
    Object.keys(measures[measure as 'switches'] ?? {})
      .filter((name) => !names.includes(name))
      .map((name) => {
        const place = { pointer: pointerTo(at, measure, name), part: 'key' } as const;
        const known = names.length === 0 ? 'none' : shortList(names);
        const args = { measure, name, scope, known, suggestion: meant(name, names) };
        return finding(reference, 'reference-tier', args, place);
      }),
  );
}

/** Two tiers, lower first; also cables within one tier. */
const pairsOf = (tiers: readonly string[]): string[] =>
  tiers.flatMap((lower, i) => tiers.slice(i).map((upper) => `${lower}-${upper}`));

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const mostNames = 12;

const shortList = (names: readonly string[]): string =>
  names.length <= mostNames
    ? names.join(', ')
    : `${names.slice(0, mostNames).join(', ')} … (${names.length} in all)`;

/** The name that was meant: spelt alike, or the two tiers the other way round. */
function meant(name: string, known: readonly string[]): string | null {
  const turned = known.find((pair) => name === pair.split('-').reverse().join('-'));
  return turned ?? nearest(name, known);
}
