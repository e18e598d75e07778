import type { Measures } from '../topology.js';

/** Kinds of scopes: planes, the endpoints that a selector matches, and two selectors. */
export type ScopeKind = 'planes' | 'endpoints' | 'pair';

export const scopeKind = (text: string): ScopeKind =>
  text.includes('--') ? 'pair' : text.includes(':') ? 'endpoints' : 'planes';

/** Measures of structure, which need planes and their switches. */
const ofPlanes: readonly string[] = [
  'planes',
  'switches',
  'cables',
  'cablesPerPair',
  'oversubscription',
];

/** Measures that count, so that they are whole. */
const counts: readonly (keyof Measures)[] = [
  'planes',
  'hosts',
  'endpoints',
  'ports',
  'switches',
  'cables',
  'cablesPerPair',
  'endpointsCutOff',
  'endpointsCutOffPerHost',
  'hostsCutOff',
  'hostPairsCutOff',
  'diameterHops',
  'shortestPaths',
  'disjointPaths',
  'cableConnectivity',
  'switchConnectivity',
];

/** Measures between two selectors that planes and endpoints have, too. */
const alsoOfPairs: readonly string[] = ['cableConnectivity', 'switchConnectivity'];

export const isCount = (measure: string): boolean =>
  (counts as readonly string[]).includes(measure);

/** Why a scope does not have a measure; null: it has it. */
export function whyNot(scope: string, measure: string): string | null {
  const kind = scopeKind(scope);
  if (measure === 'capacityGbps') {
    return kind === 'pair'
      ? null
      : 'capacity is measured between two selectors, as of "unit:compute/u0--unit:compute/u1"';
  }
  if (alsoOfPairs.includes(measure)) return null;
  if (kind === 'pair') {
    return 'between two selectors there are "capacityGbps", "cableConnectivity" and "switchConnectivity"';
  }
  if (measure === 'cost') return scope === 'fabric' ? null : 'only "fabric" has a cost';
  if (kind === 'planes' || !ofPlanes.includes(measure)) return null;
  return 'it names endpoints; this is measured of plane sets and planes, like "compute" or "compute/p*"';
}
