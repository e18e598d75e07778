import type { CompactFabric } from '../../fabric/compact.js';
import type { Permutation } from '../symmetry/labelled-graph.js';
import { turnsOf } from '../symmetry/turns.js';
import type { TrafficNetwork } from './traffic-network.js';

/** What the family of a fabric suggests as symmetries of a network: they prove nothing yet. */
export function* proposedOf(
  fabric: CompactFabric,
  { vertexOf }: TrafficNetwork,
): Iterable<Permutation> {
  const placeOf = new Int32Array(fabric.vertexCount).fill(-1);
  vertexOf.forEach((v, place) => {
    placeOf[v] = place;
  });
  for (const { from, to } of turnsOf(fabric)) {
    const places = from.map((v) => placeOf[v]!);
    const moved = places.map((_, i) => i).filter((i) => places[i]! >= 0);
    yield { from: moved.map((i) => places[i]!), to: moved.map((i) => placeOf[to[i]!]!) };
  }
}
