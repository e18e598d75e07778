import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { formatNumber } from '../../std/units.js';
import type { Measures, NumberOrRange } from '../topology.js';
import { reference } from './reference-rule.js';

/** What a key of `expect` promises of one measure (of one tier or kind). */
interface Clause {
  readonly by: string;
  readonly pointer: string;
  readonly min: number;
  readonly max: number;
  readonly words: string;
}

/** Far below any cable, far above rounding: what `check/promise` tolerates. */
const TOLERANCE = 1e-9;

/**
 * Promises of one `expect` that exclude each other: about the same measure of the same planes, by
 * two keys (`compute/p*` and `compute/p3`). One finding a clause, at the one that stands later.
 */
export class Contradictions {
  readonly findings: Finding[] = [];
  /** By what is measured: the clauses that allow the least and the most. */
  readonly #known = new Map<string, { least: Clause; most: Clause }>();

  /** Adds what a key promises of planes (or planes together), by their ids. */
  add(by: string, at: string, ids: readonly string[], measures: Measures): void {
    for (const [measure, value] of Object.entries(measures)) {
      const pointer = pointerTo(at, measure);
      if (!isByName(value)) this.#addClause(measure, ids, clauseOf(by, pointer, value));
      else {
        for (const [name, one] of Object.entries(value)) {
          const clause = clauseOf(by, pointerTo(pointer, name), one);
          this.#addClause(`${measure}.${name}`, ids, clause);
        }
      }
    }
  }

  #addClause(measure: string, ids: readonly string[], clause: Clause | null): void {
    if (!clause) return;
    let told = false;
    for (const id of ids) {
      const key = `${id} ${measure}`;
      const known = this.#known.get(key) ?? { least: clause, most: clause };
      const other = below(clause.max, known.least.min)
        ? known.least
        : below(known.most.max, clause.min)
          ? known.most
          : null;
      if (other && !told) {
        told = true;
        this.findings.push(contradiction(measure, id, clause, other));
      }
      if (other) continue;
      this.#known.set(key, {
        least: clause.min > known.least.min ? clause : known.least,
        most: clause.max < known.most.max ? clause : known.most,
      });
    }
  }
}

function contradiction(measure: string, scope: string, clause: Clause, other: Clause): Finding {
  const args = {
    measure,
    scope,
    by: clause.by,
    promised: clause.words,
    otherBy: other.by,
    otherPromised: other.words,
  };
  return finding(reference, 'reference-contradiction', args, clause.pointer);
}

const below = (a: number, b: number): boolean => a < b - TOLERANCE * Math.max(1, Math.abs(b));

const isByName = (
  value: NumberOrRange | string | Readonly<Record<string, NumberOrRange | string>>,
): value is Readonly<Record<string, NumberOrRange | string>> =>
  typeof value === 'object' && !('min' in value) && !('max' in value);

/** A clause as a range; null if it is none on its own. */
function clauseOf(by: string, pointer: string, value: NumberOrRange | string): Clause | null {
  if (typeof value === 'string') {
    const [down = Number.NaN, up = Number.NaN] = value.split(':').map(Number);
    return { by, pointer, min: down / up, max: down / up, words: value };
  }
  if (typeof value === 'number') {
    return { by, pointer, min: value, max: value, words: formatNumber(value, 6) };
  }
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = value;
  return min > max ? null : { by, pointer, min, max, words: rangeWords(min, max) };
}

function rangeWords(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${formatNumber(min, 6)}`;
  if (min === Number.NEGATIVE_INFINITY) return `at most ${formatNumber(max, 6)}`;
  return `${formatNumber(min, 6)} to ${formatNumber(max, 6)}`;
}
