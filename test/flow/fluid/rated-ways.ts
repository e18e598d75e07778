import type { CompactFabric } from '../../../src/fabric/compact.js';
import type { MaxMinCertificate } from '../../../src/flow/certify/fair-rates.js';
import { certifiedRates } from '../../../src/flow/fluid/certified-rates.js';
import { maxMinRates } from '../../../src/flow/fluid/max-min.js';
import type { PlainFlow } from './reference.js';
import { flowsOf } from './worlds.js';

/** The channel from one vertex to a neighbour: of several cables in use the first. */
export function channelBetween(
  { indexOfVertex, lower, upper }: CompactFabric,
  capacity: Float64Array,
  from: string,
  to: string,
): number {
  const [a, b] = [indexOfVertex.get(from)!, indexOfVertex.get(to)!];
  const joins = (c: number) =>
    (lower[c] === a && upper[c] === b) || (lower[c] === b && upper[c] === a);
  const cable = capacity.findIndex((gbps, c) => gbps > 0 && joins(c));
  if (cable < 0) throw new Error(`nothing leads from ${from} to ${to}`);
  return 2 * cable + (lower[cable] === a ? 0 : 1);
}

/** The rates of flows in plane 0 along ways of ids, one or, each taken by half, two. */
export function ratedWays(
  fabric: CompactFabric,
  capacity: Float64Array,
  ways: readonly (readonly string[] | readonly [readonly string[], readonly string[]])[],
): MaxMinCertificate {
  const endOf = (at: 0 | -1) =>
    Int32Array.from(ways, (way) => fabric.indexOfVertex.get(String([way.at(at)].flat().at(at)))!);
  const channelsOf = (way: readonly string[]) =>
    way.slice(1).map((to, i) => channelBetween(fabric, capacity, way[i]!, to));
  const plain = ways.map((way): PlainFlow => {
    const [one, other] = way as readonly [readonly string[], readonly string[]];
    if (typeof one === 'string') return { channels: channelsOf(way as readonly string[]) };
    const [a, b] = [channelsOf(one), channelsOf(other)];
    const channels = [...new Set([...a, ...b])];
    return { channels, halves: channels.map((c) => Number(a.includes(c)) + Number(b.includes(c))) };
  });
  const flows = flowsOf(plain);
  const gbps = Float64Array.from({ length: 2 * capacity.length }, (_, c) => capacity[c >> 1]!);
  const ends = { from: endOf(0), to: endOf(-1) };
  return certifiedRates(fabric, 0, ends, flows, maxMinRates(flows, gbps));
}
