import type { CompactFabric } from '../../../fabric/compact.js';
import { UnionFind } from '../../../std/union-find.js';
import { farEnd, nicEnds, vertexAt } from './cable-ends.js';

/** Unicast LIDs are 1 … 0xbfff (InfiniBand Architecture Specification, volume 1, section 4.1.3). */
export const mostLids = 0xbfff;

/**
 * LIDs: in every subnet from 1, its switches first, then the ports of NICs that have a cable, each in
 * order of expansion. A plane is a subnet; planes that a cable between their switches joins are one.
 */
export interface Lids {
  /** By vertex: that of a switch. */
  readonly ofSwitch: Int32Array;
  /** By end of a cable (`cable-ends.ts`) at a NIC: that of its port. */
  readonly ofNicEnd: Int32Array;
  /** By plane: the last one of its subnet. */
  readonly last: Int32Array;
}

export function lidsOf(fabric: CompactFabric): Lids {
  const { lower, upper, endpointCount, vertexCount, cableCount, planeOfSwitch, planes } = fabric;
  const joined = new UnionFind(planes.length);
  for (let c = 0; c < cableCount; c++) {
    const [a, b] = [planeOfSwitch[lower[c]!]!, planeOfSwitch[upper[c]!]!];
    if (a >= 0 && b >= 0) joined.union(a, b);
  }
  const subnetOf = joined.representatives();
  const last = new Int32Array(planes.length);
  const ofSwitch = new Int32Array(vertexCount);
  for (let v = endpointCount; v < vertexCount; v++) {
    ofSwitch[v] = ++last[subnetOf[planeOfSwitch[v]!]!]!;
  }
  const ofNicEnd = new Int32Array(2 * cableCount);
  for (const end of nicEnds(fabric)) {
    const far = vertexAt(fabric, farEnd(end));
    // Two NICs that are joined without a switch are in the plane of their cable.
    const plane = far < endpointCount ? fabric.cablePlane[end >> 1]! : planeOfSwitch[far]!;
    ofNicEnd[end] = ++last[subnetOf[plane]!]!;
  }
  return { ofSwitch, ofNicEnd, last: last.map((_, plane) => last[subnetOf[plane]!]!) };
}
