import type { CompactFabric } from '../../src/fabric/compact.js';

/**
 * Whether images map the fabric onto itself, by the definition: cables (with capacities, intact
 * ones included), tiers, hosts, planes, and the planes that ports are attached to.
 */
export function isAutomorphism(
  fabric: CompactFabric,
  capacity: Float64Array,
  image: readonly number[],
  planeImage: readonly number[],
): boolean {
  if (new Set(image).size !== image.length) return false;
  const { endpointCount, tierOf, planeOfSwitch, hostOf, portOffsets, portPlanes } = fabric;
  for (let v = endpointCount; v < fabric.vertexCount; v++) {
    if (tierOf[image[v]!] !== tierOf[v]) return false;
    if (planeOfSwitch[image[v]!] !== planeImage[planeOfSwitch[v]!]) return false;
  }
  const hostImage = new Map<number, number>();
  for (let e = 0; e < endpointCount; e++) {
    const w = image[e]!;
    if (w >= endpointCount) return false;
    const to = hostImage.get(hostOf[e]!) ?? hostOf[w]!;
    if (to !== hostOf[w]) return false;
    hostImage.set(hostOf[e]!, to);
    const planesOf = (x: number) => portPlanes.slice(portOffsets[x], portOffsets[x + 1]);
    const mapped = planesOf(e).map((p) => planeImage[p]!);
    if (mapped.sort().join() !== planesOf(w).sort().join()) return false;
  }
  if (new Set(hostImage.values()).size !== hostImage.size) return false;
  const bundles = (map: (v: number) => number, plane: (p: number) => number) =>
    Array.from({ length: fabric.cableCount }, (_, c) => {
      const ends = [map(fabric.lower[c]!), map(fabric.upper[c]!)].sort((a, b) => a - b);
      return [...ends, fabric.gbps[c], capacity[c], plane(fabric.cablePlane[c]!)].join();
    })
      .sort()
      .join(' ');
  const same = (x: number) => x;
  return (
    bundles(same, same) ===
    bundles(
      (v) => image[v]!,
      (p) => planeImage[p]!,
    )
  );
}
