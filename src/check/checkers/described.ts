import { type Figures, figuresOf, planeFigures } from '../../build/described.js';
import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { described } from '../../spec/described-rule.js';
import { cannotBeBuilt, familyOf, shapes } from '../../spec/families/shape.js';
import type { Measures, NumberOrRange, Topology } from '../../spec/topology.js';
import { present } from '../../std/assert.js';
import type { Checker, CheckResult } from '../checker.js';
import { type DescribedScope, describedScopes, describedSets } from '../described-scopes.js';
import { measures } from '../measures.js';
import { formatMeasured, formatPromise, isByName, keeps } from '../promise.js';

/** Compares what is promised of plane sets that are not built with the formulas of their family. */
export const describedChecker: Checker = {
  rule: described,
  run({ topology }) {
    // A set may have many planes and many hosts: what has them is looked at once.
    const sets = new Map(
      describedSets(topology).map((name) => {
        const ofSet = figuresOf(topology, name);
        return [name, { ofSet, ofPlane: planeFigures(topology, name, ofSet) }];
      }),
    );
    const known = new Map<string, Figures>();
    const of = ({ id, planeSet, plane }: DescribedScope): Figures => {
      const { ofSet, ofPlane } = present(sets.get(planeSet), planeSet);
      const figures = known.get(id) ?? (plane === null ? ofSet : ofPlane(plane));
      known.set(id, figures);
      return figures;
    };
    const outcomes = promisesOf(topology).map((promise) => judge(promise, of));
    return {
      results: [
        ...describedSets(topology).map((name) => notBuilt(topology, name)),
        ...outcomes.flatMap(({ results }) => results),
      ],
      findings: outcomes.flatMap((outcome) => outcome.findings),
    };
  },
};

interface Promised {
  readonly scopes: readonly DescribedScope[];
  readonly measure: keyof Measures;
  readonly name?: string;
  readonly claimed: NumberOrRange | string;
  readonly pointer: string;
}

/** What `expect` promises of plane sets that are described only, in document order. */
function promisesOf(topology: Topology): Promised[] {
  return Object.entries(topology.expect).flatMap(([text, promised]) => {
    const scopes = describedScopes(topology, text);
    if (scopes.length === 0) return [];
    return Object.entries(promised).flatMap(([key, value]): Promised[] => {
      const measure = key as keyof Measures;
      const pointer = pointerTo('/expect', text, measure);
      if (!isByName(value)) return [{ scopes, measure, claimed: value, pointer }];
      return Object.entries(value).map(([name, claimed]) => ({
        ...{ scopes, measure, name, claimed },
        pointer: pointerTo(pointer, name),
      }));
    });
  });
}

/** A result a scope, and one finding for all scopes in which the promise is broken. */
function judge(
  { scopes, measure, name, claimed, pointer }: Promised,
  figuresOfScope: (scope: DescribedScope) => Figures,
): { results: CheckResult[]; findings: Finding[] } {
  const key = name === undefined ? measure : `${measure}.${name}`;
  const { unit, what } = measures[measure];
  const results = scopes.map((scope): CheckResult => {
    const figure = figuresOfScope(scope).get(key);
    const holds = figure !== undefined && keeps(claimed, figure);
    return {
      check: described.id,
      status: figure === undefined ? 'skip' : holds ? 'pass' : 'fail',
      scope: scope.id,
      measure: key,
      claimed,
      basis: 'expect',
      measured: figure ?? null,
      unit,
      note:
        figure === undefined
          ? 'no closed formula, and nothing was built to be measured'
          : 'by closed formula; nothing was built',
    };
  });
  const findings: Finding[] = [];
  const broken = results.filter(({ status }) => status === 'fail');
  if (broken.length > 0) {
    const { scope, measured } = broken[0]!;
    const args = {
      what: what(name),
      scope,
      others: broken.length - 1,
      figure: formatMeasured(present(measured, key)),
      claimed: formatPromise(claimed),
    };
    findings.push(finding(described, 'described-differs', args, pointer, { subject: scope }));
  }
  const [open] = results.filter(({ status }) => status === 'skip');
  if (open) {
    const args = { measure: key, scope: open.scope };
    const more = { severity: 'warning', subject: open.scope } as const;
    findings.push(finding(described, 'described-no-formula', args, pointer, more));
  }
  return { results, findings };
}

/** That a set was not built, and whether it could be. */
function notBuilt(topology: Topology, name: string): CheckResult {
  const set = present(topology.planes[name], name);
  const obstacle = cannotBeBuilt(set);
  const family = shapes[present(familyOf(set), name)].called;
  const sized = `described only; sized by the closed formulas of a ${family}`;
  return {
    check: described.id,
    status: 'pass',
    scope: name,
    measure: 'built',
    claimed: null,
    basis: null,
    measured: 'no',
    unit: 'none',
    note: obstacle === null ? sized : `${sized}; cannot be built: ${obstacle}`,
  };
}
