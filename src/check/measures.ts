import { costOf } from '../cost/cost.js';
import { bisectionKept, bisectionOf, fullOf } from '../measure/bisection-sum.js';
import { cablesOfKind } from '../measure/cable-kinds.js';
import { capacityBetween } from '../measure/capacity-between.js';
import { countAmong, counts, type HostCounts } from '../measure/counts.js';
import { type CutOff, cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { oversubscription } from '../measure/oversubscription.js';
import type { FabricState } from '../measure/state.js';
import type { Measures, Topology } from '../spec/topology.js';
import { ratioText } from '../std/ratio.js';
import type { Measured } from './checker.js';
import { connectivityMeasures } from './connectivity-measures.js';
import { pathMeasures } from './path-measures.js';
import type { Scope } from './scope.js';

/** How a measure of LANGUAGE section 5 is measured and named. */
export interface Measure {
  readonly unit: string;
  /** What the number is, for a finding: "the number of endpoints". */
  readonly what: (name: string | undefined) => string;
  /** Of a scope that has it (spec/scope-measures); `name` is a tier or a kind of cable. */
  readonly of: (state: FabricState, scope: Scope, name: string, topology: Topology) => Measured;
}

/** Structure does not change under faults: a switch that is down is still there. */
const ofHosts = (measure: keyof HostCounts, noun: string): Measure => ({
  unit: noun,
  what: () => `the number of ${noun}`,
  of: ({ fabric }, { planes, among }) =>
    (among ? countAmong(fabric, among) : counts(fabric, planes))[measure],
});

const ofFaults = (measure: keyof CutOff, unit: string, noun: string): Measure => ({
  unit,
  what: () => `the number of ${noun}`,
  of: (state, { planes, among }) => cutOff(state, planes, among)[measure],
});

/** "leaf-spine cables", "cables within rack". */
const cablesOf = (kind = ''): string =>
  kind.startsWith('within:') ? `cables within ${kind.slice('within:'.length)}` : `${kind} cables`;

/** There are no prices, or none of some part: the check of cost says which. */
export const unknownCost = 'not known';

/** Nobody sends anything. */
const noTraffic = 'not there (no two endpoints are joined)';

/** An interval that has shrunk to one number is that number. */
const interval = (min: number, max: number): Measured => (min === max ? min : { min, max });

/** The measures that this version can take; the compiler compares them with the language. */
export const measures: Readonly<Record<keyof Measures, Measure>> = {
  planes: {
    unit: 'planes',
    what: () => 'the number of planes',
    of: (_, { planes }) => planes.length,
  },
  hosts: ofHosts('hosts', 'hosts'),
  endpoints: ofHosts('endpoints', 'endpoints'),
  ports: ofHosts('ports', 'NIC ports'),
  switches: {
    unit: 'switches',
    what: (tier) => `the number of ${tier === 'total' ? 'switches' : `${tier} switches`}`,
    of: ({ fabric }, { planes }, tier) => counts(fabric, planes).switches[tier] ?? 0,
  },
  cables: {
    unit: 'cables',
    what: (kind) => `the number of ${cablesOf(kind)}`,
    of: ({ fabric }, { planes }, kind) => cablesOfKind(fabric, planes, kind).cables,
  },
  cablesPerPair: {
    unit: 'cables per pair',
    what: (kind) => `the number of parallel ${cablesOf(kind)} of a pair`,
    of: ({ fabric }, { planes }, kind) => {
      const { min, max } = cablesOfKind(fabric, planes, kind).perPair;
      return interval(min, max);
    },
  },
  oversubscription: {
    unit: 'down:up',
    what: (tier) => `oversubscription of the ${tier} tier`,
    of: ({ fabric }, { planes }, tier) => {
      const worst = oversubscription(fabric, planes)[tier];
      return worst ? ratioText(worst.downGbps, worst.upGbps) : 'none';
    },
  },
  bisectionGbps: {
    unit: 'Gb/s',
    what: () => 'bisection bandwidth (Gb/s)',
    of: (state, { planes, among }) => {
      const { min, max } = bisectionOf(state, planes, among);
      return interval(min, max);
    },
  },
  bisectionRatio: {
    unit: 'of full bisection',
    what: () => 'bisection relative to half the endpoints at port rate',
    of: (state, { planes, among }) => {
      const { min, max } = bisectionOf(state, planes, among);
      const full = fullOf(state, planes, among);
      return full === 0 ? 1 : interval(min / full, max / full);
    },
  },
  bisectionKept: {
    unit: 'of healthy bisection',
    what: () => 'bisection kept',
    of: (state, { planes, among }) => {
      if (!state.healthy) return 1;
      const { min, max } = bisectionKept(state, state.healthy, planes, among);
      return interval(min, max);
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
    of: (state, { planes, among }) => hostPairs(state, planes, among).hostPairsCutOff,
  },
  ...pathMeasures,
  throughput: {
    unit: 'of the rate of the endpoints',
    what: () => 'throughput of uniform all-to-all',
    of: (state, { planes, among }) => {
      const all = planes.flatMap((p) => state.throughput(p, among) ?? []);
      if (all.length === 0) return noTraffic;
      return interval(
        Math.min(...all.map(({ lower }) => lower)),
        Math.min(...all.map(({ upper }) => upper)),
      );
    },
  },
  ...connectivityMeasures,
  capacityGbps: {
    unit: 'Gb/s',
    what: () => 'capacity (Gb/s)',
    of: (state, { planes, between }) => (between ? capacityBetween(state, planes, between) : 0),
  },
  cost: {
    unit: 'in the currency of the prices',
    what: () => 'the cost',
    of: ({ fabric }, _, __, topology) => {
      const cost = costOf(topology, fabric);
      return cost && cost.missing.length === 0 ? cost.total : unknownCost;
    },
  },
};
