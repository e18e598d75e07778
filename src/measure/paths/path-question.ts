import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { keeping } from '../kept.js';
import type { FabricState } from '../state.js';
import { symmetry } from '../symmetry.js';
import { type PathGraph, pathGraph, type Relays } from './path-graph.js';

/**
 * Planes (indices) whose cables a path may take, the endpoints that count, and who relays: switches
 * alone, or hosts too, whose NICs are then joined by links of one hop.
 */
export interface PathQuestion {
  readonly planes: readonly number[];
  readonly among?: EndpointSet | null;
  readonly relays: Relays;
}

export const graphOf = (
  { fabric, capacity }: FabricState,
  { planes, among = null, relays }: PathQuestion,
): PathGraph => pathGraph(fabric, capacity, { planes, among, relays });

/** Classes of vertices under verified symmetries that keep what is asked for; found once. */
export function verifiedClasses(state: FabricState, question: PathQuestion): Int32Array {
  const { fabric, capacity } = state;
  const { planes, among } = question;
  return remembered(state, { ...question, relays: 'switches' }, 'classes', () => {
    const regions = [
      { planes, vertices: planes.flatMap((p) => switchesIn(fabric, p)) },
      ...(among ? [{ planes: [], vertices: among.list }] : []),
    ];
    return symmetry(fabric, capacity, keeping(fabric, [], regions)).vertexClass;
  });
}

const switchesIn = ({ planes }: CompactFabric, p: number): number[] => [...planes[p]!.switches];

/** A case of a scenario has a small share of the steps that the healthy fabric may take. */
export const shareOf = ({ healthy, thorough }: FabricState): number =>
  healthy && !thorough ? 1 / 50 : 1;

const memory = new WeakMap<FabricState, Map<EndpointSet | null, Map<string, unknown>>>();

/** Answers a question about a state once. */
export function remembered<T>(
  state: FabricState,
  { planes, among = null, relays }: PathQuestion,
  what: string,
  measure: () => T,
): T {
  const sets = memory.get(state) ?? new Map<EndpointSet | null, Map<string, unknown>>();
  memory.set(state, sets);
  const known = sets.get(among) ?? new Map<string, unknown>();
  sets.set(among, known);
  const key = `${what} ${relays} ${planes.join()}`;
  if (!known.has(key)) known.set(key, measure());
  return known.get(key) as T;
}
