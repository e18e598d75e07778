import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import type { Measures } from '../topology.js';
import { reference } from './reference-rule.js';
import { isCount } from './scope-measures.js';

/** Numbers that nothing can be: negative ones, counts that are not whole, ranges without any. */
export function numberFindings(measures: Measures, at: string): Finding[] {
  return Object.entries(measures).flatMap(([measure, value]) =>
    ofValue(value, measure, pointerTo(at, measure)),
  );
}

function ofValue(value: unknown, measure: string, at: string): Finding[] {
  if (typeof value === 'number') return ofNumber(value, measure, at);
  if (typeof value !== 'object' || value === null) return [];
  const { min, max } = value as { min?: unknown; max?: unknown };
  const found = Object.entries(value).flatMap(([key, inner]) =>
    ofValue(inner, measure, pointerTo(at, key)),
  );
  if (typeof min === 'number' && typeof max === 'number' && min > max && found.length === 0) {
    return [finding(reference, 'reference-range', { min, max }, at)];
  }
  return found;
}

function ofNumber(number: number, measure: string, at: string): Finding[] {
  if (number >= 0 && (Number.isInteger(number) || !isCount(measure))) return [];
  return [finding(reference, 'reference-number', { measure, number }, at)];
}
