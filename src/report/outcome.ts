import { keysOf } from '../finding/pointer.js';
import { parsePattern } from '../std/pattern.js';
import type { ReportCheck, ReportFinding } from './report.js';
import { kindOf } from './words.js';

/** What became of a result, and the findings that explain it where it did not hold. */
export interface Outcome {
  readonly check: ReportCheck;
  /** `accepted`: it does not hold, and the file says why that is wanted. */
  readonly status: ReportCheck['status'] | 'accepted';
  readonly findings: readonly ReportFinding[];
}

/** The outcome of every result, and the findings that explain none of them. */
export function outcomesOf(
  checks: readonly ReportCheck[],
  findings: readonly ReportFinding[],
): { readonly outcomes: readonly Outcome[]; readonly others: readonly ReportFinding[] } {
  const explained = new Set<ReportFinding>();
  const outcomes = checks.map((check): Outcome => {
    if (check.status !== 'fail') return { check, status: check.status, findings: [] };
    const found = explaining(check, findings);
    for (const finding of found) explained.add(finding);
    const known = found.length > 0 && found.every((one) => kindOf(one) === 'accepted');
    return { check, status: known ? 'accepted' : 'fail', findings: found };
  });
  return { outcomes, others: findings.filter((finding) => !explained.has(finding)) };
}

/** The findings at the place of what a result breaks; where there are none, all of its check. */
function explaining(check: ReportCheck, findings: readonly ReportFinding[]): ReportFinding[] {
  const ofCheck = findings.filter((finding) => finding.check === check.check);
  const at = ofCheck.filter((finding) => isAt(check, finding.pointer));
  return at.length > 0 ? at : ofCheck;
}

/** Whether a pointer leads to the promise of a result; those of formulas and rules have a plane set. */
function isAt({ basis, scope, measure, fault }: ReportCheck, pointer: string): boolean {
  const [room, name = '', ...rest] = keysOf(pointer);
  if (basis === 'expect') {
    return room === 'expect' && covers(name, scope) && rest.join('.') === measure;
  }
  if (basis === 'scenario') {
    return (
      room === 'scenarios' && name === fault && rest.join('.') === `expect.${scope}.${measure}`
    );
  }
  return room === 'planes' && (scope === 'fabric' || `${scope}/`.startsWith(`${name}/`));
}

/** Whether a key of `expect` is, or has among its planes, the scope of a result. */
function covers(key: string, scope: string): boolean {
  const pattern = parsePattern(key);
  return key === scope || (typeof pattern !== 'string' && pattern.matches(scope));
}
