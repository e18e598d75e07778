import { keysOf } from '../finding/pointer.js';
import { groupBy } from '../std/group.js';
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
  const told = groupBy(findings.map(toTold), ({ finding }) => finding.check);
  const outcomes = checks.map((check): Outcome => {
    if (check.status !== 'fail') return { check, status: check.status, findings: [] };
    const found = explaining(check, told.get(check.check) ?? []);
    for (const finding of found) explained.add(finding);
    const known = found.length > 0 && found.every((one) => kindOf(one) === 'accepted');
    return { check, status: known ? 'accepted' : 'fail', findings: found };
  });
  return { outcomes, others: findings.filter((finding) => !explained.has(finding)) };
}

/** A finding, with the keys of its pointer. */
interface Told {
  readonly finding: ReportFinding;
  readonly room: string | undefined;
  readonly name: string;
  readonly rest: string;
  /** Whether the key of `expect` is, or has among its planes, a scope. */
  readonly covers: (scope: string) => boolean;
}

function toTold(finding: ReportFinding): Told {
  const [room, name = '', ...rest] = keysOf(finding.pointer);
  const pattern = room === 'expect' ? parsePattern(name) : '';
  const covers = (scope: string) =>
    name === scope || (typeof pattern !== 'string' && pattern.matches(scope));
  return { finding, room, name, rest: rest.join('.'), covers };
}

/** The findings at the place of what a result breaks; where there are none, all of its check. */
function explaining(check: ReportCheck, ofCheck: readonly Told[]): ReportFinding[] {
  const at = ofCheck.filter((told) => isAt(check, told));
  return (at.length > 0 ? at : ofCheck).map(({ finding }) => finding);
}

/** Whether a finding is at the promise of a result; of formulas and rules: at its plane set. */
function isAt(
  { basis, scope, measure, fault }: ReportCheck,
  { finding, room, name, rest, covers }: Told,
): boolean {
  if (basis === 'expect') return room === 'expect' && rest === measure && covers(scope);
  if (basis === 'scenario') {
    return room === 'scenarios' && name === fault && rest === `expect.${scope}.${measure}`;
  }
  // An item of `exceptions` is about one part.
  if (room === 'exceptions') {
    return scope === 'fabric' || `${finding.subject}/`.startsWith(`${scope}/`);
  }
  return room === 'planes' && (scope === 'fabric' || `${scope}/`.startsWith(`${name}/`));
}
