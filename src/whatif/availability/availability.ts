import type { Subject } from '../../check/checker.js';
import { ratedParts } from '../../failure/rates.js';
import type { Misunderstood } from '../answer.js';
import type { AvailabilityAnswer, AvailabilityQuestion } from './answer.js';
import { availabilityOfSets, nothingDown } from './plane-set.js';

/**
 * How much bisection a fabric has over a long time, if its parts fail and are repaired independently of
 * each other: by trying the states that it can be in, the most probable ones first, or by drawing them.
 */
export function availability(
  { fabric, healthy }: Subject,
  question: AvailabilityQuestion,
): AvailabilityAnswer | readonly Misunderstood[] {
  const read = ratedParts(fabric, healthy.capacity, question.rates);
  if (!('parts' in read)) return read;
  const kinds: Record<string, { parts: number; down: number }> = {};
  for (const { part, unavailability } of read.parts) {
    const { kind } = part;
    kinds[kind] ??= { parts: 0, down: 0 };
    kinds[kind].parts++;
    kinds[kind].down += unavailability;
  }
  return {
    rates: read.rates,
    parts: kinds,
    nothingDown: nothingDown(read.parts),
    planeSets: availabilityOfSets(healthy, read.parts, question),
  };
}
