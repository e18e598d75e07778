import { cablesOf, endpointsOf, relayProblem, switchesOf } from './cables.js';
import type { Exporter } from './exporter.js';
import { Links, linkFiles, type SimNode } from './link-list.js';
import { noHost } from './nothing-built.js';

/**
 * The topology file of HPCC (simulation/scratch/third.cc) and of ASTRA-sim's ns-3 backend: nodes,
 * switches, links. A node is a host, with all its NICs: flows go from host to host, and hosts pass
 * nothing on, so that a host is what all planes meet in.
 */
export const ns3: Exporter = (exported) => {
  const { fabric } = exported.subject;
  const { hostIds, hostOf, endpointCount, vertexIds, lower, upper, gbps } = fabric;
  const problem = relayProblem(exported);
  if (problem !== null) return { problem };
  const hosts = [...new Set(endpointsOf(exported).map((e) => hostOf[e]!))].sort((a, b) => a - b);
  if (hosts.length === 0) return noHost(exported);
  const switches = [...switchesOf(exported)];
  const nodes: SimNode[] = [
    ...hosts.map((host) => ({ kind: 'host', name: hostIds[host]!, of: '' }) as const),
    ...switches.map((v) => ({ kind: 'switch', name: vertexIds[v]!, of: '' }) as const),
  ];
  const idOfHost = new Map(hosts.map((host, id) => [host, id]));
  const idOfSwitch = new Map(switches.map((v, s) => [v, hosts.length + s]));
  const idOf = (v: number) => (v < endpointCount ? idOfHost.get(hostOf[v]!) : idOfSwitch.get(v));
  const links = new Links(nodes.length);
  for (const c of cablesOf(exported)) links.add(idOf(lower[c]!), idOf(upper[c]!), gbps[c]!);
  const counts = (count: number) => `${nodes.length} ${switches.length} ${count}`;
  // An array of 257 with no port 0: simulation/src/point-to-point/model/switch-node.h.
  return linkFiles({ nodes, links, counts, mostLinks: 256, notes: [] });
};
