import { hoursPerYear } from '../../failure/rates.js';
import type { Ends } from '../answer.js';
import type { Drawn, Figures } from './answer.js';
import { below, endsOf, type Loss, oddsOf } from './losses.js';
import type { Lost } from './lost.js';
import type { Estimate, Sampled } from './sample.js';

/**
 * Figures of which both ends are proved.
 *
 * @param lost on average, Gb/s
 */
export function figuresOf(
  losses: readonly Loss[],
  lost: Lost,
  keep: readonly number[],
  healthy: Ends,
): Figures<Ends> {
  return {
    bisectionGbps: endsOf(Math.max(0, healthy.lower - lost.most), healthy.upper - lost.least),
    lostGbps: endsOf(lost.least, lost.most),
    share: endsOf(shareLeft(lost.most, healthy.lower), shareLeft(lost.least, healthy.upper)),
    kept: keep.map((share) => {
      const seldom = below(losses, share, healthy);
      const hours = oddsOf(seldom.lower, seldom.upper);
      return {
        share,
        probability: oddsOf(1 - seldom.upper, 1 - seldom.lower),
        hoursBelow: {
          lower: hoursPerYear * hours.lower,
          upper: hoursPerYear * hours.upper,
          exact: hours.exact,
        },
      };
    }),
  };
}

/** Of nothing nothing can be lost. */
const shareLeft = (lost: number, of: number): number =>
  of === 0 ? Number(lost === 0) : Math.min(1, Math.max(0, 1 - lost / of));

/** Estimates of the same figures. */
export function drawn(
  { samples, seed, stopped, lost, below, cutOff, anyCutOff }: Sampled,
  keep: readonly number[],
  { lower, upper }: Ends,
): Drawn {
  const error = lost.standardError;
  return {
    ...{ samples, seed, stopped },
    bisectionGbps: {
      lower: Math.max(0, lower - lost.upper),
      upper: upper - lost.lower,
      standardError: error,
    },
    lostGbps: lost,
    share: {
      lower: shareLeft(lost.upper, lower),
      upper: shareLeft(lost.lower, upper),
      standardError: upper === 0 ? 0 : error / upper,
    },
    kept: keep.map((share, i) => ({
      share,
      probability: complement(below[i]!),
      hoursBelow: times(hoursPerYear, below[i]!),
    })),
    endpointsCutOff: cutOff,
    anybodyCutOff: anyCutOff,
  };
}

const complement = ({ lower, upper, standardError }: Estimate): Estimate => ({
  lower: 1 - upper,
  upper: 1 - lower,
  standardError,
});

const times = (factor: number, { lower, upper, standardError }: Estimate): Estimate => ({
  lower: factor * lower,
  upper: factor * upper,
  standardError: factor * standardError,
});
