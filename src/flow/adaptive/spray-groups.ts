import type { SprayNetwork } from './spray-network.js';
import type { StartDemands } from './start-demands.js';

/**
 * Starts by twins: those that arcs from the same vertices enter, equally fast, and that send and receive the
 * same. Two twins may change places, and nothing else changes; so the mean of a best split over all orders of
 * twins is a best split as well, and in it packets to all twins share out alike.
 *
 * @returns by group: its starts, ascending; only those that receive something
 */
export function sprayGroups(network: SprayNetwork, demands: StartDemands): number[][] {
  const { into, tails, gbps, receives } = network;
  const { starts, bytes } = demands;
  const groups: number[][] = [];
  const alike = new Map<string, number[][]>();
  for (let t = 0; t < starts; t++) {
    if (!receivesAny(bytes, starts, t)) continue;
    const [first, end] = [into[receives[t]!]!, into[receives[t]! + 1]!];
    const key = `${tails.subarray(first, end)} ${gbps.subarray(first, end)}`;
    const known = alike.get(key) ?? [];
    alike.set(key, known);
    const group = known.find(([twin]) => interchangeable(demands, twin!, t));
    if (group) group.push(t);
    else {
      known.push([t]);
      groups.push(known.at(-1)!);
    }
  }
  return groups;
}

function receivesAny(bytes: Float64Array, starts: number, to: number): boolean {
  for (let from = 0; from < starts; from++) if (bytes[to * starts + from]! > 0) return true;
  return false;
}

function interchangeable({ starts, bytes }: StartDemands, a: number, b: number): boolean {
  const of = (to: number, from: number) => bytes[to * starts + from];
  if (of(a, b) !== of(b, a) || of(a, a) !== of(b, b)) return false;
  for (let s = 0; s < starts; s++) {
    if (s === a || s === b) continue;
    if (of(a, s) !== of(b, s) || of(s, a) !== of(s, b)) return false;
  }
  return true;
}
