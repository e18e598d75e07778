import type { FabricState } from '../measure/state.js';
import type { NumberOrRange } from '../spec/topology.js';
import { assert } from '../std/assert.js';
import type { Measured } from './checker.js';
import { keeps } from './promise.js';
import type { Scope } from './scope.js';

/** What was found for a promise over many cases. */
export interface WorstCase {
  readonly holds: boolean;
  readonly measured: Measured;
  readonly scope: string;
  /** What was down, as selectors. */
  readonly down: string;
  /** Cases in which the promise did not hold. */
  readonly broken: number;
}

/** Keeps the case that is farthest on the wrong side of a promise; the first of equals. */
export class Worst {
  #worst: Omit<WorstCase, 'holds' | 'broken'> | null = null;
  #distance = Number.NEGATIVE_INFINITY;
  #broken = 0n;

  constructor(
    readonly claimed: NumberOrRange | string,
    readonly scopes: readonly Scope[],
    readonly measure: (state: FabricState, scope: Scope) => Measured,
  ) {}

  /** Adds a case that counts so much. */
  add(state: FabricState, down: string, weight: bigint): void {
    let holds = true;
    for (const scope of this.scopes) {
      const measured = this.measure(state, scope);
      const distance = beyond(this.claimed, measured);
      if (!keeps(this.claimed, measured)) holds = false;
      if (distance > this.#distance) {
        this.#distance = distance;
        this.#worst = { measured, scope: scope.id, down };
      }
    }
    if (!holds) this.#broken += weight;
  }

  /** Starts again. */
  forget(): void {
    this.#worst = null;
    this.#distance = Number.NEGATIVE_INFINITY;
    this.#broken = 0n;
  }

  /** `one`: what a single case weighs. */
  found(one: bigint): WorstCase {
    assert(this.#worst, 'a scenario has at least one case and one scope');
    // Bounds that were searched for may differ among cases that are alike: no share is lost.
    const broken = Number((this.#broken + one - 1n) / one);
    return { ...this.#worst, holds: broken === 0, broken };
  }
}

/** How far a measurement is on the wrong side of a promise; negative: how far on the right one. */
function beyond(claimed: NumberOrRange | string, measured: Measured): number {
  if (typeof claimed === 'string' || typeof measured === 'string') {
    return keeps(claimed, measured) ? 0 : 1;
  }
  const { min, max } = typeof measured === 'number' ? { min: measured, max: measured } : measured;
  const wanted = typeof claimed === 'number' ? { min: claimed, max: claimed } : claimed;
  return Math.max(
    (wanted.min ?? Number.NEGATIVE_INFINITY) - min,
    max - (wanted.max ?? Number.POSITIVE_INFINITY),
  );
}
