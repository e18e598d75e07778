import type { CompactFabric } from '../../fabric/compact.js';
import { networkOf, type PlaneNetwork } from '../plane-network.js';

/** The switches of a plane, and which of them cables in use join. */
export interface Components {
  readonly network: PlaneNetwork;
  /** By vertex of the fabric: its place in the network, −1 outside it. */
  readonly placeOf: Int32Array;
  /** By switch of the network: the first one that it is joined to. */
  readonly component: Int32Array;
}

/** Endpoints are in it only where they relay. */
export function planeComponents(
  fabric: CompactFabric,
  inUse: Float64Array,
  plane: number,
): Components {
  const network = networkOf(fabric, plane, new Int32Array(0));
  const { switchCount, arcOffsets, arcs, heads, switchCables, vertexOf } = network;
  const placeOf = new Int32Array(fabric.vertexCount).fill(-1);
  const component = new Int32Array(switchCount).fill(-1);
  const queue = new Int32Array(switchCount);
  for (let v = 0; v < switchCount; v++) placeOf[vertexOf[v]!] = v;
  for (let first = 0; first < switchCount; first++) {
    if (component[first] !== -1) continue;
    component[first] = first;
    queue[0] = first;
    for (let head = 0, tail = 1; head < tail; head++) {
      const v = queue[head]!;
      for (let i = arcOffsets[v]!; i < arcOffsets[v + 1]!; i++) {
        const u = heads[arcs[i]!]!;
        if (component[u] !== -1 || inUse[switchCables[arcs[i]! >> 1]!] === 0) continue;
        component[u] = first;
        queue[tail++] = u;
      }
    }
  }
  return { network, placeOf, component };
}
