import type { CompactFabric } from '../fabric/compact.js';

/**
 * Hops in cables from an endpoint to every vertex of a plane over cables in use, by vertex; −1 where
 * there is no path. Endpoints pass nothing on, unless they relay. `graphology-shortest-path` finds the same distances
 * on the graph, by ids (test/exhaustive/paths.test.ts).
 */
export function hopsFrom(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  from: number,
): Int32Array {
  const { vertexCount, endpointCount, offsets, neighbours, incident, cablePlane } = fabric;
  const { relays } = fabric.planes[plane]!;
  const hops = new Int32Array(vertexCount).fill(-1);
  const queue = [from];
  hops[from] = 0;
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head]!;
    if (v < endpointCount && v !== from && !relays) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const [w, cable] = [neighbours[i]!, incident[i]!];
      if (hops[w] !== -1 || cablePlane[cable] !== plane || capacity[cable]! <= 0) continue;
      hops[w] = hops[v]! + 1;
      queue.push(w);
    }
  }
  return hops;
}
