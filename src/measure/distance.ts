import type { CompactFabric } from '../fabric/compact.js';

/**
 * Hops in cables from an endpoint to every vertex of a plane over cables in use, by vertex; −1 where
 * there is no path. Endpoints pass nothing on, unless they relay. `graphology-shortest-path` finds the same distances
 * on the graph, by ids (test/exhaustive/paths.test.ts).
 */
export const hopsFrom = (
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  from: number,
): Int32Array => shortestFrom(fabric, capacity, plane, from).hops;

/** The same, and by vertex the number of paths with so many hops: parallel cables make paths of their own. */
export function shortestFrom(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  from: number,
): { readonly hops: Int32Array; readonly paths: Float64Array } {
  const { vertexCount, endpointCount, offsets, neighbours, incident, cablePlane } = fabric;
  const { relays } = fabric.planes[plane]!;
  const hops = new Int32Array(vertexCount).fill(-1);
  const paths = new Float64Array(vertexCount);
  const queue = [from];
  hops[from] = 0;
  paths[from] = 1;
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head]!;
    if (v < endpointCount && v !== from && !relays) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const [w, cable] = [neighbours[i]!, incident[i]!];
      if (cablePlane[cable] !== plane || capacity[cable]! <= 0) continue;
      if (hops[w] === -1) {
        hops[w] = hops[v]! + 1;
        queue.push(w);
      }
      if (hops[w] === hops[v]! + 1) paths[w]! += paths[v]!;
    }
  }
  return { hops, paths };
}
