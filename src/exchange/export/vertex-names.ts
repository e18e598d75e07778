import type { CompactFabric } from '../../fabric/compact.js';
import type { Names } from '../names.js';

/**
 * What vertices are called where NICs and switches have names of one kind: `h17-nic3`, with more
 * hyphens where that is somebody else (NIC `leaf0` of a host `compute-p0`).
 */
export function vertexNames(fabric: CompactFabric, names: Names): (vertex: number) => string {
  const { endpointCount, vertexCount, hostOf } = fabric;
  const taken = new Set<string>();
  for (let v = endpointCount; v < vertexCount; v++) taken.add(names.ofSwitch(v));
  const nicNames: string[] = [];
  for (let e = 0; e < endpointCount; e++) {
    const [host, nic] = [names.ofHost(hostOf[e]!), names.ofNic(e)];
    let hyphens = '-';
    while (taken.has(`${host}${hyphens}${nic}`)) hyphens += '-';
    nicNames.push(`${host}${hyphens}${nic}`);
    taken.add(nicNames[e]!);
  }
  return (v) => (v < endpointCount ? nicNames[v]! : names.ofSwitch(v));
}
