import { type Finding, finding, type Messages, type Rule } from '../finding/rule.js';
import type { Measures } from '../spec/topology.js';
import { quoted } from '../std/terminal.js';
import type { CheckOutcome, CheckResult, Measured, Subject } from './checker.js';
import { measures } from './measures.js';
import { formatMeasured, formatPromise, keeps, promises } from './promise.js';
import type { Scope } from './scope.js';

/** Arguments of the message that every counting and measuring check has. */
export interface Mismatch {
  readonly what: string;
  readonly scope: string;
  /** Further scopes of the same promise that break it too. */
  readonly others: number;
  readonly measured: string;
  readonly claimed: string;
  readonly byFormula: boolean;
  /** Where the worst of it is. */
  readonly at?: string;
}

/** "compute: the number of endpoints is 16,384; expected 16,385". */
export const mismatchWords = (a: Mismatch): string =>
  `${shown(a.scope)}${a.others > 0 ? ` and ${a.others} more` : ''}: ${a.what} is ${a.measured}${
    a.at === undefined ? '' : ` at ${a.at}`
  }; ${a.byFormula ? 'the formula of the family gives' : 'expected'} ${a.claimed}`;

/** A scope as it is; a selector may be as long as somebody likes. */
const shown = (scope: string): string => (scope.length <= 120 ? scope : quoted(scope));

/** Judges all promises of some measures: a result a scope, one finding a broken promise. */
export function judge<Id extends string, C extends string>(
  rule: Rule<Id, Messages & Readonly<Record<C, (args: Mismatch) => string>>>,
  code: C,
  subject: Subject,
  names: readonly (keyof Measures)[],
  where?: (scope: Scope, name: string) => string | undefined,
): CheckOutcome {
  const results: CheckResult[] = [];
  const findings: Finding[] = [];
  for (const measure of names) {
    const { unit, what, of } = measures[measure];
    for (const promise of promises(subject, measure)) {
      const { name, claimed, basis } = promise;
      const broken: { scope: string; value: Measured; at: string | undefined }[] = [];
      for (const scope of promise.scopes) {
        const value = of(subject.healthy, scope, name ?? '', subject.topology);
        const holds = keeps(claimed, value);
        const at = where?.(scope, name ?? '');
        results.push({
          check: rule.id,
          status: holds ? 'pass' : 'fail',
          scope: scope.id,
          measure: name === undefined ? measure : `${measure}.${name}`,
          claimed,
          basis,
          measured: value,
          unit,
          ...(at === undefined ? {} : { worst: at }),
        });
        if (!holds) broken.push({ scope: scope.id, value, at });
      }
      for (const { by, found } of subject.accepted.split(code, broken, idsOf)) {
        const first = found[0]!;
        const args: Mismatch = {
          what: what(name),
          scope: first.scope,
          others: found.length - 1,
          measured: formatMeasured(first.value),
          claimed: formatPromise(claimed),
          byFormula: basis === 'formula',
          ...(first.at === undefined ? {} : { at: first.at }),
        };
        type Args = Parameters<(typeof rule)['messages'][C]>[0] & object;
        const more = { subject: first.at ?? first.scope, accepted: by };
        findings.push(finding(rule, code, args as Args, promise.pointer, more));
      }
    }
  }
  return { results, findings };
}

/** It is about the worst part, and about the whole scope. */
const idsOf = ({ scope, at }: { scope: string; at: string | undefined }): readonly string[] =>
  at === undefined ? [scope] : [at, scope];
