import type { CompactFabric } from '../../fabric/compact.js';
import { groupBy } from '../../std/group.js';
import type { Names } from '../names.js';

/**
 * What vertices are called where NICs and switches have names of one kind: `h17-nic3`. NICs of a host
 * of which two have the same label are called by their ids.
 */
export function vertexNames(fabric: CompactFabric, names: Names): (vertex: number) => string {
  const { endpointCount, hostOf, vertexIds } = fabric;
  const byHost = groupBy(Array(endpointCount).keys(), (e) => hostOf[e]!);
  const nicNames: string[] = [];
  for (const [host, members] of byHost) {
    const labels = members.map(names.ofNic);
    const distinct = new Set(labels).size === labels.length;
    members.forEach((e, i) => {
      const nic = distinct ? labels[i]! : vertexIds[e]!.split('/')[1]!;
      nicNames[e] = `${names.ofHost(host)}-${nic}`;
    });
  }
  return (v) => (v < endpointCount ? nicNames[v]! : names.ofSwitch(v));
}
