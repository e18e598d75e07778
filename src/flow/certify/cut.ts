import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import { bundleId } from '../../fabric/ids.js';
import { differ } from './number.js';

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
  const { lower, upper, vertexIds } = fabric;
  const found: Taken[] = [];
  let [lastLower, lastUpper] = [-1, -1];
  let total = 0;
  for (let i = 0; i < plane.cables.length; i++) {
    const cable = plane.cables[i]!;
    const v = lower[cable]!;
    const w = upper[cable]!;
    if ((side[v] === SOURCE) === (side[w] === SOURCE) || capacity[cable] === 0) continue;
    // An endpoint that is on neither side passes nothing on, unless it relays.
    if (!plane.relays && v < endpointCount && side[v] === 0) continue;
    if (!plane.relays && w < endpointCount && side[w] === 0) continue;
    total += capacity[cable]!;
    if (v === lastLower && w === lastUpper) found.at(-1)!.gbps += capacity[cable]!;
    else found.push({ bundle: bundleId(vertexIds[v]!, vertexIds[w]!), gbps: capacity[cable]! });
    [lastLower, lastUpper] = [v, w];
  }
  compare(cut, found, reasons);
  return total;
}

/** What a cut takes from a bundle, Gb/s; where its cables do not stand together, from some of them. */
interface Taken {
  readonly bundle: string;
  gbps: number;
}

/** What is said of bundles and what is so; mostly both are in the same order. */
function compare(said: CutEvidence['cut'], found: readonly Taken[], reasons: string[]): void {
  const matches = (i: number) =>
    said[i]!.bundle === found[i]!.bundle && !differ(said[i]!.gbps, found[i]!.gbps);
  if (said.length === found.length && found.every((_, i) => matches(i))) return;
  const left = new Map<string, number>();
  for (const { bundle, gbps } of found) left.set(bundle, (left.get(bundle) ?? 0) + gbps);
  for (const { bundle, gbps } of said) {
    const cutGbps = left.get(bundle);
    if (cutGbps === undefined) reasons.push(`the cut does not take anything from ${bundle}`);
    else if (differ(cutGbps, gbps)) {
      reasons.push(`the cut takes ${cutGbps} Gb/s from ${bundle}, not ${gbps}`);
    }
    left.delete(bundle);
  }
  for (const bundle of left.keys()) reasons.push(`${bundle} is missing in the cut`);
}
