import { type Finding, finding, type Place } from '../../finding/rule.js';
import { sizeLimit } from '../rules.js';
import type { Measures } from '../topology.js';
import { scopeKind } from './scope-measures.js';

/** So many numbers may be promised in a file: measures of every plane that a key may name. */
export const mostNumbers = 250_000;

/** A pattern over ids is looked up in all of them: it costs as much as so many planes. */
const costOfPattern = 100;

/** What a file may promise in all, so that no file costs more time and memory than it should. */
export class PromiseBudget {
  #left = mostNumbers;

  get isUsedUp(): boolean {
    return this.#left < 0;
  }

  /** `planes`: how many planes a key may name. */
  spend(scope: string, measures: Measures, planes: number): void {
    const numbers = Object.values(measures).reduce((sum, value) => sum + numbersOf(value), 0);
    const isPattern = /[*[]/.test(scope);
    const scopes = scopeKind(scope) === 'planes' ? planes : isPattern ? costOfPattern : 1;
    this.#left -= Math.max(1, numbers) * Math.max(1, isPattern ? scopes : 1);
  }

  /** That the promises at a place are too many: none of them is looked at. */
  finding(place: Place): Finding {
    return finding(sizeLimit, 'size-limit-promises', { limit: mostNumbers }, place);
  }
}

/** Of a map by tier or kind each entry is a number. */
const numbersOf = (value: Measures[keyof Measures]): number =>
  typeof value === 'object' && !('min' in value) && !('max' in value)
    ? Object.keys(value).length
    : 1;
