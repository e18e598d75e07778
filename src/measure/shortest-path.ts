import { dijkstra } from 'graphology-shortest-path';
import type { FabricGraph } from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';

/** A shortest path between two endpoints: ids of its vertices, and its length in cables. */
export interface Path {
  readonly vertices: readonly string[];
  readonly hops: number;
}

const indices = new WeakMap<CompactFabric, ReadonlyMap<string, number>>();

function indexOfCable(fabric: CompactFabric): ReadonlyMap<string, number> {
  let index = indices.get(fabric);
  if (!index) {
    index = new Map(fabric.cableIds.map((id, cable) => [id, cable]));
    indices.set(fabric, index);
  }
  return index;
}

/**
 * A shortest path from one endpoint to another over cables of a plane in use, or null. Found on the
 * graph, by ids; where endpoints pass nothing on, cables of other endpoints are out of bounds.
 */
export function shortestPath(
  graph: FabricGraph,
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  [from, to]: readonly [string, string],
): Path | null {
  const index = indexOfCable(fabric);
  const { endpointCount, vertexIds, lower, cablePlane, planes } = fabric;
  const { relays } = planes[plane]!;
  const weight = (cable: string): number => {
    const c = index.get(cable)!;
    const end = lower[c]!;
    const other = end < endpointCount && vertexIds[end] !== from && vertexIds[end] !== to;
    const foreign = cablePlane[c] !== plane || (other && !relays);
    return foreign || capacity[c] === 0 ? Number.POSITIVE_INFINITY : 1;
  };
  const vertices = dijkstra.bidirectional(graph, from, to, weight);
  if (!vertices) return null;
  // The library follows infinite edges when there is no other way: such a path is none.
  const down = vertices.some((v, i) => i > 0 && !joined(graph, vertices[i - 1]!, v, weight));
  return down ? null : { vertices, hops: vertices.length - 1 };
}

function joined(
  graph: FabricGraph,
  a: string,
  b: string,
  weight: (cable: string) => number,
): boolean {
  return graph.edges(a, b).some((cable) => Number.isFinite(weight(cable)));
}
