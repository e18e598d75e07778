import { groupProblems } from '../fabric/groups.js';
import { pointerTo } from '../finding/pointer.js';
import type { Expect, Measures, NumberOrRange } from '../spec/topology.js';
import { sameRatio } from '../std/ratio.js';
import { formatNumber, formatRange } from '../std/units.js';
import type { Interval, Measured, Subject } from './checker.js';
import { type Scope, scopesOf } from './scope.js';

/** A number that is promised for scopes, by the file or by a formula. */
export interface Promised {
  readonly scopes: readonly Scope[];
  /** Tier or kind of cable, for measures that are maps. */
  readonly name?: string;
  readonly claimed: NumberOrRange | string;
  readonly basis: 'expect' | 'formula';
  readonly pointer: string;
}

type Measure = keyof Measures;

/** All promises of one measure: those of `expect`, then formulas that `expect` does not repeat. */
export function promises(subject: Subject, measure: Measure): Promised[] {
  const stated = statedIn(subject, subject.topology.expect, '/expect', measure);
  const formulas = subject.claims
    .filter((claim) => claim.measure === measure)
    .map(({ scope, name, value }): Promised => {
      const set = scope.split('/')[0]!;
      return {
        scopes: scopesOf(subject.fabric, scope),
        ...(name === undefined ? {} : { name }),
        claimed: value,
        basis: 'formula',
        pointer: pointerTo('', 'planes', set),
      };
    });
  const repeated = (formula: Promised) =>
    stated.some(
      (promise) =>
        promise.name === formula.name &&
        promise.claimed === formula.claimed &&
        formula.scopes.every(({ id }) => promise.scopes.some((scope) => scope.id === id)),
    );
  return [...stated, ...formulas.filter((formula) => !repeated(formula))];
}

/** The promises of one measure in an `expect` map, in document order. */
export function statedIn(
  { fabric }: Pick<Subject, 'fabric'>,
  expect: Expect,
  at: string,
  measure: Measure,
): Promised[] {
  return Object.entries(expect).flatMap(([text, measures]) => {
    const value = measures[measure];
    if (value === undefined) return [];
    const scopes = scopesOf(fabric, text);
    // A key that names nothing is a finding of its own.
    if (scopes.length === 0) return [];
    const pointer = pointerTo(at, text, measure);
    if (!isByName(value)) return [{ scopes, claimed: value, basis: 'expect' as const, pointer }];
    const names = Object.entries(value).filter(([name]) => !wrongGroup(fabric, name));
    return names.map(([name, claimed]) => ({
      scopes,
      name,
      claimed,
      basis: 'expect' as const,
      pointer: pointerTo(pointer, name),
    }));
  });
}

/** Cables within groups that could not be made are not counted: what is wrong is found there. */
const wrongGroup = (fabric: Subject['fabric'], kind: string): boolean =>
  groupProblems(fabric).some(({ name }) => kind === `within:${name}`);

type ByName = Readonly<Record<string, NumberOrRange | string>>;

export const isByName = (value: Measures[Measure]): value is ByName =>
  typeof value === 'object' && !('min' in value) && !('max' in value);

/** Relative tolerance of comparisons: far below any cable, far above rounding. */
const tolerance = 1e-9;

const atLeast = (a: number, b: number): boolean => a >= b - tolerance * Math.max(1, Math.abs(b));

/** Whether what was measured keeps a promise: both ends of an interval must. */
export function keeps(claimed: NumberOrRange | string, measured: Measured): boolean {
  if (typeof claimed === 'string') return sameRatio(String(measured), claimed);
  // What could not be measured (a cost without prices, too many paths) keeps no promise of a number.
  if (typeof measured === 'string') return false;
  const [{ min, max }, wanted] = [endsOf(measured), wantedOf(claimed)];
  return (
    (wanted.min === undefined || atLeast(min, wanted.min)) &&
    (wanted.max === undefined || atLeast(wanted.max, max))
  );
}

/** Whether what was measured, all of it, breaks a promise: of an open interval a part may keep it. */
export function surelyBreaks(claimed: NumberOrRange | string, measured: Measured): boolean {
  if (keeps(claimed, measured)) return false;
  if (typeof measured === 'string') return !measured.startsWith(notMeasured);
  if (typeof claimed === 'string') return true;
  const [{ min, max }, wanted] = [endsOf(measured), wantedOf(claimed)];
  return (
    (wanted.min !== undefined && !atLeast(max, wanted.min)) ||
    (wanted.max !== undefined && !atLeast(wanted.max, min))
  );
}

const endsOf = (measured: number | Interval): Interval =>
  typeof measured === 'number' ? { min: measured, max: measured } : measured;

const wantedOf = (claimed: NumberOrRange) =>
  typeof claimed === 'number' ? { min: claimed, max: claimed } : claimed;

/** How a measure begins that would take too long. */
export const notMeasured = 'not measured';

/** "16,384", or "372,000 to 409,600" for an interval. */
export function formatMeasured(value: Measured): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value, 6);
  return formatRange(value.min, value.max, (n) => formatNumber(n, 6));
}

/** "16,384", "at least 0.97", "from 2 to 4". */
export function formatPromise(claimed: NumberOrRange | string): string {
  if (typeof claimed === 'string') return claimed;
  if (typeof claimed === 'number') return formatNumber(claimed, 6);
  const { min, max } = claimed;
  if (max === undefined) return `at least ${formatNumber(min!, 6)}`;
  if (min === undefined) return `at most ${formatNumber(max, 6)}`;
  return `from ${formatNumber(min, 6)} to ${formatNumber(max, 6)}`;
}
