import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import { type CutEvidence, checkCut, SINK, SOURCE } from './cut.js';
import { differ, ROUNDING } from './number.js';

/**
 * Evidence that so many Gb/s can flow inside one plane and no more: a flow that reaches the value and
 * a cut that limits it. With ids only, so that it can be verified without the code that found it.
 */
export interface FlowEvidence extends CutEvidence {
  readonly value: number;
  /** Gb/s by cable id, positive from the lower to the upper end. Zero flows are left out. */
  readonly flow: readonly { readonly cable: string; readonly gbps: number }[];
}

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
  const cut = checkCut(fabric, capacity, plane, evidence, side, reasons);
  if (differ(cut, value)) reasons.push(`the cut has ${cut} Gb/s, not ${value}`);
}

/** Capacity at every cable, conservation at every switch that relays, and the total. */
function checkFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { flow: flows, value }: FlowEvidence,
  side: Uint8Array,
  reasons: string[],
): void {
  const out = new Float64Array(fabric.vertexCount);
  const through = new Float64Array(fabric.vertexCount);
  const passesOn = passingOn(fabric, plane, side);
  const flow = new Map<string, number>();
  for (const { cable, gbps } of flows) {
    if (flow.has(cable)) reasons.push(`${cable} has a flow twice`);
    flow.set(cable, gbps);
  }
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
