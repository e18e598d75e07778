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
    'failure-robustness-selector': ({ text, problem }: { text: string; problem: string }) =>
      `"${text}": ${problem}`,
  },
});

/** Cases that are measured at most for one scenario; above it the check is skipped, and says so. */
const maxEvaluated = 20_000;

export const failureRobustnessChecker: Checker = {
  rule: failureRobustness,
  run(subject) {
    const { fabric, healthy } = subject;
    const symmetries = new Symmetries(fabric, healthy.capacity);
    const intact = symmetries.under(healthy.capacity);
    const results = everySingleFault(subject, intact, failureRobustness.id, maxEvaluated);
    const findings: Finding[] = [];
    for (const [name, scenario] of Object.entries(subject.topology.scenarios)) {
      const outcome = runScenario(subject, symmetries, name, scenario);
      results.push(...outcome.results);
      findings.push(...outcome.findings);
    }
    return { results, findings };
  },
};

function runScenario(
  subject: Subject,
  symmetries: Symmetries,
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
  let run = tryCases(subject, terms, clauses, (capacity) => symmetries.under(capacity, colour));
  if (run.tied && run.evaluated < total) {
    // Where only ids decide what the main part is, cases that are symmetric need not measure alike.
    clauses.forEach(({ worst }) => {
      worst.forget();
    });
    run = tryCases(subject, terms, clauses, () => nothingAlike(fabric));
  }
  const { evaluated } = run;
  if (evaluated > maxEvaluated) return tooMany(name, total);
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
): { readonly evaluated: number; readonly tied: boolean } {
  let [evaluated, tied] = [0, false];
  for (const one of cases(fabric, terms, healthy.capacity, symmetryOf)) {
    if (++evaluated > maxEvaluated) break;
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

function tooMany(name: string, total: number): CheckOutcome {
  const result: CheckResult = {
    check: failureRobustness.id,
    status: 'skip',
    scope: 'fabric',
    measure: 'scenario',
    claimed: null,
    basis: 'scenario',
    measured: null,
    unit: 'cases',
    fault: name,
    cases: total,
    note: `not proved: more than ${formatCount(maxEvaluated)} of its ${formatCount(total)} cases differ`,
  };
  return { results: [result], findings: [] };
}
