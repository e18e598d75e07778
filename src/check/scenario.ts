import type { CompactFabric } from '../fabric/compact.js';
import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import type { Region } from '../measure/kept.js';
import { FabricState } from '../measure/state.js';
import type { Scenario } from '../spec/topology.js';
import { formatCount } from '../std/units.js';
import { type CaseOptions, cases, combinations, tooManyToCount, weightOfOne } from './cases.js';
import type { CheckOutcome, CheckResult, Subject } from './checker.js';
import { type Clause, clausesOf } from './clauses.js';
import { changedIn, type Drained } from './drained.js';
import { formatMeasured, formatPromise } from './promise.js';
import { failureRobustness } from './robustness-rule.js';
import { scopesOf } from './scope.js';
import { NothingAlike, type Symmetries } from './symmetries.js';
import { type FaultPart, readTerm, selectorOf, type Term } from './terms.js';

/** What a scenario is asked under. */
export interface ScenarioContext {
  readonly subject: Subject;
  readonly symmetries: Symmetries;
  /** Cases that are measured at most, and what all scenarios of the file have left together. */
  readonly limit: number;
  readonly budget: { left: number };
  /** What is out of service while it happens. */
  readonly drained?: Drained | undefined;
}

/** Tries every case of a scenario; nothing if a selector of it is wrong, which is said elsewhere. */
export function runScenario(
  context: ScenarioContext,
  name: string,
  scenario: Scenario,
): CheckOutcome {
  const { subject, symmetries, limit, budget, drained } = context;
  const { fabric } = subject;
  if (budget.left <= 0) return notProved(subject, name, { cases: 0, limit });
  const terms = termsOf(fabric, scenario);
  if (!terms) return { results: [], findings: [] };
  const at = pointerTo('', 'scenarios', name, 'expect');
  const clauses = clausesOf(subject, scenario, at, drained);
  if (clauses.length === 0) return { results: [], findings: [] };
  const total = combinations(terms);
  if (total > tooManyToCount) {
    return notProved(subject, name, { cases: Number.MAX_SAFE_INTEGER, limit });
  }
  const regions = [...regionsOf(fabric, scenario), ...(drained ? [drained.region] : [])];
  const options = { symmetries, regions };
  let run = tryCases(context, terms, clauses, options);
  if (run.tied && run.evaluated < Number(total)) {
    // Where only ids decide what the main part is, cases that are symmetric need not measure alike.
    for (const { worst } of clauses) worst.forget();
    run = tryCases(context, terms, clauses, { symmetries: new NothingAlike(fabric) });
  }
  if (!run.complete) {
    const cases = budget.left > 0 ? Number(total) : 0;
    return notProved(subject, name, { cases, limit });
  }
  const counted: Counted = {
    scenario: name,
    one: weightOfOne(terms),
    cases: Number(total),
    evaluated: run.evaluated,
  };
  return {
    results: clauses.map((clause) => resultOf(clause, counted)),
    findings: clauses.flatMap((clause) => brokenIn(subject, clause, counted)),
  };
}

function termsOf(fabric: CompactFabric, { fail }: Scenario): Term[] | null {
  const read = fail.map((term) => readTerm(fabric, term, false));
  const sound = read.every(
    ({ term, problems, dependsOnWrongGroup }) =>
      problems.length === 0 && !dependsOnWrongGroup && (term.any ?? 0) <= term.parts.length,
  );
  return sound ? read.map(({ term }) => term) : null;
}

/**
 * What the symmetries of cases map onto itself: the planes that a key of `expect` names (what is
 * promised of them is alike), the endpoints of a selector, either end of `A--B`.
 */
function regionsOf(fabric: CompactFabric, { expect }: Scenario): Region[] {
  return Object.keys(expect).flatMap((text): Region[] => {
    const scopes = scopesOf(fabric, text);
    const whole = scopes.filter(({ among, between }) => !among && !between);
    const parts = scopes.flatMap(({ among, between }) => [
      ...(among ? [among.list] : []),
      ...(between ? [between.a, between.b] : []),
    ]);
    return [
      { planes: whole.flatMap(({ planes }) => planes), vertices: [] },
      ...parts.map((vertices) => ({ planes: [], vertices })),
    ];
  });
}

interface Run {
  readonly evaluated: number;
  /** All cases were measured: there were no more than the limit. */
  readonly complete: boolean;
  /** In some case only ids decided what the main part is, and that counts. */
  readonly tied: boolean;
}

/** Finding the symmetries that are left costs about as much as measuring ten cases. */
const costOfClassing = 10;
const leastClassings = 16;

/** Measures one case of each class. */
function tryCases(
  { subject: { fabric, healthy }, limit, budget, drained }: ScenarioContext,
  terms: readonly Term[],
  clauses: readonly Clause[],
  options: CaseOptions,
): Run {
  const mostClassings = Math.max(leastClassings, limit / costOfClassing);
  const free = options.symmetries instanceof NothingAlike;
  let [evaluated, classed, tied] = [0, 0, false];
  const base = drained?.state.capacity ?? healthy.capacity;
  for (const one of cases(fabric, terms, base, options)) {
    if (!one) {
      if (free) continue;
      budget.left -= costOfClassing;
      if (++classed > mostClassings || budget.left < 0) return { evaluated, complete: false, tied };
      continue;
    }
    if (++evaluated > limit || --budget.left < 0) return { evaluated, complete: false, tied };
    const changed = changedIn(one.changed, drained);
    const state = new FabricState(fabric, one.capacity, healthy, changed);
    const down = namesOf(one.chosen);
    for (const { worst } of clauses) worst.add(state, down, one.weight);
    tied ||= clauses.some((clause) => clause.tied(state));
  }
  return { evaluated, complete: true, tied };
}

/** Parts that are down: the first few, and how many more. */
function namesOf(parts: readonly FaultPart[]): string {
  const first = parts.slice(0, mostNamed).map(selectorOf).join(', ');
  return parts.length > mostNamed
    ? `${first} and ${formatCount(parts.length - mostNamed)} more`
    : first;
}

const mostNamed = 6;

/** What was tried. */
interface Counted {
  readonly scenario: string;
  /** What a single case weighs. */
  readonly one: bigint;
  readonly cases: number;
  readonly evaluated: number;
}

function resultOf({ worst, scope, measure, unit }: Clause, counted: Counted): CheckResult {
  const { holds, measured, down } = worst.found(counted.one);
  return {
    check: failureRobustness.id,
    status: holds ? 'pass' : 'fail',
    scope,
    measure,
    claimed: worst.claimed,
    basis: 'scenario',
    measured,
    unit,
    fault: counted.scenario,
    worst: down,
    cases: counted.cases,
    evaluated: counted.evaluated,
  };
}

function brokenIn(subject: Subject, clause: Clause, { scenario, one, cases }: Counted): Finding[] {
  const { worst, what, pointer } = clause;
  const { holds, scope, measured, down, broken } = worst.found(one);
  if (holds) return [];
  const code = 'failure-robustness-broken';
  const args = {
    scenario,
    what,
    scope,
    measured: formatMeasured(measured),
    claimed: formatPromise(worst.claimed),
    worst: down,
    cases,
    broken,
  };
  // It is about the scope: accepting what was down would hide all other cases.
  const accepted = subject.accepted.by(code, [scope]);
  return [finding(failureRobustness, code, args, pointer, { subject: down, accepted })];
}

function notProved(
  { accepted }: Subject,
  scenario: string,
  { cases, limit }: { readonly cases: number; readonly limit: number },
): CheckOutcome {
  const code = 'failure-robustness-not-proved';
  const args = { scenario, limit, cases };
  const place = { pointer: pointerTo('', 'scenarios', scenario), part: 'key' } as const;
  const result: CheckResult = {
    check: failureRobustness.id,
    status: 'skip',
    scope: 'fabric',
    measure: 'scenario',
    claimed: null,
    basis: 'scenario',
    measured: null,
    unit: 'cases',
    fault: scenario,
    cases,
    note: 'not proved',
  };
  const by = accepted.by(code, ['fabric']);
  return {
    results: [result],
    findings: [finding(failureRobustness, code, args, place, { accepted: by })],
  };
}
