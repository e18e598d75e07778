import type { Latency, LatencyProfile } from '../spec/workload.js';

/**
 * What a message takes beside its transfer: so much between two processes, and more for each switch on its way.
 * Fitted to what DeepSeek measured for 64 bytes, end to end (arXiv 2505.09343v2, table 5): 2.8 and 3.7 µs over
 * InfiniBand, 3.6 and 5.6 µs over RoCE on one leaf (one switch) and across leaves (three), 3.33 µs by NVLink.
 * More switches than three are an extrapolation.
 */
const latencyProfiles: Readonly<Record<LatencyProfile, Required<Latency>>> = {
  infiniband: { baseUs: 2.35, perSwitchUs: 0.45, scaleUpUs: 3.33 },
  roce: { baseUs: 2.6, perSwitchUs: 1, scaleUpUs: 3.33 },
};

/** None: transfers are all that takes time. */
const none: Required<Latency> = { baseUs: 0, perSwitchUs: 0, scaleUpUs: 0 };

export function latencyOf(latency: LatencyProfile | Latency | undefined): Required<Latency> {
  if (latency === undefined) return none;
  if (typeof latency === 'string') return latencyProfiles[latency];
  return { scaleUpUs: 0, ...latency };
}

/** The messages of a step that take longest. */
export interface Farthest {
  /** Switches on the way of one between domains; 0: there is none. */
  readonly switches: number;
  /** Whether such a one is handed on inside its hosts. */
  readonly handedOn: boolean;
  /** Whether some stay in a domain. */
  readonly inside: boolean;
}

/** µs, of as many messages as wait for each other. */
export function latencyUs(
  { baseUs, perSwitchUs, scaleUpUs }: Required<Latency>,
  { switches, handedOn, inside }: Farthest,
  waits: { readonly between: number; readonly inside: number } | undefined,
): number {
  const between = switches > 0 ? baseUs + perSwitchUs * switches + (handedOn ? scaleUpUs : 0) : 0;
  // Hosts may share a domain, and then what goes from one to another one stays in it.
  if (waits) return waits.between * (between || scaleUpUs) + waits.inside * scaleUpUs;
  return Math.max(between, inside ? scaleUpUs : 0);
}
