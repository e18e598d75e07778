import type { RateOfParts } from '../../failure/rates.js';
import type { Rates } from '../../spec/topology.js';
import type { Ends } from '../answer.js';
import type { Estimate, Sampled } from './sample.js';

export interface AvailabilityQuestion {
  readonly rates: Rates;
  /** Shares of the healthy bisection, 0 to 1: how often is so much there? */
  readonly keep: readonly number[];
  /** So many states are drawn, and none is tried; null: only where trying leaves too much open. */
  readonly samples: number | null;
  readonly seed: number;
}

/** How often a share of the healthy bisection is there, and the hours a year in which it is not. */
export interface Kept<Figure> {
  readonly share: number;
  readonly probability: Figure;
  readonly hoursBelow: Figure;
}

/** On average over a long time. */
export interface Figures<Figure> {
  /** Gb/s per direction, the sum of the planes' bisections; what is lost of it; relative to healthy. */
  readonly bisectionGbps: Figure;
  readonly lostGbps: Figure;
  readonly share: Figure;
  readonly kept: readonly Kept<Figure>[];
}

/** Both ends of each figure proved. */
export interface Proved extends Figures<Ends> {
  /** How many are cut off, and how often anybody is; null where that hangs on planes that fail apart. */
  readonly endpointsCutOff: Ends | null;
  readonly anybodyCutOff: Ends | null;
  /** States that were measured: one of each class of symmetric ones. */
  readonly cases: number;
  /** The share of the time in states that were not measured, but bounded. */
  readonly left: number;
}

/** Estimated from states drawn at random. */
export interface Drawn extends Figures<Estimate>, Pick<Sampled, 'samples' | 'seed' | 'stopped'> {
  readonly endpointsCutOff: Estimate;
  readonly anybodyCutOff: Estimate;
}

export interface PlaneSetAvailability {
  readonly planes: number;
  readonly endpoints: number;
  /** Planes, or lists of planes that share parts, that fail independently; and how many differ. */
  readonly independent: number;
  readonly distinct: number;
  /** Rated parts with a cable in the set, and the mean number of them that are down. */
  readonly parts: number;
  readonly partsDown: number;
  /** How often none of them is. */
  readonly nothingDown: number;
  readonly healthyGbps: Ends;
  /** Null: states were drawn instead. */
  readonly proved: Proved | null;
  /** Null: what is proved leaves nothing to be estimated. */
  readonly sampled: Drawn | null;
}

export interface AvailabilityAnswer {
  readonly rates: readonly RateOfParts[];
  /** By kind: the parts that can fail, and how many of them are down on average. */
  readonly parts: Readonly<Record<string, { readonly parts: number; readonly down: number }>>;
  /** How often none of them is down. */
  readonly nothingDown: number;
  readonly planeSets: Readonly<Record<string, PlaneSetAvailability>>;
}
