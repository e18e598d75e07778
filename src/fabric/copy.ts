import type { VertexAttributes } from './attributes.js';
import type { CompactFabric } from './compact.js';
import type { Projection } from './project.js';

/** What a vertex says of itself. */
export function attributesOfVertex(fabric: CompactFabric, v: number): VertexAttributes {
  const { endpointCount, endpoints, switches } = fabric;
  return v >= endpointCount ? switches[v - endpointCount]! : endpoints[v]!;
}

/** Writes a cable of one fabric into another one, that has its ends. */
export function copyCable(projection: Projection, fabric: CompactFabric, c: number): void {
  const { vertexIds, lower, upper, lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const designGbps = fabric.designGbps.get(c);
  projection.addCable(
    vertexIds[lower[c]!]!,
    { port: lowerPort[c]!, sub: lowerSub[c]! },
    vertexIds[upper[c]!]!,
    { port: upperPort[c]!, sub: upperSub[c]! },
    {
      plane: fabric.planes[fabric.cablePlane[c]!]!.id,
      gbps: fabric.gbps[c]!,
      ...(fabric.added[c] === 1 ? { added: true as const } : {}),
      ...(designGbps === undefined ? {} : { designGbps }),
    },
  );
}
