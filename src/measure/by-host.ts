import type { CompactFabric } from '../fabric/compact.js';
import type { Draft } from './swap-draft.js';

/** Entries `start[h]` … `start[h + 1] − 1` of `endpoints` are those of host h. */
export interface ByHost {
  readonly start: Int32Array;
  readonly endpoints: Int32Array;
}

export function endpointsByHost({ hostIds, hostOf, endpointCount }: CompactFabric): ByHost {
  const start = new Int32Array(hostIds.length + 1);
  for (let e = 0; e < endpointCount; e++) start[hostOf[e]! + 1]!++;
  for (let h = 0; h < hostIds.length; h++) start[h + 1]! += start[h]!;
  const endpoints = new Int32Array(endpointCount);
  const next = start.slice();
  for (let e = 0; e < endpointCount; e++) endpoints[next[hostOf[e]!]!++] = e;
  return { start, endpoints };
}

/** Two hosts change places NIC by NIC, and with them the leaves of these. False if they cannot. */
export function pairHost(
  draft: Draft,
  { start, endpoints }: ByHost,
  a: number,
  b: number,
): boolean {
  const [from, to] = [start[a]!, start[b]!];
  const nics = start[a + 1]! - from;
  if (start[b + 1]! - to !== nics) return false;
  for (let k = 0; k < nics; k++) {
    if (!draft.pairEndpoints(endpoints[from + k]!, endpoints[to + k]!)) return false;
  }
  return true;
}

/** Whether the NICs of two hosts, in order, are in one class each: then a swap joins nothing. */
export function hostsAlike(
  { start, endpoints }: ByHost,
  a: number,
  b: number,
  alike: (a: number, b: number) => boolean,
): boolean {
  const nics = Math.min(start[a + 1]! - start[a]!, start[b + 1]! - start[b]!);
  for (let k = 0; k < nics; k++) {
    if (!alike(endpoints[start[a]! + k]!, endpoints[start[b]! + k]!)) return false;
  }
  return true;
}
