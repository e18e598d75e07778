import type { CompactFabric } from '../fabric/compact.js';

/** Capacity down and up of a switch, Gb/s: cables to lower tiers and endpoints, and to higher. */
export interface Oversubscription {
  readonly switch: string;
  readonly downGbps: number;
  readonly upGbps: number;
}

/**
 * By tier: the worst switch of the planes in scope (LANGUAGE section 5). Ports that are reserved
 * for a tier outside the file count as up; a switch without capacity up has none.
 */
export function oversubscription(
  fabric: CompactFabric,
  planes: readonly number[],
): Record<string, Oversubscription> {
  const worst: Record<string, Oversubscription> = {};
  const { offsets, neighbours, incident, tierOf, gbps, tierNames, endpointCount } = fabric;
  for (const p of planes) {
    const rank = tierRanks(fabric, p);
    for (const s of fabric.planes[p]!.switches) {
      const { upReserved, upReservedGbps } = fabric.switches[s - endpointCount]!;
      let down = 0;
      let up = upReserved * upReservedGbps;
      for (let i = offsets[s]!; i < offsets[s + 1]!; i++) {
        const difference = rank[tierOf[neighbours[i]!]!]! - rank[tierOf[s]!]!;
        if (difference < 0) down += gbps[incident[i]!]!;
        else if (difference > 0) up += gbps[incident[i]!]!;
      }
      if (up === 0) continue;
      const tier = tierNames[tierOf[s]!]!;
      const known = worst[tier];
      if (!known || down * known.upGbps > known.downGbps * up) {
        worst[tier] = { switch: fabric.vertexIds[s]!, downGbps: down, upGbps: up };
      }
    }
  }
  return worst;
}

/** By tier index: its height in the plane set; endpoints are lowest. */
function tierRanks(fabric: CompactFabric, plane: number): Int32Array {
  const { tiers } = fabric.planeSets[fabric.planes[plane]!.planeSet]!;
  return Int32Array.from(fabric.tierNames, (name, t) => (t === 0 ? -1 : tiers.indexOf(name)));
}
