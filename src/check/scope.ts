import type { CompactFabric } from '../fabric/compact.js';
import { type EndpointSet, endpointSet } from '../fabric/endpoint-set.js';
import { type Ends, planesBetween } from '../flow/between.js';
import { parsePattern } from '../std/pattern.js';
import { readEndpoints, readEnds } from './scope-selector.js';
import { mayMeanWrongGroup } from './terms.js';

/** What is measured together (LANGUAGE section 5). */
export interface Scope {
  readonly id: string;
  /** Indices of planes; of endpoints those in which they have ports, of two ends those of both. */
  readonly planes: readonly number[];
  /** Of a selector: the endpoints that it matches. Without it all of the planes. */
  readonly among?: EndpointSet;
  /** Of `A--B`: their vertices. */
  readonly between?: Ends;
}

const memory = new WeakMap<CompactFabric, Map<string, readonly Scope[]>>();

/** The scopes that a key of `expect` names; none where it names nothing. Read once a fabric. */
export function scopesOf(fabric: CompactFabric, text: string): readonly Scope[] {
  const known = memory.get(fabric) ?? new Map<string, readonly Scope[]>();
  memory.set(fabric, known);
  let scopes = known.get(text);
  if (!scopes) {
    const found = readScopes(fabric, text, false);
    scopes = typeof found === 'string' ? [] : found;
    known.set(text, scopes);
  }
  return scopes;
}

/**
 * The scopes that a key names: a plane set (all its planes together), a plane or a glob over planes
 * (each one), `*` (each set), `fabric` (the whole), a selector (all endpoints that it matches
 * together), or two selectors `A--B`; or why it names nothing. None if a group that it may mean is
 * wrong: that is said there.
 *
 * @param suggest whether the nearest id is looked for, which costs a look at all ids
 */
export function readScopes(
  fabric: CompactFabric,
  text: string,
  suggest: boolean,
): readonly Scope[] | string {
  if (text.split('--').some((part) => mayMeanWrongGroup(fabric, part))) return [];
  if (text.includes('--')) {
    const ends = readEnds(fabric, text, suggest);
    if (typeof ends === 'string') return ends;
    return [{ id: text, planes: planesBetween(fabric, ends), between: ends }];
  }
  if (!text.includes(':')) {
    const scopes = scopesOfPlanes(fabric, text);
    return scopes.length > 0 ? scopes : 'matches no plane set and no plane';
  }
  const endpoints = readEndpoints(fabric, text, suggest);
  if (typeof endpoints === 'string') return endpoints;
  const among = endpointSet(endpoints, fabric.endpointCount);
  return [{ id: text, planes: planesOf(fabric, among), among }];
}

function scopesOfPlanes({ planeSets, planes }: CompactFabric, text: string): Scope[] {
  if (text === 'fabric') return [{ id: text, planes: planes.map((_, p) => p) }];
  const sets = planeSets.filter((set) => text === '*' || set.id === text);
  if (sets.length > 0) return sets.map((set) => ({ id: set.id, planes: set.planes }));
  const pattern = parsePattern(text);
  if (typeof pattern === 'string') return [];
  return planes.flatMap(({ id }, p) => (pattern.matches(id) ? [{ id, planes: [p] }] : []));
}

/** Planes in which some of the endpoints have a port. */
function planesOf({ planes, portOffsets, portPlanes }: CompactFabric, { list }: EndpointSet) {
  const found = new Uint8Array(planes.length);
  for (const e of list) {
    for (let i = portOffsets[e]!; i < portOffsets[e + 1]!; i++) {
      if (portPlanes[i]! >= 0) found[portPlanes[i]!] = 1;
    }
  }
  return [...planes.keys()].filter((p) => found[p] === 1);
}
