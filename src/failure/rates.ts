import type { CompactFabric } from '../fabric/compact.js';
import { type Part, readSelector } from '../fabric/select.js';
import { fractionProblem } from '../fabric/selector.js';
import type { Rate, Rates } from '../spec/topology.js';

/** A part that fails on its own, whatever else fails. */
export interface RatedPart {
  readonly part: Part;
  /** The share of the time in which it is down, 0 < u < 1. */
  readonly unavailability: number;
}

/** What a selector says, and how many parts it says it of: those that no later one says more of. */
export interface RateOfParts extends Pick<Rate, 'failuresPerYear' | 'repairHours'> {
  readonly selector: string;
  readonly parts: number;
  readonly unavailability: number;
}

/** What is wrong with the selector of a rate. */
export interface WrongRate {
  readonly text: string;
  readonly problem: string;
}

export interface RatedParts {
  /** Those that can fail: with a cable in use, and not down for no time at all. */
  readonly parts: readonly RatedPart[];
  readonly rates: readonly RateOfParts[];
}

/** Hours of a year of 365 days. */
export const hoursPerYear = 8760;

/**
 * The share of the time in which a part is down: MTTR ÷ (MTBF + MTTR), where MTBF are the hours in
 * use between two failures (M. L. Shooman, "Probabilistic Reliability").
 */
export const unavailabilityOf = ({ failuresPerYear, repairHours }: Rate): number =>
  (failuresPerYear * repairHours) / (hoursPerYear + failuresPerYear * repairHours);

/**
 * The parts that rates name, in the order in which they are first named; of several rates for a part
 * the last one counts. What is out of use anyway does not fail.
 *
 * @param base capacities as the fabric stands, Gb/s per cable
 */
export function ratedParts(
  fabric: CompactFabric,
  base: Float64Array,
  rates: Rates,
): RatedParts | readonly WrongRate[] {
  const wrong: WrongRate[] = [];
  const named = new Map<string, { part: Part; by: number }>();
  const entries = Object.entries(rates);
  entries.forEach(([text], by) => {
    const found = readSelector(fabric, text);
    const problem = 'problem' in found ? found.problem : rateProblem(text);
    if (problem !== null) wrong.push({ text, problem });
    if ('problem' in found) return;
    for (const part of found.parts) {
      if (inUse(part, base)) named.set(`${part.kind}:${part.id}`, { part, by });
    }
  });
  if (wrong.length > 0) return wrong;
  const counts = entries.map(() => 0);
  const parts: RatedPart[] = [];
  const shares = entries.map(([, rate]) => unavailabilityOf(rate));
  for (const { part, by } of named.values()) {
    counts[by]!++;
    const unavailability = shares[by]!;
    if (unavailability > 0) parts.push({ part, unavailability });
  }
  return {
    parts,
    rates: entries.map(([selector, { failuresPerYear, repairHours }], by) => ({
      selector,
      failuresPerYear,
      repairHours,
      parts: counts[by]!,
      unavailability: shares[by]!,
    })),
  };
}

/** Why a selector that names parts is none of a rate; null if it is one. */
export function rateProblem(text: string): string | null {
  if (text.startsWith('random:')) return 'a rate is of parts that are named, not drawn';
  return fractionProblem(text);
}

function inUse({ cables }: Part, base: Float64Array): boolean {
  for (const cable of cables) if (base[cable]! > 0) return true;
  return false;
}
