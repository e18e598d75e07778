import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import { RELATIVE_GAP } from '../rates.js';
import type { RoutedAllToAll, TierLoad, WorstLoad } from './routed.js';
import type { Senders } from './senders.js';

/** So many of the worst cables are named. */
const mostNamed = 8;

/** What the loads of a routing come to. */
export function routed(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  routing: RoutedAllToAll['routing'],
  senders: Senders,
  loads: Float64Array,
  unrouted: number,
): RoutedAllToAll {
  if (unrouted === 0) assertConserved(fabric, plane, senders, loads);
  const worst = worstLoad(fabric, capacity, plane, loads);
  const most = worst.gbps === 0 ? 1 : worst.capacityGbps / worst.gbps;
  return {
    routing,
    plane: fabric.planes[plane]!.id,
    endpoints: senders.endpoints.length,
    leftOut: senders.leftOut,
    // Loads are sums of many shares: what is 1 but for rounding is 1.
    throughput: unrouted > 0 ? 0 : most >= 1 - RELATIVE_GAP ? 1 : most,
    unrouted,
    worst,
    tiers: tierLoads(fabric, capacity, plane, loads),
    loads,
  };
}

/** Every endpoint sends its rate and receives its share of all others, and switches keep nothing. */
function assertConserved(
  fabric: CompactFabric,
  plane: number,
  { endpoints, rates }: Senders,
  loads: Float64Array,
): void {
  const { lower, upper, vertexIds, planes } = fabric;
  const out = new Float64Array(fabric.vertexCount);
  const through = new Float64Array(fabric.vertexCount);
  const { cables } = planes[plane]!;
  for (let i = 0; i < cables.length; i++) {
    const [a, b] = [lower[cables[i]!]!, upper[cables[i]!]!];
    const net = loads[2 * i]! - loads[2 * i + 1]!;
    const both = loads[2 * i]! + loads[2 * i + 1]!;
    out[a]! += net;
    out[b]! -= net;
    through[a]! += both;
    through[b]! += both;
  }
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  for (let i = 0; i < endpoints.length; i++) {
    out[endpoints[i]!]! -= rates[i]! - (total - rates[i]!) / (endpoints.length - 1);
  }
  for (let v = 0; v < out.length; v++) {
    const kept = Math.abs(out[v]!) <= 1e-9 * Math.max(through[v]!, 1e-9);
    assert(kept, `${vertexIds[v]} gives out ${out[v]} Gb/s more than it takes in`);
  }
}

function worstLoad(
  { planes, cableId }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  loads: Float64Array,
): WorstLoad {
  const { cables } = planes[plane]!;
  let [share, at] = [0, -1];
  for (let k = 0; k < loads.length; k++) {
    const of = loads[k]! / capacity[cables[k >> 1]!]!;
    if (of > share * (1 + RELATIVE_GAP)) [share, at] = [of, k];
  }
  const named: { cable: string; up: boolean }[] = [];
  let count = 0;
  for (let k = 0; at >= 0 && k < loads.length; k++) {
    const of = loads[k]! / capacity[cables[k >> 1]!]!;
    if (!(of >= share * (1 - RELATIVE_GAP))) continue;
    if (count++ < mostNamed) named.push({ cable: cableId(cables[k >> 1]!), up: (k & 1) === 0 });
  }
  return {
    gbps: at < 0 ? 0 : loads[at]!,
    capacityGbps: at < 0 ? 0 : capacity[cables[at >> 1]!]!,
    cables: named,
    count,
  };
}

function tierLoads(
  { planes, lower, upper, tierOf, tierNames }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  loads: Float64Array,
): TierLoad[] {
  const found = new Map<number, { cables: number; sum: number; most: number }>();
  const { cables } = planes[plane]!;
  const count = tierNames.length;
  for (let k = 0; k < loads.length; k++) {
    const cable = cables[k >> 1]!;
    if (!(capacity[cable]! > 0)) continue;
    const ends = [tierOf[lower[cable]!]!, tierOf[upper[cable]!]!] as const;
    const key = (k & 1) === 0 ? ends[0] * count + ends[1] : ends[1] * count + ends[0];
    const load = found.get(key) ?? { cables: 0, sum: 0, most: 0 };
    found.set(key, load);
    load.cables++;
    load.sum += loads[k]!;
    load.most = Math.max(load.most, loads[k]!);
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([key, load]) => ({
      from: tierNames[Math.floor(key / count)]!,
      to: tierNames[key % count]!,
      cables: load.cables,
      meanGbps: load.sum / load.cables,
      mostGbps: load.most,
    }));
}
