import type { Bounds, ComparedSet } from './compare.js';

/** Figures of a plane set for each of its endpoints. */
export interface PerEndpoint {
  readonly switches: number;
  readonly endpointCables: number;
  readonly switchCables: number;
  readonly bisectionGbps: Bounds | null;
  readonly cost: number | null;
  readonly watts: number | null;
}

/** Figures as multiples of those of the first row; null where either is unknown, or nothing. */
export interface ToFirst {
  readonly endpoints: number | null;
  readonly switches: number | null;
  readonly endpointCables: number | null;
  readonly switchCables: number | null;
  readonly bisectionGbps: Bounds | null;
  readonly averageHops: number | null;
  readonly cost: number | null;
  readonly costPerEndpoint: number | null;
}

export interface ComparedRow extends ComparedSet {
  readonly perEndpoint: PerEndpoint | null;
  readonly toFirst: ToFirst;
}

/** Plane sets side by side. */
export interface Comparison {
  readonly version: 1;
  readonly rows: readonly ComparedRow[];
}

/** Lays plane sets side by side, in their order; the first one is what the others are measured by. */
export function comparison(sets: readonly ComparedSet[]): Comparison {
  const [first] = sets;
  return {
    version: 1,
    rows: sets.map((set) => ({
      ...set,
      perEndpoint: perEndpoint(set),
      toFirst: toFirst(set, first!),
    })),
  };
}

function perEndpoint({ endpoints, switches, cables, bisectionGbps, cost }: ComparedSet) {
  if (endpoints === 0) return null;
  const each = (total: number) => total / endpoints;
  return {
    switches: each(switches.total ?? 0),
    endpointCables: each(cables.endpoint ?? 0),
    switchCables: each(cables.switch ?? 0),
    bisectionGbps: bisectionGbps && {
      lower: each(bisectionGbps.lower),
      upper: each(bisectionGbps.upper),
    },
    cost: cost && each(cost.total),
    watts: cost?.watts == null ? null : each(cost.watts),
  };
}

function toFirst(set: ComparedSet, first: ComparedSet): ToFirst {
  const [cost, firstCost] = isWholeSum(set, first) ? [set.cost?.total, first.cost?.total] : [];
  return {
    endpoints: times(set.endpoints, first.endpoints),
    switches: times(set.switches.total, first.switches.total),
    endpointCables: times(set.cables.endpoint, first.cables.endpoint),
    switchCables: times(set.cables.switch, first.cables.switch),
    bisectionGbps: timesBounds(set, first),
    averageHops: times(set.paths?.averageHops, first.paths?.averageHops),
    cost: times(cost, firstCost),
    costPerEndpoint: times(
      cost === undefined ? undefined : cost / set.endpoints,
      firstCost === undefined ? undefined : firstCost / first.endpoints,
    ),
  };
}

/** Sums in the same currency, of which no part is missing. */
const isWholeSum = (...sets: readonly ComparedSet[]): boolean =>
  sets.every(
    ({ cost }) => cost?.currency === sets[0]?.cost?.currency && cost?.missing.length === 0,
  );

function times(value: number | null | undefined, base: number | null | undefined): number | null {
  if (value == null || base == null) return null;
  const ratio = value / base;
  return Number.isFinite(ratio) ? ratio : null;
}

/** A set is once itself; what is not known exactly is between the least and the most. */
function timesBounds(set: ComparedSet, first: ComparedSet): Bounds | null {
  if (set === first) return set.bisectionGbps && { lower: 1, upper: 1 };
  const lower = times(set.bisectionGbps?.lower, first.bisectionGbps?.upper);
  const upper = times(set.bisectionGbps?.upper, first.bisectionGbps?.lower);
  return lower === null || upper === null ? null : { lower, upper };
}
