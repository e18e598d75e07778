import type { CompactFabric } from '../../fabric/compact.js';
import { keysOf, pointerTo } from '../../finding/pointer.js';
import { type Finding, finding, rule } from '../../finding/rule.js';
import { FabricState } from '../../measure/state.js';
import type { Symmetry } from '../../measure/symmetry.js';
import type { Scenario } from '../../spec/topology.js';
import { formatCount } from '../../std/units.js';
import {
  cases,
  combinations,
  nothingAlike,
  readTerm,
  Symmetries,
  selectorOf,
  type Term,
} from '../cases.js';
import type { Checker, CheckOutcome, CheckResult, Subject } from '../checker.js';
import { measures } from '../measures.js';
import { formatMeasured, formatPromise, statedIn } from '../promise.js';
import { scopesOf } from '../scope.js';
import { everySingleFault } from '../single-faults.js';
import { Worst } from '../worst.js';

const failureRobustness = rule({
  id: 'failure-robustness',
  summary:
    'what the scenarios promise holds in every case; every single switch and cable was tried',
  explanation: `Fails every single switch and every single cable of each plane set, one at a time, and
reports the worst element by endpoints cut off and by bisection kept. Then tries the \`scenarios\` of
the file: every combination of their choices is one case, and \`expect\` must hold in each; the worst
case is named. A fault never changes the fabric: it is a list of capacities.

Cases that a symmetry maps onto each other are measured once. Symmetries are not assumed: each one
(two planes, two spines, two hosts of a unit, two units in all planes at once …) is verified by
mapping every cable that it moves, and dropped if it does not fit.

At most 20,000 cases are measured for one question, fewer on large fabrics and where a bisection has
to be searched for. A scenario with more cases that differ is not proved, which is an error; single
faults that were not all tried are a warning.

To mend it: add what makes the worst element redundant, or promise what there is.`,
  messages: {
    'failure-robustness-broken': (a: {
      scenario: string;
      what: string;
      scope: string;
      measured: string;
      claimed: string;
      worst: string;
      cases: number;
      broken: number;
    }) =>
      `scenario "${a.scenario}": ${a.scope}: ${a.what} is ${a.measured} with ${a.worst}${a.worst.includes('@') ? '' : ' down'}; expected ${a.claimed}${a.cases > 1 ? ` (broken in ${formatCount(a.broken)} of ${formatCount(a.cases)} cases)` : ''}`,
    'failure-robustness-not-proved': ({
      scenario,
      limit,
      cases,
    }: {
      scenario: string;
      limit: number;
      cases: number;
    }) =>
      `scenario "${scenario}" was not proved: more than ${formatCount(limit)} of its ${formatCount(cases)} cases differ; name fewer parts`,
    'failure-robustness-not-tried': (a: {
      planeSet: string;
      kind: string;
      limit: number;
      cases: number;
    }) =>
      `not every single ${a.kind} of ${a.planeSet} was tried: more than ${formatCount(a.limit)} of ${formatCount(a.cases)} cases differ`,
    'failure-robustness-selector': ({ text, problem }: { text: string; problem: string }) =>
      `"${text}": ${problem}`,
  },
});

/**
 * Cases that are measured at most for one scenario, or for one kind of single faults: fewer on large
 * fabrics, and where a bisection is no closed enumeration but a search. Above it nothing is proved,
 * and that is a finding.
 */
function mostCases({ fabric, healthy }: Subject): number {
  const searched = fabric.planes.some((_, p) => healthy.bisection(p).method === 'interval');
  const work = 2e8 / (fabric.cableCount * (searched ? 200 : 1));
  return Math.max(16, Math.min(20_000, Math.floor(work)));
}

export const failureRobustnessChecker: Checker = {
  rule: failureRobustness,
  run(subject) {
    const { fabric, healthy } = subject;
    const symmetries = new Symmetries(fabric, healthy.capacity);
    const intact = symmetries.under(healthy.capacity);
    const limit = mostCases(subject);
    const results = everySingleFault(subject, intact, failureRobustness.id, limit);
    const findings = notTried(results, limit);
    for (const [name, scenario] of Object.entries(subject.topology.scenarios)) {
      const outcome = runScenario(subject, symmetries, limit, name, scenario);
      results.push(...outcome.results);
      findings.push(...outcome.findings);
    }
    return { results, findings };
  },
};

function runScenario(
  subject: Subject,
  symmetries: Symmetries,
  limit: number,
  name: string,
  scenario: Scenario,
): CheckOutcome {
  const { fabric } = subject;
  const at = pointerTo('', 'scenarios', name);
  const terms: Term[] = [];
  const findings: Finding[] = [];
  scenario.fail.forEach((term, i) => {
    const read = readTerm(fabric, term);
    if (!('problem' in read)) terms.push(read);
    else {
      const { text, problem } = read;
      const place = pointerTo(at, 'fail', i, ...(read.at < 0 ? [] : ['of', read.at]));
      findings.push(
        finding(failureRobustness, 'failure-robustness-selector', { text, problem }, place),
      );
    }
  });
  if (findings.length > 0) return { results: [], findings };

  const clauses = clausesOf(subject, scenario, pointerTo(at, 'expect'));
  const colour = colours(fabric, scenario);
  const total = combinations(terms);
  const symmetryOf = (capacity: Float64Array) => symmetries.under(capacity, colour);
  let run = tryCases(subject, terms, clauses, symmetryOf, limit);
  if (run.tied && run.evaluated < total) {
    // Where only ids decide what the main part is, cases that are symmetric need not measure alike.
    clauses.forEach(({ worst }) => {
      worst.forget();
    });
    run = tryCases(subject, terms, clauses, () => nothingAlike(fabric), limit);
  }
  const { evaluated } = run;
  if (evaluated > limit) return tooMany(name, total, limit);
  const results = clauses.map(({ result }) => ({ ...result(name), cases: total, evaluated }));
  for (const { worst, pointer, what } of clauses) {
    const found = worst.found();
    if (found.holds) continue;
    const args = {
      scenario: name,
      what,
      scope: found.scope,
      measured: formatMeasured(found.measured),
      claimed: formatPromise(worst.claimed),
      worst: found.down,
      cases: total,
      broken: found.broken,
    };
    findings.push(
      finding(failureRobustness, 'failure-robustness-broken', args, pointer, {
        subject: found.down,
      }),
    );
  }
  return { results, findings };
}

/** Measures one case of each class; `tied`: in some case only ids decided what the main part is. */
function tryCases(
  { fabric, healthy }: Subject,
  terms: readonly Term[],
  clauses: readonly Clause[],
  symmetryOf: (capacity: Float64Array) => Symmetry,
  limit: number,
): { readonly evaluated: number; readonly tied: boolean } {
  let [evaluated, tied] = [0, false];
  for (const one of cases(fabric, terms, healthy.capacity, symmetryOf)) {
    if (++evaluated > limit) break;
    const state = new FabricState(fabric, one.capacity, healthy);
    const down = one.chosen.map(selectorOf).join(', ');
    for (const { worst } of clauses) worst.add(state, down, one.count);
    tied ||= state.tied();
  }
  return { evaluated, tied };
}

/** A promise of the scenario, and the worst case of it so far. */
interface Clause {
  readonly pointer: string;
  readonly what: string;
  readonly worst: Worst;
  readonly result: (scenario: string) => CheckResult;
}

function clausesOf(subject: Subject, { expect }: Scenario, at: string): Clause[] {
  return (Object.keys(measures) as (keyof typeof measures)[]).flatMap((measure) =>
    statedIn(subject, expect, at, measure).map(({ scopes, name, claimed, pointer }): Clause => {
      const { unit, what, of } = measures[measure];
      const worst = new Worst(claimed, scopes, (state, planes) => of(state, planes, name ?? ''));
      const depth = keysOf(at).length;
      return {
        pointer,
        what: what(name),
        worst,
        result: (scenario) => {
          const { holds, measured, down } = worst.found();
          return {
            check: failureRobustness.id,
            status: holds ? 'pass' : 'fail',
            scope: keysOf(pointer)[depth]!,
            measure: name === undefined ? measure : `${measure}.${name}`,
            claimed,
            basis: 'scenario',
            measured,
            unit,
            fault: scenario,
            worst: down,
          };
        },
      };
    }),
  );
}

/** Planes that the same keys of `expect` name have one colour: what is promised of them is alike. */
function colours(fabric: CompactFabric, { expect }: Scenario): (plane: number) => string {
  const scopes = Object.keys(expect).map(
    (text) => new Set(scopesOf(fabric, text).flatMap(({ planes }) => planes)),
  );
  const names = fabric.planes.map((_, p) => scopes.map((scope) => Number(scope.has(p))).join(''));
  return (plane) => names[plane]!;
}

function tooMany(scenario: string, cases: number, limit: number): CheckOutcome {
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
  return {
    results: [result],
    findings: [finding(failureRobustness, 'failure-robustness-not-proved', args, place)],
  };
}

/** A promise of nobody, so a warning: not every single fault was tried. */
function notTried(results: readonly CheckResult[], limit: number): Finding[] {
  return results
    .filter(({ status, measure }) => status === 'skip' && measure === 'endpointsCutOff')
    .map(({ scope, fault, cases }) => {
      const args = {
        planeSet: scope,
        kind: fault === 'any single switch' ? 'switch' : 'cable',
        limit,
        cases: cases ?? 0,
      };
      const place = { pointer: pointerTo('', 'planes', scope), part: 'key' } as const;
      const severity = { severity: 'warning' } as const;
      return finding(failureRobustness, 'failure-robustness-not-tried', args, place, severity);
    });
}
