import type { CompactFabric } from '../fabric/compact.js';
import { hostGroupOf } from '../fabric/ids.js';
import { carryingSet } from '../traffic/carrying-set.js';
import { type Gpus, gpuCount, gpusOf, gpusSaid } from '../traffic/gpus.js';

/** What a fabric gives the GPUs of a model. Rates are Gb/s per direction. */
export interface Serving {
  readonly gpus: Gpus;
  readonly capacity: Float64Array;
  /** Hosts with GPUs and a NIC in the plane set that are not down, in the order of ids: indices into `hostIds`. */
  readonly hosts: readonly number[];
  /** Of all these hosts. */
  readonly allGpus: number;
  /** Of the first of them. */
  readonly gpusPerHost: number;
  readonly scaleUpGbps: number;
  /** GPUs of its scale-up domain. */
  readonly domainGpus: number;
  /** What NICs give each GPU of the slowest host of its group that is not cut off; 0: all are. */
  readonly nicGbps: number;
}

/** Looks at the plane set that a model is put on: the one that is named, or the first with GPUs. */
export function servingOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  wanted: string | null,
  down: ReadonlySet<string>,
): Serving | { readonly problem: string } {
  const planeSet = carryingSet(fabric, wanted);
  if (typeof planeSet === 'string') return { problem: planeSet };
  const gpus = gpusOf(fabric, planeSet, down);
  const said = gpusSaid(fabric);
  const all = [...said.keys()].filter((h) => said[h]! > 0 && gpus.nics[h]!.length > 0);
  const hosts = all.filter((host) => !down.has(fabric.hostIds[host]!));
  const [first] = hosts;
  if (first === undefined) {
    if (all.length > 0) return { problem: 'all hosts with GPUs are down' };
    const problem =
      wanted === null
        ? 'no plane set has hosts with GPUs; say "gpus" of a host group'
        : 'no host of the plane set has GPUs; say "gpus" of its host group';
    return { problem };
  }
  const groupOf = (host: number) => hostGroupOf(fabric.hostIds[host]!);
  const gpusPerHost = gpuCount(gpus, first);
  const rates = hosts
    .filter((host) => groupOf(host) === groupOf(first))
    .map((host) => rateOf(gpus, capacity, host) / gpusPerHost)
    .filter((gbps) => gbps > 0);
  const gpusOn = (some: readonly number[]) =>
    some.reduce((sum, host) => sum + gpuCount(gpus, host), 0);
  return {
    gpus,
    capacity,
    hosts,
    allGpus: gpusOn(hosts),
    gpusPerHost,
    scaleUpGbps: gpus.scaleUpGbps[first]!,
    domainGpus: gpusOn(hosts.filter((host) => gpus.domainOf[host] === gpus.domainOf[first])),
    nicGbps: rates.reduce((least, gbps) => Math.min(least, gbps), rates[0] ?? 0),
  };
}

/** Capacity of all cables of a host in the plane set. */
function rateOf({ fabric, planeSet, nics }: Gpus, capacity: Float64Array, host: number): number {
  const { offsets, incident, cablePlane, planes } = fabric;
  let sum = 0;
  for (const e of nics[host]!) {
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      const cable = incident[i]!;
      if (planes[cablePlane[cable]!]!.planeSet === planeSet) sum += capacity[cable]!;
    }
  }
  return sum;
}
