import type { CompactFabric } from '../fabric/compact.js';
import { hostGroupOf } from '../fabric/ids.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';

/** What a fabric gives the GPUs of a model. Rates are Gb/s per direction. */
export interface Ground {
  readonly fabric: CompactFabric;
  readonly capacity: Float64Array;
  readonly planeSet: number;
  /** Hosts with GPUs and a NIC in the plane set, in the order of ids: indices into `hostIds`. */
  readonly hosts: readonly number[];
  /** By place in `hosts`: its endpoints in the plane set. */
  readonly endpoints: readonly (readonly number[])[];
  /** Of the host group of the first of them. */
  readonly gpusPerHost: number;
  readonly scaleUpGbps: number;
  /** GPUs of one scale-up domain. */
  readonly domainGpus: number;
  /** What NICs give each GPU of the slowest host of that group that is not cut off; 0: all are. */
  readonly nicGbps: number;
}

/** Looks at the plane set that a model is put on: the one that is named, or the first with GPUs. */
export function groundOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  wanted: string | null,
): Ground | { readonly problem: string } {
  const groups = new Map(fabric.hostGroups.map((group) => [group.name, group]));
  const groupOf = (host: number) => groups.get(hostGroupOf(fabric.hostIds[host]!))!;
  const found = fabric.planeSets.flatMap(({ id }, planeSet) => {
    if (wanted !== null && wanted !== id) return [];
    const byHost = endpointsByHost(fabric, planeSet);
    const hosts = [...byHost.keys()].filter((h) => groupOf(h).gpus > 0).sort((a, b) => a - b);
    return hosts.length > 0 ? [{ planeSet, hosts, byHost }] : [];
  });
  const [first] = found;
  if (!first) return { problem: whyNone(fabric, wanted) };
  const { planeSet, hosts, byHost } = first;
  const group = groupOf(hosts[0]!);
  const rates = hosts
    .filter((host) => groupOf(host) === group)
    .map((host) => rateOf(fabric, capacity, planeSet, byHost.get(host)!) / group.gpus)
    .filter((gbps) => gbps > 0);
  return {
    fabric,
    capacity,
    planeSet,
    hosts,
    endpoints: hosts.map((host) => byHost.get(host)!),
    gpusPerHost: group.gpus,
    scaleUpGbps: group.scaleUpGbps,
    domainGpus: Math.min(group.scaleUpHosts, group.count) * group.gpus,
    nicGbps: rates.reduce((least, gbps) => Math.min(least, gbps), rates[0] ?? 0),
  };
}

function endpointsByHost(fabric: CompactFabric, planeSet: number): Map<number, number[]> {
  const { planeSets, planes, hostOf } = fabric;
  const all = new Set(planeSets[planeSet]!.planes.flatMap((p) => [...planes[p]!.endpoints]));
  const byHost = new Map<number, number[]>();
  for (const endpoint of [...all].sort((a, b) => a - b)) {
    const known = byHost.get(hostOf[endpoint]!) ?? [];
    byHost.set(hostOf[endpoint]!, known);
    known.push(endpoint);
  }
  return byHost;
}

/** Capacity of all cables of some endpoints in a plane set. */
function rateOf(
  { offsets, incident, cablePlane, planes }: CompactFabric,
  capacity: Float64Array,
  planeSet: number,
  endpoints: readonly number[],
): number {
  let sum = 0;
  for (const e of endpoints) {
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const cable = incident[i]!;
      if (planes[cablePlane[cable]!]!.planeSet === planeSet) sum += capacity[cable]!;
    }
  }
  return sum;
}

function whyNone({ planeSets }: CompactFabric, wanted: string | null): string {
  if (wanted === null) return 'no plane set has hosts with GPUs; say "gpus" of a host group';
  const ids = planeSets.map(({ id }) => id);
  if (ids.includes(wanted))
    return 'no host of the plane set has GPUs; say "gpus" of its host group';
  return `no plane set that is built is called ${quoted(wanted)}${didYouMean(nearest(wanted, ids))}`;
}
