import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointDemand } from '../flow/throughput/demands.js';
import type { TrafficNetwork } from '../flow/throughput/traffic-network.js';
import type { HostDemand } from './host-traffic.js';

/** Traffic between hosts, as each plane has to carry it. */
export interface InPlanes {
  /** By plane: what its endpoints send to each other. */
  readonly demands: readonly (readonly EndpointDemand[])[];
  /** Pairs that meet in no plane. */
  readonly apart: readonly HostDemand[];
}

/** The endpoints of a host in a plane, by place, and their rates together. */
interface Foot {
  readonly places: number[];
  gbps: number;
}

/**
 * Shares what hosts send among the planes: in each of them as much as the slower of both can there, in
 * proportion; in a plane, what a host sends among its endpoints by their rates, and so what it gets.
 *
 * @param networks by plane
 */
export function inPlanes(
  { hostOf }: CompactFabric,
  networks: readonly TrafficNetwork[],
  demands: readonly HostDemand[],
): InPlanes {
  const feet = networks.map(({ endpoints, rates }) => {
    const byHost = new Map<number, Foot>();
    endpoints.forEach((e, place) => {
      const foot = byHost.get(hostOf[e]!) ?? { places: [], gbps: 0 };
      byHost.set(hostOf[e]!, foot);
      foot.places.push(place);
      foot.gbps += rates[place]!;
    });
    return byHost;
  });
  const byPlane: EndpointDemand[][] = networks.map(() => []);
  const apart: HostDemand[] = [];
  for (const demand of demands) {
    const both = feet.map((byHost) => [byHost.get(demand.from), byHost.get(demand.to)] as const);
    const can = both.map(([from, to]) => (from && to ? Math.min(from.gbps, to.gbps) : 0));
    const total = can.reduce((sum, gbps) => sum + gbps, 0);
    if (total === 0) apart.push(demand);
    both.forEach(([from, to], plane) => {
      if (!from || !to || can[plane] === 0) return;
      const gbps = ((demand.gbps ?? total) * can[plane]!) / total;
      for (const sender of from.places) {
        for (const receiver of to.places) {
          const { rates } = networks[plane]!;
          const share = (rates[sender]! / from.gbps) * (rates[receiver]! / to.gbps);
          byPlane[plane]!.push({ from: sender, to: receiver, gbps: gbps * share });
        }
      }
    });
  }
  return { demands: byPlane, apart };
}
