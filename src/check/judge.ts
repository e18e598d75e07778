import { type Finding, finding, type Messages, type Rule } from '../finding/rule.js';
import type { Measures } from '../spec/topology.js';
import type { CheckOutcome, CheckResult, Measured, Subject } from './checker.js';
import { measures } from './measures.js';
import { formatMeasured, formatPromise, keeps, promises } from './promise.js';

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
  `${a.scope}${a.others > 0 ? ` and ${a.others} more` : ''}: ${a.what} is ${a.measured}${
    a.at === undefined ? '' : ` at ${a.at}`
  }; ${a.byFormula ? 'the formula of the family gives' : 'expected'} ${a.claimed}`;

/** Judges all promises of some measures: a result a scope, one finding a broken promise. */
export function judge<Id extends string, C extends string>(
  rule: Rule<Id, Messages & Readonly<Record<C, (args: Mismatch) => string>>>,
  code: C,
  subject: Subject,
  names: readonly (keyof Measures)[],
  where?: (planes: readonly number[], name: string) => string | undefined,
): CheckOutcome {
  const results: CheckResult[] = [];
  const findings: Finding[] = [];
  for (const measure of names) {
    const { unit, what, of } = measures[measure];
    for (const promise of promises(subject, measure)) {
      const { name, claimed, basis } = promise;
      const broken: { scope: string; value: Measured; at: string | undefined }[] = [];
      for (const { id: scope, planes } of promise.scopes) {
        const value = of(subject.healthy, planes, name ?? '');
        const holds = keeps(claimed, value);
        const at = where?.(planes, name ?? '');
        results.push({
          check: rule.id,
          status: holds ? 'pass' : 'fail',
          scope,
          measure: name === undefined ? measure : `${measure}.${name}`,
          claimed,
          basis,
          measured: value,
          unit,
          ...(at === undefined ? {} : { worst: at }),
        });
        if (!holds) broken.push({ scope, value, at });
      }
      const [first] = broken;
      if (!first) continue;
      const args: Mismatch = {
        what: what(name),
        scope: first.scope,
        others: broken.length - 1,
        measured: formatMeasured(first.value),
        claimed: formatPromise(claimed),
        byFormula: basis === 'formula',
        ...(first.at === undefined ? {} : { at: first.at }),
      };
      type Args = Parameters<(typeof rule)['messages'][C]>[0] & object;
      const more = { subject: first.at ?? first.scope };
      findings.push(finding(rule, code, args as Args, promise.pointer, more));
    }
  }
  return { results, findings };
}
