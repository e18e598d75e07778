import type { CompactFabric } from '../fabric/compact.js';

/**
 * Capacity down and up of a switch, Gb/s. Down: its cables to endpoints and lower tiers. Up: the
 * family's cables to the tier above, and the larger of what is reserved for a tier outside the file
 * and what `cables` and `extra` add to higher tiers, for these may take the reserved ports.
 */
export interface Oversubscription {
  readonly switch: string;
  readonly downGbps: number;
  readonly upGbps: number;
}

/**
 * By tier: the worst switch of the planes in scope (LANGUAGE section 5), of the fabric as it
 * stands: what is out of use counts like the rest. A switch without capacity up has none.
 */
export function oversubscription(
  fabric: CompactFabric,
  planes: readonly number[],
): Readonly<Record<string, Oversubscription>> {
  const worst: Record<string, Oversubscription> = {};
  for (const p of planes) {
    for (const [tier, one] of Object.entries(ofPlane(fabric, p))) {
      const known = worst[tier];
      if (!known || isWorse(one, known)) worst[tier] = one;
    }
  }
  return worst;
}

const isWorse = (a: Oversubscription, b: Oversubscription): boolean =>
  a.downGbps * b.upGbps > b.downGbps * a.upGbps;

type ByTier = Readonly<Record<string, Oversubscription>>;

const memory = new WeakMap<CompactFabric, (ByTier | undefined)[]>();

/** Measured once a plane. */
function ofPlane(fabric: CompactFabric, plane: number): ByTier {
  const known = memory.get(fabric) ?? [];
  memory.set(fabric, known);
  known[plane] ??= measurePlane(fabric, plane);
  return known[plane];
}

function measurePlane(fabric: CompactFabric, plane: number): ByTier {
  const { offsets, neighbours, incident, tierOf, gbps, added, tierNames, endpointCount } = fabric;
  const worst: Record<string, Oversubscription> = {};
  const rank = tierRanks(fabric, plane);
  for (const s of fabric.planes[plane]!.switches) {
    const { upReserved, upReservedGbps } = fabric.switches[s - endpointCount]!;
    let [downGbps, ofFamily, byHand] = [0, 0, 0];
    for (let i = offsets[s]!; i < offsets[s + 1]!; i++) {
      const difference = rank[tierOf[neighbours[i]!]!]! - rank[tierOf[s]!]!;
      const cable = incident[i]!;
      if (difference < 0) downGbps += gbps[cable]!;
      else if (difference > 0 && added[cable] === 1) byHand += gbps[cable]!;
      else if (difference > 0) ofFamily += gbps[cable]!;
    }
    const upGbps = ofFamily + Math.max(upReserved * upReservedGbps, byHand);
    if (upGbps === 0) continue;
    const one = { switch: fabric.vertexIds[s]!, downGbps, upGbps };
    const tier = tierNames[tierOf[s]!]!;
    const known = worst[tier];
    if (!known || isWorse(one, known)) worst[tier] = one;
  }
  return worst;
}

/** By tier index: its height in the plane set; endpoints are lowest. */
function tierRanks(fabric: CompactFabric, plane: number): Int32Array {
  const { tiers } = fabric.planeSets[fabric.planes[plane]!.planeSet]!;
  return Int32Array.from(fabric.tierNames, (name, t) => (t === 0 ? -1 : tiers.indexOf(name)));
}
