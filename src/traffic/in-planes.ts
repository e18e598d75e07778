import type { CompactFabric } from '../fabric/compact.js';
import type { TrafficNetwork } from '../flow/throughput/traffic-network.js';
import type { HostDemand } from './host-traffic.js';

/** What one endpoint sends another one (vertices of the fabric), Gb/s at t = 1. */
export interface VertexDemand {
  readonly from: number;
  readonly to: number;
  readonly gbps: number;
}

/** Traffic between hosts, as each plane has to carry it. */
export interface InPlanes {
  /** By plane: what its endpoints send to each other. */
  readonly demands: readonly (readonly VertexDemand[])[];
  /** Pairs that meet in no plane. */
  readonly apart: readonly HostDemand[];
}

/** An endpoint of a host in a plane: its rate in Gb/s, and the parts that it is in. */
interface Foot {
  readonly endpoint: number;
  readonly gbps: number;
  readonly parts: readonly number[];
}

/**
 * Shares what hosts send among the planes in which they meet: in each of them as much as the slower of both
 * can there, in proportion; in a plane among the pairs of their endpoints that a part has in common, by the
 * rates of both.
 *
 * @param networks by plane, of all endpoints with a cable in use
 */
export function inPlanes(
  { hostOf }: CompactFabric,
  networks: readonly TrafficNetwork[],
  demands: readonly HostDemand[],
): InPlanes {
  const feet = networks.map(({ endpoints, rates, partsOf }) => {
    const byHost = new Map<number, Foot[]>();
    endpoints.forEach((endpoint, place) => {
      const known = byHost.get(hostOf[endpoint]!) ?? [];
      byHost.set(hostOf[endpoint]!, known);
      known.push({ endpoint, gbps: rates[place]!, parts: partsOf(endpoint) });
    });
    return byHost;
  });
  const byPlane: VertexDemand[][] = networks.map(() => []);
  const apart: HostDemand[] = [];
  for (const demand of demands) {
    const pairs = feet.map((byHost) =>
      meeting(byHost.get(demand.from) ?? [], byHost.get(demand.to) ?? []),
    );
    const can = pairs.map((met) => Math.min(rateOf(met, 0), rateOf(met, 1)));
    const total = can.reduce((sum, gbps) => sum + gbps, 0);
    if (total === 0) apart.push(demand);
    pairs.forEach((met, plane) => {
      const gbps = ((demand.gbps ?? total) * can[plane]!) / total;
      const weights = met.reduce((sum, [from, to]) => sum + from.gbps * to.gbps, 0);
      for (const [from, to] of met) {
        const share = (from.gbps * to.gbps) / weights;
        byPlane[plane]!.push({ from: from.endpoint, to: to.endpoint, gbps: gbps * share });
      }
    });
  }
  return { demands: byPlane, apart };
}

/** Pairs of endpoints that are in one part. */
const meeting = (from: readonly Foot[], to: readonly Foot[]): [Foot, Foot][] =>
  from.flatMap((a) =>
    to
      .filter((b) => a.parts.some((part) => b.parts.includes(part)))
      .map((b): [Foot, Foot] => [a, b]),
  );

/** Gb/s of all different endpoints on one side of some pairs. */
const rateOf = (pairs: readonly [Foot, Foot][], side: 0 | 1): number =>
  [...new Set(pairs.map((pair) => pair[side]))].reduce((sum, { gbps }) => sum + gbps, 0);
