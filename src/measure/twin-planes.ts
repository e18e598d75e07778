import type { CompactFabric } from '../fabric/compact.js';
import { identicalPlanes } from './identical-planes.js';
import type { Kept } from './kept.js';

/**
 * Planes that can change places: of one set, identical cable by cable and in order, colours included,
 * and each host has the same endpoints in both at the same positions. A symmetry that needs no
 * further search, where no blocks have to be kept. Each plane is paired with the first of its kind.
 */
export function twinPlanes(
  fabric: CompactFabric,
  capacity: Float64Array,
  kept: Kept,
): [first: number, other: number][] {
  if (kept.blocks.length > 0 || !staysInPlane(fabric)) return [];
  const { planes } = fabric;
  const pairs: [number, number][] = [];
  identicalPlanes(fabric, capacity).forEach((p, q) => {
    if (p === q || planes[p]!.planeSet !== planes[q]!.planeSet) return;
    if (sameColours(fabric, kept, p, q) && swapsEndpoints(fabric, p, q)) pairs.push([p, q]);
  });
  return pairs;
}

/** Whether both ends of every cable are in its plane: then the cables of a plane are all of its. */
function staysInPlane(fabric: CompactFabric): boolean {
  const { lower, upper, cablePlane, attachedPlane, planeOfSwitch, endpointCount } = fabric;
  for (let c = 0; c < cablePlane.length; c++) {
    const low = lower[c]! < endpointCount ? attachedPlane[c] : planeOfSwitch[lower[c]!];
    if (low !== cablePlane[c] || planeOfSwitch[upper[c]!] !== cablePlane[c]) return false;
  }
  return true;
}

/**
 * Whether the endpoints of two planes can change places position by position: each host keeps its
 * own, and each endpoint either is in both planes or has all its ports in one of them.
 */
function swapsEndpoints(
  { planes, hostOf, portOffsets, portPlanes }: CompactFabric,
  p: number,
  q: number,
): boolean {
  const [as, bs] = [planes[p]!.endpoints, planes[q]!.endpoints];
  for (let i = 0; i < as.length; i++) {
    const [a, b] = [as[i]!, bs[i]!];
    if (hostOf[a] !== hostOf[b]) return false;
    if (a === b) continue;
    for (let k = portOffsets[a]!; k < portOffsets[a + 1]!; k++)
      if (portPlanes[k] !== p) return false;
    for (let k = portOffsets[b]!; k < portOffsets[b + 1]!; k++)
      if (portPlanes[k] !== q) return false;
  }
  return true;
}

/** Whether what is at the same position in two planes has the same colour. */
function sameColours({ planes }: CompactFabric, kept: Kept, p: number, q: number): boolean {
  const [a, b] = [planes[p]!, planes[q]!];
  const same = (colours: Int32Array, as: Int32Array, bs: Int32Array) =>
    as.every((x, i) => colours[x] === colours[bs[i]!]);
  return (
    kept.planes[p] === kept.planes[q] &&
    same(kept.vertices, a.endpoints, b.endpoints) &&
    same(kept.vertices, a.switches, b.switches) &&
    same(kept.cables, a.cables, b.cables)
  );
}
