import { bisectionKept, bisectionOf, fullOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { type CutOff, cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { oversubscription } from '../measure/oversubscription.js';
import type { FabricState } from '../measure/state.js';
import type { Measures } from '../spec/topology.js';
import { ratioText } from '../std/ratio.js';
import type { Measured } from './checker.js';

/** How a measure of LANGUAGE section 5 is measured and named. */
export interface Measure {
  readonly unit: string;
  /** What the number is, for a finding: "the number of endpoints". */
  readonly what: (name: string | undefined) => string;
  /** Of the planes (indices) of a scope; `name` is a tier or a kind of cable. */
  readonly of: (state: FabricState, planes: readonly number[], name: string) => Measured;
}

/** Structure does not change under faults: a switch that is down is still there. */
const structural = (
  measure: 'planes' | 'hosts' | 'endpoints' | 'ports',
  noun: string,
): Measure => ({
  unit: noun,
  what: () => `the number of ${noun}`,
  of: ({ fabric }, planes) => counts(fabric, planes)[measure],
});

const ofFaults = (measure: keyof CutOff, unit: string, noun: string): Measure => ({
  unit,
  what: () => `the number of ${noun}`,
  of: (state, planes) => cutOff(state, planes)[measure],
});

/** An interval that has shrunk to one number is that number. */
const between = (min: number, max: number): Measured => (min === max ? min : { min, max });

/** The measures that this version can take; the compiler compares them with the language. */
export const measures: Readonly<Record<keyof Measures, Measure>> = {
  planes: structural('planes', 'planes'),
  hosts: structural('hosts', 'hosts'),
  endpoints: structural('endpoints', 'endpoints'),
  ports: structural('ports', 'NIC ports'),
  switches: {
    unit: 'switches',
    what: (tier) => `the number of ${tier === 'total' ? 'switches' : `${tier} switches`}`,
    of: ({ fabric }, planes, tier) => counts(fabric, planes).switches[tier] ?? 0,
  },
  cables: {
    unit: 'cables',
    what: (kind) => `the number of ${kind} cables`,
    of: ({ fabric }, planes, kind) => counts(fabric, planes).cables[kind] ?? 0,
  },
  cablesPerPair: {
    unit: 'cables per pair',
    what: (kind) => `the number of parallel ${kind} cables of a pair`,
    of: ({ fabric }, planes, kind) => {
      const { min, max } = counts(fabric, planes).cablesPerPair[kind] ?? { min: 0, max: 0 };
      return between(min, max);
    },
  },
  oversubscription: {
    unit: 'down:up',
    what: (tier) => `oversubscription of the ${tier} tier`,
    of: ({ fabric }, planes, tier) => {
      const worst = oversubscription(fabric, planes)[tier];
      return worst ? ratioText(worst.downGbps, worst.upGbps) : 'none';
    },
  },
  bisectionGbps: {
    unit: 'Gb/s',
    what: () => 'bisection bandwidth (Gb/s)',
    of: (state, planes) => {
      const { min, max } = bisectionOf(state, planes);
      return between(min, max);
    },
  },
  bisectionRatio: {
    unit: 'of full bisection',
    what: () => 'bisection relative to half the endpoints at port rate',
    of: (state, planes) => {
      const { min, max } = bisectionOf(state, planes);
      const full = fullOf(state, planes);
      return full === 0 ? 1 : between(min / full, max / full);
    },
  },
  bisectionKept: {
    unit: 'of healthy bisection',
    what: () => 'bisection kept',
    of: (state, planes) => {
      if (!state.healthy) return 1;
      const { min, max } = bisectionKept(state, state.healthy, planes);
      return between(min, max);
    },
  },
  endpointsCutOff: ofFaults('endpointsCutOff', 'endpoints', 'endpoints cut off'),
  endpointsCutOffPerHost: ofFaults(
    'endpointsCutOffPerHost',
    'endpoints per host',
    'endpoints cut off of the worst host',
  ),
  hostsCutOff: ofFaults('hostsCutOff', 'hosts', 'hosts cut off'),
  hostPairsCutOff: {
    unit: 'host pairs',
    what: () => 'the number of host pairs cut off',
    of: (state, planes) => hostPairs(state, planes).hostPairsCutOff,
  },
};
