import type { CompactFabric } from '../fabric/compact.js';
import { type EndpointSet, endpointSet } from '../fabric/endpoint-set.js';
import type { Region } from '../measure/kept.js';
import type { FabricState } from '../measure/state.js';
import type { Measures } from '../spec/topology.js';
import type { Scope } from './scope.js';

/** What is out of service on purpose, beside what is off. */
export interface Drained {
  readonly state: FabricState;
  /** Cables that are not what they are in the healthy state. */
  readonly changed: readonly number[];
  /** Its own endpoints have nothing to lose: those that still count are the others. */
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

/** Measures of who is cut off: of drained endpoints that is no news. */
const ofCutOff: ReadonlySet<keyof Measures> = new Set<keyof Measures>([
  'endpointsCutOff',
  'endpointsCutOffPerHost',
  'hostsCutOff',
  'hostPairsCutOff',
]);

/** Scopes as a measure sees them beside what is drained. */
export function scopesLeft(
  { endpointCount }: CompactFabric,
  measure: keyof Measures,
  scopes: readonly Scope[],
  out: Drained | undefined,
): readonly Scope[] {
  if (!out || out.others.list.length === endpointCount || !ofCutOff.has(measure)) return scopes;
  const { others } = out;
  return scopes.map((scope) => {
    if (!scope.among) return { ...scope, among: others };
    const left = scope.among.list.filter((e) => others.has[e] === 1);
    return { ...scope, among: endpointSet(left, endpointCount) };
  });
}

/** Cables that are not healthy in a case of faults beside what is drained, each once. */
export const changedIn = (
  ofCase: readonly number[],
  out: Drained | undefined,
): readonly number[] => (out ? [...new Set([...out.changed, ...ofCase])] : ofCase);
