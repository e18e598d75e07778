import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';
import { differ } from './certify-number.js';

/** What a cut is between: by vertex, `SOURCE`, `SINK`, or 0 for one that is neither. */
export const SOURCE = 1;
export const SINK = 2;

/** A cut by ids, so that it can be verified without the code that found it. */
export interface CutEvidence {
  /** What the cut takes from each bundle, Gb/s. Bundles without capacity are left out. */
  readonly cut: readonly { readonly bundle: string; readonly gbps: number }[];
  /**
   * Ids of the switches (and relaying endpoints) that stand with the sources and are none; sources
   * always do.
   */
  readonly sourceSide: readonly string[];
}

/**
 * Adds why a cut does not hold, one reason per defect, and returns what it takes, Gb/s.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param side by vertex: its part; changed (switches of the source side become sources)
 */
export function checkCut(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { cut, sourceSide }: CutEvidence,
  side: Uint8Array,
  reasons: string[],
): number {
  const { endpointCount } = fabric;
  for (const id of sourceSide) {
    const v = fabric.indexOfVertex.get(id);
    if (v === undefined || (v < endpointCount && !plane.relays)) reasons.push(`${id} is no switch`);
    else if (side[v] === SINK) reasons.push(`${id} is on side B and stands with the sources`);
    else if (side[v] !== 0) reasons.push(`${id} stands with the sources twice`);
    else side[v] = SOURCE;
  }
  const taken = new Map<string, number>();
  for (const cable of plane.cables) {
    const lower = fabric.lower[cable]!;
    const upper = fabric.upper[cable]!;
    const crosses = (side[lower] === SOURCE) !== (side[upper] === SOURCE);
    if (!crosses || capacity[cable] === 0) continue;
    // An endpoint that is on neither side passes nothing on, unless it relays.
    if (!plane.relays && lower < endpointCount && side[lower] === 0) continue;
    if (!plane.relays && upper < endpointCount && side[upper] === 0) continue;
    const bundle = bundleId(fabric.vertexIds[lower]!, fabric.vertexIds[upper]!);
    taken.set(bundle, (taken.get(bundle) ?? 0) + capacity[cable]!);
  }
  let total = 0;
  for (const gbps of taken.values()) total += gbps;
  for (const { bundle, gbps } of cut) {
    const cutGbps = taken.get(bundle);
    if (cutGbps === undefined) reasons.push(`the cut does not take anything from ${bundle}`);
    else if (differ(cutGbps, gbps)) {
      reasons.push(`the cut takes ${cutGbps} Gb/s from ${bundle}, not ${gbps}`);
    }
    taken.delete(bundle);
  }
  for (const bundle of taken.keys()) reasons.push(`${bundle} is missing in the cut`);
  return total;
}
