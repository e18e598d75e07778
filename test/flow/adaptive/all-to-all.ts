import type { CompactFabric } from '../../../src/fabric/compact.js';
import type { PlaneTraffic } from '../../../src/flow/routing/plane-traffic.js';

const noPairs: PlaneTraffic['pairs'] = {
  from: new Int32Array(0),
  to: new Int32Array(0),
  bytes: new Float64Array(0),
};

/** Every endpoint of a plane sends each one of another host as much. */
export function allToAll(fabric: CompactFabric, bytes: number, plane = 0): PlaneTraffic {
  const list = fabric.planes[plane]!.endpoints;
  return {
    blocks: [{ from: list, to: list, bytes }],
    domainOf: fabric.hostOf,
    pairs: noPairs,
  };
}
