import { hostGroupOf, nicGroupOf } from '../../fabric/ids.js';
import { scaleUpDomains } from '../../fabric/scale-up.js';
import { groupBy } from '../../std/group.js';
import { formatCounted } from '../../std/units.js';
import { cablesOf, endpointsOf, relayProblem, switchesOf } from './cables.js';
import type { Exported, Exporter } from './exporter.js';
import { Links, linkFiles, type SimNode } from './link-list.js';
import { noHost } from './nothing-built.js';

/**
 * The topology file of SimAI (astra-sim-alibabacloud, network_frontend/ns3/common.h): GPUs, then
 * NVSwitches, then switches. A server of SimAI is a scale-up domain of ours, its NVSwitch one node;
 * a GPU has the cables of its NICs: NIC i of n in a group is that of GPU ⌊i·g/n⌋ of g.
 */
export const simai: Exporter = (exported) => {
  const { fabric } = exported.subject;
  const { hostIds, endpointCount, vertexIds, lower, upper, gbps } = fabric;
  const servers = serversOf(exported);
  if ('problem' in servers) return servers;
  const { gpuOf, gpus, hosts, scaleUpGbps, perServer } = servers;
  const byServer = groupBy(hosts, (host) => scaleUpDomains(fabric)[host]!);
  const switches = [...switchesOf(exported)];
  const nics = new Map<number, string[]>();
  for (const [e, gpu] of gpuOf) nics.set(gpu, [...(nics.get(gpu) ?? []), vertexIds[e]!]);
  const [gpuCount, nvCount] = [hosts.length * gpus, byServer.size];
  const nodes: SimNode[] = [];
  for (const [, members] of byServer) {
    for (const host of members) {
      for (let g = 0; g < gpus; g++) {
        const of = (nics.get(nodes.length) ?? []).join(' ');
        nodes.push({ kind: 'gpu', name: `${hostIds[host]!}/gpu${g}`, of });
      }
    }
  }
  for (const [, members] of byServer) {
    const of = members.map((host) => hostIds[host]!).join(' ');
    nodes.push({ kind: 'nvswitch', name: `${hostIds[members[0]!]!}/nvswitch`, of });
  }
  const idOfSwitch = new Map(switches.map((v, s) => [v, gpuCount + nvCount + s]));
  for (const v of switches) nodes.push({ kind: 'switch', name: vertexIds[v]!, of: '' });
  const links = new Links(nodes.length);
  for (let gpu = 0; gpu < gpuCount; gpu++) {
    links.addScaleUp(gpu, gpuCount + Math.floor(gpu / perServer), scaleUpGbps);
  }
  const idOf = (v: number) => (v < endpointCount ? gpuOf.get(v) : idOfSwitch.get(v));
  for (const c of cablesOf(exported)) links.add(idOf(lower[c]!), idOf(upper[c]!), gbps[c]!);
  const notes = ['the GPU type is NONE, for want of one: say A100, A800, H100 or H800 in line 1'];
  const counts = (count: number) =>
    `${nodes.length} ${perServer} ${nvCount} ${switches.length} ${count} NONE`;
  return linkFiles({ nodes, links, counts, mostLinks: 1024, notes });
};

interface Servers {
  /** Hosts in order of their servers. */
  readonly hosts: readonly number[];
  readonly gpus: number;
  readonly perServer: number;
  readonly scaleUpGbps: number;
  /** By NIC: the number of its GPU. */
  readonly gpuOf: ReadonlyMap<number, number>;
}

/** Servers with their GPUs, which SimAI wants to be alike. */
function serversOf(exported: Exported): Servers | { problem: string } {
  const { fabric } = exported.subject;
  const problem = relayProblem(exported);
  if (problem !== null) return { problem };
  const wanted = endpointsOf(exported);
  const domains = scaleUpDomains(fabric);
  const hosts = [...new Set(wanted.map((e) => fabric.hostOf[e]!))].sort(
    (a, b) => domains[a]! - domains[b]! || a - b,
  );
  if (hosts.length === 0) return noHost(exported);
  const groups = [...new Set(hosts.map((host) => hostGroupOf(fabric.hostIds[host]!)))];
  const kinds = groups.map((name) => fabric.hostGroups.find((group) => group.name === name)!);
  const { gpus, scaleUpGbps, name } = kinds[0]!;
  const other = kinds.find((kind) => kind.gpus !== gpus || kind.scaleUpGbps !== scaleUpGbps);
  if (other) {
    return {
      problem: `hosts ${name} have ${formatCounted(gpus, 'GPU')} with ${scaleUpGbps} Gb/s, hosts ${other.name} ${other.gpus} with ${other.scaleUpGbps}: the servers of SimAI are alike; ask for the planes of one group`,
    };
  }
  if (gpus === 0 || scaleUpGbps === 0) {
    const key = gpus === 0 ? 'gpus' : 'scaleUpGbps';
    return {
      problem: `hosts ${name} have no ${key}: SimAI wants GPUs, and an NVSwitch in each server; say "${key}" in the topology file`,
    };
  }
  const sizes = [...groupBy(hosts, (host) => domains[host]!).values()].map(({ length }) => length);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  if (least !== most) {
    return {
      problem: `scale-up domains have ${least} to ${most} hosts: the servers of SimAI have one size`,
    };
  }
  const gpuOf = gpusOfNics(exported, wanted, hosts, gpus);
  return 'problem' in gpuOf ? gpuOf : { hosts, gpus, perServer: gpus * most, scaleUpGbps, gpuOf };
}

function gpusOfNics(
  { subject, topology }: Exported,
  wanted: readonly number[],
  hosts: readonly number[],
  gpus: number,
): ReadonlyMap<number, number> | { problem: string } {
  const { endpoints, vertexIds, hostOf, hostIds } = subject.fabric;
  const place = new Map(hosts.map((host, i) => [host, i]));
  const gpuOf = new Map<number, number>();
  for (const e of wanted) {
    const host = hostGroupOf(hostIds[hostOf[e]!]!);
    const group = nicGroupOf(vertexIds[e]!);
    const { count } = topology.hosts[host]!.nics[group]!;
    if (count % gpus !== 0) {
      return {
        problem: `${host}/${group} is ${formatCounted(count, 'NIC')} for ${formatCounted(gpus, 'GPU')}: in SimAI a NIC belongs to one GPU, and each GPU has as many; ask for other planes with --plane`,
      };
    }
    const gpu = Math.floor((endpoints[e]!.rail * gpus) / count);
    gpuOf.set(e, place.get(hostOf[e]!)! * gpus + gpu);
  }
  return gpuOf;
}
