import type { Grouping } from '../spec/workload.js';
import { domainsOf } from './domains.js';
import { type Gpus, gpuCount } from './gpus.js';

/** GPUs that take part in a collective together, by rank; and by host, in order of their first ranks. */
export interface Communicator {
  /** GPUs (gpus.ts). */
  readonly ranks: Int32Array;
  readonly hosts: readonly HostRanks[];
}

export interface HostRanks {
  readonly host: number;
  /** GPUs, in order of their ranks. */
  readonly gpus: readonly number[];
}

/** Rank r of a job is GPU r mod g of its host ⌊r ÷ g⌋, where g GPUs of each host take part. */
export function ranksOf(gpus: Gpus, hosts: Int32Array, perHost: number | null): Int32Array {
  const ranks: number[] = [];
  for (const host of hosts) {
    const count = Math.min(perHost ?? Number.POSITIVE_INFINITY, gpuCount(gpus, host));
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
  const { hostOf } = domainsOf(gpus);
  const found: Communicator[] = [];
  for (let block = 0; block < ranks.length; block += size * stride) {
    for (let first = 0; first < stride; first++) {
      const members = Int32Array.from(
        { length: size },
        (_, i) => ranks[block + first + i * stride]!,
      );
      found.push({ ranks: members, hosts: byHost(members, hostOf) });
    }
  }
  return found;
}

function byHost(ranks: Int32Array, hostOf: Int32Array): HostRanks[] {
  const hosts = new Map<number, number[]>();
  for (const gpu of ranks) {
    const host = hostOf[gpu]!;
    const known = hosts.get(host);
    if (known) known.push(gpu);
    else hosts.set(host, [gpu]);
  }
  return Array.from(hosts, ([host, gpus]) => ({ host, gpus }));
}
