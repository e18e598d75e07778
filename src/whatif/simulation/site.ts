import type { CompactFabric } from '../../fabric/compact.js';
import type { Latency, Relay } from '../../spec/workload.js';
import { type Domains, domainsOf } from '../../traffic/domains.js';
import { channelCapacity, type Gpus, gpusOf } from '../../traffic/gpus.js';
import { Meetings } from '../../traffic/meeting.js';
import { Relays } from '../../traffic/relay.js';
import type { Transport } from './transport.js';

/** Where a workload runs: the fabric under capacities, as its GPUs see it, and who carries what they send. */
export interface Site {
  readonly fabric: CompactFabric;
  /** Gb/s by cable and direction, and by channel (flow/fluid/flows.ts), GPUs behind cables. */
  readonly capacity: Float64Array;
  readonly channelGbps: Float64Array;
  readonly gpus: Gpus;
  readonly domains: Domains;
  readonly relays: Relays;
  readonly latency: Required<Latency>;
  readonly transport: Transport;
}

export function siteOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  planeSet: number,
  relay: Relay,
  down: ReadonlySet<string> = new Set(),
): Omit<Site, 'latency' | 'transport'> {
  const gpus = gpusOf(fabric, planeSet, down);
  return {
    fabric,
    capacity,
    channelGbps: channelCapacity(gpus, capacity),
    gpus,
    domains: domainsOf(gpus),
    relays: new Relays(new Meetings(gpus, capacity), relay),
  };
}
