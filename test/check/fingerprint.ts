import type { CompactFabric } from '../../src/fabric/compact.js';

const prime = 0x01000193;

/** FNV-1a over 32-bit words. */
function hash(words: readonly number[]): number {
  let h = 0x811c9dc5;
  for (const word of words) h = Math.imul(h ^ word, prime) ^ (h >>> 15);
  return h | 0;
}

/**
 * A number that is the same for fabrics that some renaming maps onto each other: of vertices to such
 * of their tier, of hosts and planes, with cables and the capacities that are left, and of marks.
 * Colours are refined four times by those of the neighbours, of the host and of the plane.
 */
export function fingerprint(
  fabric: CompactFabric,
  capacity: Float64Array,
  mark: (vertex: number) => number = () => 0,
): number {
  const { vertexCount, endpointCount, tierOf, planeOfSwitch, hostOf, hostIds, planes } = fabric;
  let vertices = Int32Array.from({ length: vertexCount }, (_, v) => hash([tierOf[v]!, mark(v)]));
  for (let round = 0; round < 4; round++) {
    const hosts = hostIds.map((): number[] => []);
    for (let e = 0; e < endpointCount; e++) hosts[hostOf[e]!]!.push(vertices[e]!);
    const hostHash = hosts.map((list) => hash(list.sort()));
    const planeHash = planes.map(({ switches }) =>
      hash([...switches.map((s) => vertices[s]!)].sort()),
    );
    vertices = vertices.map((own, v) => {
      const around: number[] = [];
      for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) {
        const c = fabric.incident[i]!;
        around.push(hash([vertices[fabric.neighbours[i]!]!, fabric.gbps[c]!, 8 * capacity[c]!]));
      }
      const home = v < endpointCount ? hostHash[hostOf[v]!]! : planeHash[planeOfSwitch[v]!]!;
      return hash([own, home, ...around.sort()]);
    });
  }
  return hash([...vertices].sort());
}
