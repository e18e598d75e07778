import { groupBy } from '../std/group.js';
import { formatCount, formatCounted } from '../std/units.js';
import { type Outcome, outcomesOf } from './outcome.js';
import type { ReportCheck, ReportFinding } from './report.js';
import { isHarmless, measuredWords } from './words.js';

/** A line a check, with what it found out under faults. */
export function checkLines(
  checks: readonly ReportCheck[],
  findings: readonly ReportFinding[],
): string[] {
  if (checks.length > 0 && checks.every(({ status }) => status === 'skip')) {
    return ['  no check of the fabric was run: the file has errors'];
  }
  const { outcomes } = outcomesOf(checks, findings);
  const ids = [...new Set(checks.map(({ check }) => check))];
  return ids.flatMap((id) => {
    const all = outcomes.filter(({ check }) => check.check === id);
    return [
      `  ${statusOf(all).padEnd(4)} ${id.padEnd(19)} ${countWords(all)}`,
      ...faultsOf(all).map((faults) => `         ${faultLine(faults)}`),
    ];
  });
}

function statusOf(outcomes: readonly Outcome[]): 'fail' | 'skip' | 'ok' {
  if (outcomes.some(({ status }) => status === 'fail')) return 'fail';
  return outcomes.some(({ status }) => status === 'skip') ? 'skip' : 'ok';
}

/** "4 numbers", "2 of 4 numbers broken", "2 of 4 numbers broken, 1 accepted". */
function countWords(outcomes: readonly Outcome[]): string {
  const count = (wanted: Outcome['status']) =>
    outcomes.filter(({ status }) => status === wanted).length;
  const [failed, accepted] = [count('fail'), count('accepted')];
  const numbers = formatCounted(outcomes.length, 'number');
  if (failed + accepted === 0) return numbers;
  const known =
    accepted === 0 ? '' : `, ${failed === 0 ? '' : `${formatCount(accepted)} `}accepted`;
  return `${formatCount(failed + accepted)} of ${numbers} broken${known}`;
}

/** What came of one question about faults, in all plane sets where the same came of it. */
interface Faults {
  readonly scopes: readonly string[];
  readonly outcomes: readonly Outcome[];
}

function faultsOf(outcomes: readonly Outcome[]): Faults[] {
  const questions = groupBy(
    outcomes.filter(({ check }) => check.fault !== undefined),
    ({ check: { basis, fault, scope } }) =>
      JSON.stringify(basis === 'scenario' ? [fault] : [fault, scope]),
  );
  const alike = groupBy(questions.values(), signature);
  return [...alike.values()].map((same) => ({
    scopes: same.map(([first]) => first!.check.scope),
    outcomes: same[0]!,
  }));
}

/** Equal where only the plane set, and the names of what was down in it, differ. */
const signature = (outcomes: readonly Outcome[]): string =>
  JSON.stringify(
    outcomes.map(({ status, check }) => {
      const { basis, scope, fault, measure, measured, unit, cases, evaluated, note } = check;
      const own = basis === 'scenario' ? scope : '';
      return [status, basis, own, fault, measure, measured, unit, cases, evaluated, note];
    }),
  );

/** "any single switch of compute (96 cases, 2 measured, …): 32 endpoints cut off (switch:…)". */
function faultLine({ scopes, outcomes }: Faults): string {
  const { check } = outcomes[0]!;
  const { basis, fault, cases = 1, evaluated = 1 } = check;
  const name = basis === 'scenario' ? fault : `${fault} of ${eachOf(scopes)}`;
  const skipped = outcomes.find(({ status }) => status === 'skip');
  if (skipped) return `${name}: ${skipped.check.note}`;
  const symmetric =
    evaluated < cases ? `, ${formatCount(evaluated)} measured, the others symmetric` : '';
  const tried = cases === 1 ? '' : ` (${formatCount(cases)} cases${symmetric})`;
  return `${name}${tried}: ${outcomes.map(worstWords).join('; ')}`;
}

const cutOff: Readonly<Record<string, readonly [noun: string, where?: string]>> = {
  endpointsCutOff: ['endpoint'],
  endpointsCutOffPerHost: ['endpoint', ' of one host'],
  hostsCutOff: ['host'],
  hostPairsCutOff: ['host pair'],
};

function worstWords({ status, check }: Outcome): string {
  const { measure, measured, scope, basis, worst, unit } = check;
  const value = measuredWords(check);
  const [noun, ofWhat = ''] = cutOff[measure] ?? [];
  const what =
    measure === 'bisectionKept'
      ? `keeps ${value} ${unit === 'of its plane' ? "of its plane's bisection" : 'of the bisection'}`
      : noun !== undefined && typeof measured === 'number'
        ? `${formatCounted(measured, noun)}${ofWhat} cut off`
        : `${measure} ${value}`;
  const where = basis === 'scenario' ? `${scope} ` : '';
  const breaks = status === 'fail' ? ', BROKEN' : status === 'accepted' ? ', accepted' : '';
  const named = worst === undefined || isHarmless(check) ? '' : ` (${worst})`;
  return `${where}${what}${named}${breaks}`;
}

/** "compute", "a, b, each", "rail0, rail1 … rail9 (10 in all), each". */
export const eachOf = (names: readonly string[]): string =>
  `${namesOf(names)}${names.length > 1 ? ', each' : ''}`;

/** "compute", "a, b, c", "rail0, rail1 … rail9 (10 in all)". */
export function namesOf(names: readonly string[]): string {
  if (names.length < 4) return names.join(', ');
  return `${names[0]}, ${names[1]} … ${names.at(-1)} (${formatCount(names.length)} in all)`;
}
