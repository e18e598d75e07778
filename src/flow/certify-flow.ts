import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';

/**
 * Evidence that so many Gb/s can flow inside one plane and no more: a flow that reaches the value and
 * a cut that limits it. With ids only, so that it can be verified without the code that found it.
 */
export interface FlowEvidence {
  readonly value: number;
  /** By cable id: Gb/s, positive from the lower to the upper end. Zero flows are left out. */
  readonly flow: ReadonlyMap<string, number>;
  /** What the cut takes from each bundle, Gb/s. Bundles without capacity are left out. */
  readonly cut: readonly { readonly bundle: string; readonly gbps: number }[];
  /**
   * Ids of the switches (and relaying endpoints) that stand with the sources and are none; sources
   * always do.
   */
  readonly sourceSide: readonly string[];
}

/** What a flow is between: by vertex, `SOURCE`, `SINK`, or 0 for one that is neither. */
export const SOURCE = 1;
export const SINK = 2;

/** Sums of a correct certificate differ by rounding only; relative to what was added up. */
const ROUNDING = 1e-9;

/** Whether two sums are not the same number. */
export const differ = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): boolean =>
  !(Math.abs(a - b) <= ROUNDING * scale);

/**
 * Adds why the evidence does not hold, one reason per defect. Endpoints pass nothing on: a source
 * only emits, a sink only absorbs, one that is neither does nothing, unless endpoints relay: then it
 * passes on like a switch.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param side by vertex: its part; changed (switches of the source side become sources)
 */
export function checkEvidence(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  evidence: FlowEvidence,
  side: Uint8Array,
  reasons: string[],
): void {
  const { value } = evidence;
  if (!(value >= 0 && Number.isFinite(value))) reasons.push(`the value ${value} is no capacity`);
  checkFlow(fabric, capacity, plane, evidence, side, reasons);
  checkCut(fabric, capacity, plane, evidence, side, reasons);
}

/** Capacity at every cable, conservation at every switch that relays, and the total. */
function checkFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { flow, value }: FlowEvidence,
  side: Uint8Array,
  reasons: string[],
): void {
  const out = new Float64Array(fabric.vertexCount);
  const through = new Float64Array(fabric.vertexCount);
  const passesOn = passingOn(fabric, plane, side);
  let used = 0;
  for (const cable of plane.cables) {
    const id = fabric.cableId(cable);
    const gbps = flow.get(id);
    if (gbps === undefined) continue;
    used++;
    if (!(Math.abs(gbps) <= capacity[cable]! * (1 + ROUNDING))) {
      reasons.push(`${id} carries ${gbps} of ${capacity[cable]} Gb/s`);
    }
    const lower = fabric.lower[cable]!;
    const upper = fabric.upper[cable]!;
    out[lower]! += gbps;
    out[upper]! -= gbps;
    through[lower]! += Math.abs(gbps);
    through[upper]! += Math.abs(gbps);
    if (!mayEmit(passesOn(lower), side[lower]!, gbps))
      reasons.push(`${id} has ${gbps} Gb/s at its lower end`);
    if (!mayEmit(passesOn(upper), side[upper]!, -gbps))
      reasons.push(`${id} has ${gbps} Gb/s at its upper end`);
  }
  if (used !== flow.size) reasons.push(`${flow.size - used} flows are on no cable of the plane`);
  let emitted = 0;
  let absorbed = 0;
  for (let v = 0; v < fabric.vertexCount; v++) {
    if (side[v] === SOURCE) emitted += out[v]!;
    else if (side[v] === SINK) absorbed -= out[v]!;
    else if (differ(out[v]!, 0, through[v]!)) {
      reasons.push(`${fabric.vertexIds[v]} gives out ${out[v]} Gb/s more than it takes in`);
    }
  }
  if (differ(emitted, value)) reasons.push(`side A emits ${emitted} Gb/s, not ${value}`);
  if (differ(absorbed, value)) reasons.push(`side B absorbs ${absorbed} Gb/s, not ${value}`);
}

/** What may pass traffic on: switches, and relaying endpoints that are neither source nor sink. */
const passingOn =
  ({ endpointCount }: CompactFabric, { relays }: CompactPlane, side: Uint8Array) =>
  (v: number): boolean =>
    v >= endpointCount || (relays && side[v] === 0);

/** What passes on may send anything, an endpoint that is a source only out, a sink only in. */
function mayEmit(passesOn: boolean, side: number, gbps: number): boolean {
  if (passesOn || gbps === 0) return true;
  return side === SOURCE ? gbps > 0 : side === SINK && gbps < 0;
}

/** The cut bundle by bundle, and its total. */
function checkCut(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { cut, sourceSide, value }: FlowEvidence,
  side: Uint8Array,
  reasons: string[],
): void {
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
  for (const { bundle, gbps } of cut) {
    const cutGbps = taken.get(bundle);
    if (cutGbps === undefined) reasons.push(`the cut does not take anything from ${bundle}`);
    else if (differ(cutGbps, gbps)) {
      reasons.push(`the cut takes ${cutGbps} Gb/s from ${bundle}, not ${gbps}`);
    }
    taken.delete(bundle);
    total += gbps;
  }
  for (const bundle of taken.keys()) reasons.push(`${bundle} is missing in the cut`);
  if (differ(total, value)) reasons.push(`the cut has ${total} Gb/s, not ${value}`);
}
