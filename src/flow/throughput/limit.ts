import type { CompactFabric } from '../../fabric/compact.js';
import type { Demands } from './demands.js';
import type { Throughput } from './throughput.js';
import type { TrafficNetwork } from './traffic-network.js';

/** What keeps a throughput from being larger. */
export type Limit =
  /** The cables of single endpoints: the first of them. */
  | { readonly by: 'endpoint'; readonly endpoint: string }
  /** Bundles, each in one direction, that the lengths of the proof say are full. */
  | { readonly by: 'bundles'; readonly count: number; readonly from: string; readonly to: string };

/** Where the upper end of a throughput comes from; null if nothing is sent between switches. */
export function limitOf(
  { vertexIds }: CompactFabric,
  { endpoints, vertexOf, tails, heads }: TrafficNetwork,
  { most, mostAt }: Demands,
  { upper, classes, lengths }: Throughput,
): Limit | null {
  if (!Number.isFinite(upper)) return null;
  if (upper >= most)
    return { by: 'endpoint', endpoint: vertexIds[endpoints[Math.max(0, mostAt)]!]! };
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  // What a solver leaves of a length that should be none is no limit.
  const full = (arc: number) => lengths[classes.arcClass[arc]!]! > longest * 1e-6;
  const first = heads.findIndex((_, arc) => full(arc));
  let count = 0;
  for (let arc = 0; arc < heads.length; arc++) if (full(arc)) count++;
  const id = (v: number) => vertexIds[vertexOf[v]!]!;
  return { by: 'bundles', count, from: id(tails[first]!), to: id(heads[first]!) };
}
