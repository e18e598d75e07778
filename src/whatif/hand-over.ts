import { capacityBetween } from '../measure/capacity-between.js';
import { FabricState } from '../measure/state.js';
import { cacheBytesPerToken } from '../model/cache.js';
import type { ModelInput } from '../spec/model.js';
import { BYTES_PER_US, formatCounted } from '../std/units.js';
import type { Serving } from './serving.js';

/** The KV cache of a context on its way from the hosts that made it to those that go on with it. */
export interface HandOver {
  readonly contextTokens: number;
  readonly bytes: number;
  readonly prefillHosts: number;
  readonly decodeHosts: number;
  /** The most that can flow from all of the ones to all of the others, the sum over planes, Gb/s. */
  readonly gbps: number;
  /** Null: nothing can flow. */
  readonly us: number | null;
  /** Why the hosts that the model wants are not there; null: they are. */
  readonly problem: string | null;
}

/**
 * How long the cache of a context takes if nothing is in its way: its hosts share it evenly. The first hosts
 * make it, the last ones take it, so that it goes as far as it can.
 */
export function handOver(
  { gpus, capacity, hosts: all }: Serving,
  model: ModelInput,
): HandOver | null {
  const { contextTokens, prefillHosts = 1, decodeHosts = 1 } = model.serving ?? {};
  if (contextTokens === undefined) return null;
  const { fabric, planeSet, nics } = gpus;
  const hosts = all.length;
  const bytes = contextTokens * cacheBytesPerToken(model);
  const asked = { contextTokens, bytes, prefillHosts, decodeHosts };
  if (prefillHosts + decodeHosts > hosts) {
    const problem = `there are ${formatCounted(hosts, 'host')} with GPUs`;
    return { ...asked, gbps: 0, us: null, problem };
  }
  const ends = {
    a: Int32Array.from(all.slice(0, prefillHosts).flatMap((h) => [...nics[h]!])),
    b: Int32Array.from(all.slice(hosts - decodeHosts).flatMap((h) => [...nics[h]!])),
  };
  const state = new FabricState(fabric, capacity);
  const gbps = capacityBetween(state, fabric.planeSets[planeSet]!.planes, ends);
  const us = gbps > 0 ? bytes / (gbps * BYTES_PER_US) : null;
  return { ...asked, gbps, us, problem: null };
}
