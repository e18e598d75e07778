import type { CompactFabric } from '../fabric/compact.js';
import { hostGroupOf } from '../fabric/ids.js';
import { scaleUpDomains } from '../fabric/scale-up.js';

/**
 * The GPUs of the hosts of a fabric, as one plane set serves them. They are numbered host by host; of a host
 * that says nothing of GPUs, each NIC of the set counts as one.
 */
export interface Gpus {
  readonly fabric: CompactFabric;
  readonly planeSet: number;
  /** By host: its GPUs are `first[h]` … `first[h + 1] − 1`. */
  readonly first: Int32Array;
  /** By host: its NICs in the plane set, as vertices. */
  readonly nics: readonly Int32Array[];
  /** By host: its scale-up domain, and Gb/s of each GPU into it (0: it has none). */
  readonly domainOf: Int32Array;
  readonly scaleUpGbps: Float64Array;
}

/** By host: the GPUs that its group says it has. */
export function gpusSaid({ hostIds, hostGroups }: CompactFabric): Int32Array {
  const said = new Map(hostGroups.map(({ name, gpus }) => [name, gpus]));
  return Int32Array.from(hostIds, (host) => said.get(hostGroupOf(host)) ?? 0);
}

/** @param down ids of hosts whose GPUs neither send nor hand on anything, not even in their domains */
export function gpusOf(
  fabric: CompactFabric,
  planeSet: number,
  down: ReadonlySet<string> = new Set(),
): Gpus {
  const { hostIds, hostOf, endpoints, planeSets, hostGroups } = fabric;
  const { id } = planeSets[planeSet]!;
  const nics: number[][] = hostIds.map(() => []);
  for (let e = 0; e < endpoints.length; e++) {
    if (endpoints[e]!.planeSet === id) nics[hostOf[e]!]!.push(e);
  }
  const groups = new Map(hostGroups.map((group) => [group.name, group]));
  const said = gpusSaid(fabric);
  const first = new Int32Array(hostIds.length + 1);
  const scaleUpGbps = new Float64Array(hostIds.length);
  hostIds.forEach((host, h) => {
    const group = groups.get(hostGroupOf(host));
    first[h + 1] = first[h]! + (said[h]! || nics[h]!.length);
    scaleUpGbps[h] = down.has(host) ? 0 : (group?.scaleUpGbps ?? 0);
  });
  return {
    fabric,
    planeSet,
    first,
    nics: nics.map((list) => Int32Array.from(list)),
    domainOf: scaleUpDomains(fabric),
    scaleUpGbps,
  };
}

export const gpuCount = ({ first }: Gpus, host: number): number => first[host + 1]! - first[host]!;

/** The NICs of a GPU, [from, to) in the list of its host: several, one, or one that it shares. */
export function nicsOfGpu(gpus: number, nics: number, gpu: number): readonly [number, number] {
  const from = Math.floor((gpu * nics) / gpus);
  return [from, Math.max(from + 1, Math.floor(((gpu + 1) * nics) / gpus))];
}

/**
 * Gb/s of all NICs of a GPU together, as they are cabled; null: no host has NICs in the plane set, or not all GPUs
 * have the same.
 */
export function nicGbps({ fabric, planeSet, first, nics }: Gpus): number | null {
  const { gbps, cablePlane, incident, offsets, planeSets } = fabric;
  const planes = new Set(planeSets[planeSet]!.planes);
  const rateOf = (nic: number) => {
    const cables = incident.subarray(offsets[nic]!, offsets[nic + 1]!);
    return cables.reduce((sum, c) => (planes.has(cablePlane[c]!) ? sum + gbps[c]! : sum), 0);
  };
  let same: number | null = null;
  for (let h = 0; h < nics.length; h++) {
    const rates = Array.from(nics[h]!, rateOf);
    const count = rates.length === 0 ? 0 : first[h + 1]! - first[h]!;
    for (let gpu = 0; gpu < count; gpu++) {
      const rate = rates
        .slice(...nicsOfGpu(count, rates.length, gpu))
        .reduce((sum, one) => sum + one, 0);
      if (same !== null && rate !== same) return null;
      same = rate;
    }
  }
  return same;
}

/** The GPU of a NIC: the first one that has it. */
export function gpuOfNic(gpus: number, nics: number, nic: number): number {
  for (let gpu = 0; gpu < gpus; gpu++) {
    const [from, to] = nicsOfGpu(gpus, nics, gpu);
    if (from <= nic && nic < to) return gpu;
  }
  return 0;
}

/** Channels behind those of cables (flow/fluid/flows.ts): what a GPU sends into its domain, and takes from it. */
export const intoDomain = ({ fabric }: Gpus, gpu: number): number =>
  2 * fabric.cableCount + 2 * gpu;
export const fromDomain = ({ fabric }: Gpus, gpu: number): number =>
  2 * fabric.cableCount + 2 * gpu + 1;

/** Gb/s by channel: cables both ways, then the GPUs. */
export function channelCapacity(gpus: Gpus, capacity: Float64Array): Float64Array {
  const { fabric, first, scaleUpGbps } = gpus;
  const all = new Float64Array(2 * fabric.cableCount + 2 * first.at(-1)!);
  for (let c = 0; c < fabric.cableCount; c++) all[2 * c] = all[2 * c + 1] = capacity[c]!;
  for (let h = 0; h + 1 < first.length; h++) {
    all.fill(scaleUpGbps[h]!, intoDomain(gpus, first[h]!), intoDomain(gpus, first[h + 1]!));
  }
  return all;
}
