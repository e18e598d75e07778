import { type Gpus, gpuOfNic } from './gpus.js';

/** Whose messages need no network. A GPU that shares no scale-up domain is one by itself. */
export interface Domains {
  /** By GPU: its host, and its domain. */
  readonly hostOf: Int32Array;
  readonly domainOf: Int32Array;
  /** By endpoint of the fabric: the domain of its GPU; those of other plane sets have −1. */
  readonly domainOfNic: Int32Array;
}

const memory = new WeakMap<Gpus, Domains>();

export function domainsOf(gpus: Gpus): Domains {
  const known = memory.get(gpus);
  if (known) return known;
  const { first, nics, domainOf: byHost, scaleUpGbps, fabric } = gpus;
  const hostOf = new Int32Array(first.at(-1)!);
  const domainOf = new Int32Array(hostOf.length);
  const domainOfNic = new Int32Array(fabric.endpointCount).fill(-1);
  for (let h = 0; h + 1 < first.length; h++) {
    hostOf.fill(h, first[h]!, first[h + 1]!);
    for (let gpu = first[h]!; gpu < first[h + 1]!; gpu++) {
      // Shared domains count from 0 up, GPUs by themselves from −2 down.
      domainOf[gpu] = scaleUpGbps[h]! > 0 ? byHost[h]! : -2 - gpu;
    }
    const count = first[h + 1]! - first[h]!;
    nics[h]!.forEach((nic, n) => {
      domainOfNic[nic] = domainOf[first[h]! + gpuOfNic(count, nics[h]!.length, n)]!;
    });
  }
  const made = { hostOf, domainOf, domainOfNic };
  memory.set(gpus, made);
  return made;
}
