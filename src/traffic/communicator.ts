import type { Grouping, WorkloadInput } from '../spec/workload.js';
import { domainsOf } from './domains.js';
import { type Gpus, gpuCount } from './gpus.js';
import type { PlacedJob } from './placement.js';

/** GPUs (gpus.ts) that take part in a collective together, by rank. */
export interface Communicator {
  readonly ranks: Int32Array;
  /** The same by host, and by scale-up domain, in order of their first ranks. */
  readonly hosts: readonly (readonly number[])[];
  readonly domains: readonly (readonly number[])[];
}

/** Rank r of a job is GPU r mod g of its host ⌊r ÷ g⌋, where g GPUs of each host take part. */
export function ranksOf(gpus: Gpus, hosts: Int32Array, perHost: number): Int32Array {
  const ranks: number[] = [];
  for (const host of hosts) {
    const count = Math.min(perHost, gpuCount(gpus, host));
    for (let gpu = 0; gpu < count; gpu++) ranks.push(gpus.first[host]! + gpu);
  }
  return Int32Array.from(ranks);
}

/**
 * Groups of ranks: blocks of size × stride consecutive ranks are dealt out, rank by rank, to `stride`
 * groups. Without a grouping all ranks are one group.
 */
export function communicators(
  gpus: Gpus,
  ranks: Int32Array,
  grouping: Grouping | undefined,
): Communicator[] {
  const { size, stride = 1 } = grouping ?? { size: ranks.length };
  const found: Communicator[] = [];
  for (let block = 0; block < ranks.length; block += size * stride) {
    for (let first = 0; first < stride; first++) {
      const at = (i: number) => ranks[block + first + i * stride]!;
      found.push(
        communicator(
          gpus,
          Int32Array.from({ length: size }, (_, i) => at(i)),
        ),
      );
    }
  }
  return found;
}

/** The groups of each collective of a job. */
export function jobGroups(
  gpus: Gpus,
  { name, hosts, gpusPerHost }: PlacedJob,
  { jobs }: WorkloadInput,
): Communicator[][] {
  const ranks = ranksOf(gpus, hosts, gpusPerHost);
  return jobs[name]!.run.map(({ groups }) => communicators(gpus, ranks, groups));
}

function communicator(gpus: Gpus, ranks: Int32Array): Communicator {
  const { hostOf, domainOf } = domainsOf(gpus);
  return { ranks, hosts: together(ranks, hostOf), domains: together(ranks, domainOf) };
}

function together(ranks: Int32Array, partOf: Int32Array): number[][] {
  const parts = new Map<number, number[]>();
  for (const gpu of ranks) {
    const known = parts.get(partOf[gpu]!);
    if (known) known.push(gpu);
    else parts.set(partOf[gpu]!, [gpu]);
  }
  return [...parts.values()];
}
