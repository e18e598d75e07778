import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { bundleArcs } from './bundle-arcs.js';
import { CableLoads } from './cable-loads.js';
import { EvenSpread } from './even-spread.js';
import { routed } from './result.js';
import { directCable, type NotRouted, type RoutedAllToAll } from './routed.js';
import { type SenderKind, senderKinds } from './sender-kinds.js';
import { type Senders, sendersOf } from './senders.js';
import { targetGroups } from './target-groups.js';

/** Arcs that are looked at for one plane, at most: some ten seconds. */
const mostSteps = 4e9;

/**
 * Loads of even equal-cost multi-path routing: to each target every switch (and every endpoint that
 * sends or relays) spreads what comes evenly over its cables in use that lie on a shortest path, in
 * hops; cable by cable, whatever their speed. Targets that the same ways lead to are taken together, so
 * the work is groups of these times bundles of cables.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 * @param among only these endpoints send and receive
 */
export function ecmpAllToAll(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null = null,
): RoutedAllToAll | NotRouted {
  const { relays } = fabric.planes[plane]!;
  if (!relays && hasDirectCable(fabric, capacity, plane)) return directCable;
  const senders = sendersOf(fabric, capacity, plane, among);
  if (senders.endpoints.length < 2) return { reason: 'there are no two endpoints that are joined' };
  const kinds = senderKinds(senders, relays);
  const arcs = bundleArcs(senders.network, capacity);
  const groups = targetGroups(arcs, kinds);
  if (groups.length * arcs.heads.length > mostSteps) return { reason: 'it has too many targets' };
  const spread = new EvenSpread(arcs, kinds, senders.endpoints.length);
  for (const group of groups) spread.towards(group);
  const loads = new CableLoads(fabric, plane);
  const { switchCables, heads } = senders.network;
  for (let arc = 0; arc < heads.length; arc++) {
    const made = arcs.arcOf[arc]!;
    if (made < 0) continue;
    const each = spread.loads[made]! / arcs.cables[made]!;
    loads.add(switchCables[arc >> 1]!, (arc & 1) === 0, each);
  }
  if (!relays) addEndpointCables(fabric, senders, kinds, spread, loads);
  return routed(fabric, capacity, plane, 'ecmp', senders, loads.gbps, 0);
}

export function hasDirectCable(
  { planes, upper, endpointCount }: CompactFabric,
  capacity: Float64Array,
  plane: number,
): boolean {
  return planes[plane]!.cables.some((c) => upper[c]! < endpointCount && capacity[c]! > 0);
}

function addEndpointCables(
  { lower }: CompactFabric,
  { endpoints, start, cables, places }: Senders,
  kinds: readonly SenderKind[],
  spread: EvenSpread,
  loads: CableLoads,
): void {
  kinds.forEach((kind, k) => {
    for (const e of kind.endpoints) {
      for (let i = start[e]!; i < start[e + 1]!; i++) {
        const leaf = kind.leaves.indexOf(places[i]!);
        const up = lower[cables[i]!] === endpoints[e];
        loads.add(cables[i]!, up, spread.sent[k]![leaf]!);
        loads.add(cables[i]!, !up, spread.received[k]![leaf]!);
      }
    }
  });
}
