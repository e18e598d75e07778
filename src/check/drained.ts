import { type EndpointSet, endpointSet } from '../fabric/endpoint-set.js';
import type { Region } from '../measure/kept.js';
import type { FabricState } from '../measure/state.js';
import type { Measures } from '../spec/topology.js';
import type { Promised } from './promise.js';
import type { Scope } from './scope.js';

/** What is out of service on purpose, beside what is off. */
export interface Drained {
  readonly state: FabricState;
  /** Cables that are not what they are in the healthy state. */
  readonly changed: readonly number[];
  /** Its own endpoints want nothing any more: those that still count are the others. */
  readonly others: EndpointSet;
  /** Symmetries map its own endpoints onto each other, and on nothing else. */
  readonly region: Region;
}

/** @param own endpoints that are drained themselves */
export function drained(
  state: FabricState,
  changed: readonly number[],
  own: ReadonlySet<number>,
): Drained {
  const { endpointCount } = state.fabric;
  const others: number[] = [];
  for (let e = 0; e < endpointCount; e++) if (!own.has(e)) others.push(e);
  return {
    state,
    changed,
    others: endpointSet(others, endpointCount),
    region: { planes: [], vertices: own },
  };
}

/** What is good of a measure that faults change; the others are of structure, or between two ends. */
const better: Partial<Record<keyof Measures, 'more' | 'less'>> = {
  bisectionGbps: 'more',
  bisectionRatio: 'more',
  bisectionKept: 'more',
  throughput: 'more',
  shortestPaths: 'more',
  disjointPaths: 'more',
  cableConnectivity: 'more',
  switchConnectivity: 'more',
  endpointsCutOff: 'less',
  endpointsCutOffPerHost: 'less',
  hostsCutOff: 'less',
  hostPairsCutOff: 'less',
  diameterHops: 'less',
  averagePathHops: 'less',
  averagePathHopsViaHosts: 'less',
  averagePathHopsAnySwitchDown: 'less',
  averagePathHopsViaHostsAnySwitchDown: 'less',
};

/**
 * A promise as it is judged beside what is drained: of the endpoints that are left, and where an
 * exact number was promised of all, nothing worse than it will do.
 */
export function promiseLeft(
  promise: Promised,
  measure: keyof Measures,
  out: Drained | undefined,
): Promised {
  const direction = better[measure];
  const all = !out || out.others.list.length === out.others.has.length;
  if (all || !direction) return promise;
  const { claimed } = promise;
  return {
    ...promise,
    scopes: promise.scopes.map((scope) => scopeLeft(scope, out)),
    claimed:
      typeof claimed !== 'number'
        ? claimed
        : direction === 'more'
          ? { min: claimed }
          : { max: claimed },
  };
}

function scopeLeft(scope: Scope, { others }: Drained): Scope {
  if (scope.between) return scope;
  if (!scope.among) return { ...scope, among: others };
  const left = scope.among.list.filter((e) => others.has[e] === 1);
  return { ...scope, among: endpointSet(left, others.has.length) };
}

/** Cables that are not healthy in a case of faults beside what is drained, each once. */
export const changedIn = (
  ofCase: readonly number[],
  out: Drained | undefined,
): readonly number[] => (out ? [...new Set([...out.changed, ...ofCase])] : ofCase);
