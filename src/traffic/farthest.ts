import type { CompactFabric } from '../fabric/compact.js';
import { HopSearch, planeChannels } from '../flow/routing/plane-channels.js';
import type { PlaneTraffic } from '../flow/routing/plane-traffic.js';

/**
 * The most switches on a shortest way between two endpoints of a plane of which one sends to the other; 0:
 * nobody does. The work is switches with receivers times cables between switches.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 */
export function mostSwitches(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  traffic: PlaneTraffic,
): number {
  const channels = planeChannels(fabric, capacity, plane);
  const { relays, setOf, sets } = channels;
  /** By set of places that receives: those that send to it. */
  const sources = sets.map(() => new Set<number>());
  const add = (sender: number, receiver: number) => {
    if (sender >= 0 && receiver >= 0) sources[receiver]!.add(sender);
  };
  for (const { from, to } of traffic.blocks) {
    const senders = new Set(Array.from(from, (e) => setOf[e]!));
    for (const receiver of new Set(Array.from(to, (e) => setOf[e]!))) {
      for (const sender of senders) add(sender, receiver);
    }
  }
  const { from, to } = traffic.pairs;
  for (let i = 0; i < from.length; i++) add(setOf[from[i]!]!, setOf[to[i]!]!);
  const search = new HopSearch(channels);
  let most = 0;
  for (const [receiver, senders] of sources.entries()) {
    if (senders.size === 0) continue;
    search.from(sets[receiver]!);
    for (const sender of senders) {
      const hops = search.nearest(sets[sender]!);
      // Where endpoints pass traffic on, every second vertex is one of them.
      if (hops >= 0) most = Math.max(most, relays ? Math.ceil(hops / 2) : hops + 1);
    }
  }
  return most;
}
