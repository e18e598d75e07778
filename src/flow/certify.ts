import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';

/**
 * Evidence that the smallest cut between two halves of a plane has so many Gb/s: a flow that reaches
 * it and a cut that limits it. With ids only, so that it can be verified without the code that found
 * it; `verifyBisection` imports none of it. It proves an upper end of the bisection, and the whole
 * figure where the halves are known to be the worst ones.
 */
export interface BisectionCertificate {
  readonly kind: 'bisection';
  /** Id of the plane. */
  readonly subject: string;
  readonly value: number;
  readonly unit: 'Gb/s';
  /** Ids of endpoints. */
  readonly halves: { readonly a: readonly string[]; readonly b: readonly string[] };
  /** By cable id: Gb/s, positive from the lower to the upper end. Zero flows are left out. */
  readonly flow: ReadonlyMap<string, number>;
  /** What the cut takes from each bundle, Gb/s. Bundles without capacity are left out. */
  readonly cut: readonly { readonly bundle: string; readonly gbps: number }[];
  /** Ids of the switches that stand with the sources; endpoints stand with their half. */
  readonly sourceSide: readonly string[];
}

/** Sums of a correct certificate differ by rounding only; relative to what was added up. */
const ROUNDING = 1e-9;

const SOURCE = 1;
const SINK = 2;

/**
 * Why a certificate does not hold, one reason per defect; empty = it holds.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead: the one that the certificate is about
 */
export function verifyBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  certificate: BisectionCertificate,
): string[] {
  const { kind, unit, subject, value } = certificate;
  const plane = fabric.planes.find(({ id }) => id === subject);
  if (!plane) return [`there is no plane ${subject}`];
  const reasons: string[] = [];
  if (kind !== 'bisection') reasons.push(`the kind is ${kind}, not bisection`);
  if (unit !== 'Gb/s') reasons.push(`the unit is ${unit}, not Gb/s`);
  if (!(value >= 0 && Number.isFinite(value))) reasons.push(`the value ${value} is no capacity`);
  const side = new Uint8Array(fabric.vertexCount);
  checkHalves(fabric, plane, certificate, side, reasons);
  checkFlow(fabric, capacity, plane, certificate, side, reasons);
  checkCut(fabric, capacity, plane, certificate, side, reasons);
  return reasons;
}

const differ = (a: number, b: number, scale = Math.max(Math.abs(a), Math.abs(b))): boolean =>
  !(Math.abs(a - b) <= ROUNDING * scale);

/** Marks the endpoints of half A as sources, those of half B as sinks. */
function checkHalves(
  fabric: CompactFabric,
  plane: CompactPlane,
  { halves }: BisectionCertificate,
  side: Uint8Array,
  reasons: string[],
): void {
  for (const [ids, mark] of [[halves.a, SOURCE] as const, [halves.b, SINK] as const]) {
    for (const id of ids) {
      const v = fabric.indexOfVertex.get(id);
      if (v === undefined || v >= fabric.endpointCount) reasons.push(`${id} is no endpoint`);
      else if (side[v] !== 0) reasons.push(`${id} stands in the halves twice`);
      else side[v] = mark;
    }
  }
  let covered = 0;
  for (const v of plane.endpoints) {
    if (side[v] !== 0) covered++;
    else reasons.push(`${fabric.vertexIds[v]} stands in neither half`);
  }
  const named = halves.a.length + halves.b.length;
  if (named > covered) reasons.push(`the halves name ${named} endpoints, the plane has ${covered}`);
  if (Math.abs(halves.a.length - halves.b.length) > 1) {
    reasons.push(`${halves.a.length} and ${halves.b.length} endpoints are no halves`);
  }
}

/** Capacity at every cable, conservation at every switch, and the total. */
function checkFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { flow, value }: BisectionCertificate,
  side: Uint8Array,
  reasons: string[],
): void {
  const out = new Float64Array(fabric.vertexCount);
  const through = new Float64Array(fabric.vertexCount);
  let used = 0;
  for (const cable of plane.cables) {
    const id = fabric.cableIds[cable]!;
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
    if (!mayEmit(fabric, side, lower, gbps))
      reasons.push(`${id} has ${gbps} Gb/s at its lower end`);
    if (!mayEmit(fabric, side, upper, -gbps))
      reasons.push(`${id} has ${gbps} Gb/s at its upper end`);
  }
  if (used !== flow.size) reasons.push(`${flow.size - used} flows are on no cable of the plane`);
  let emitted = 0;
  let absorbed = 0;
  for (let v = 0; v < fabric.vertexCount; v++) {
    if (v >= fabric.endpointCount) {
      if (differ(out[v]!, 0, through[v]!)) {
        reasons.push(`${fabric.vertexIds[v]} gives out ${out[v]} Gb/s more than it takes in`);
      }
    } else if (side[v] === SOURCE) emitted += out[v]!;
    else absorbed -= out[v]!;
  }
  if (differ(emitted, value)) reasons.push(`half A emits ${emitted} Gb/s, not ${value}`);
  if (differ(absorbed, value)) reasons.push(`half B absorbs ${absorbed} Gb/s, not ${value}`);
}

/** A switch may send anything, an endpoint of half A only out, one of half B only in. */
function mayEmit(fabric: CompactFabric, side: Uint8Array, v: number, gbps: number): boolean {
  if (v >= fabric.endpointCount || gbps === 0) return true;
  return side[v] === SOURCE ? gbps > 0 : side[v] === SINK && gbps < 0;
}

/** The cut bundle by bundle, and its total. */
function checkCut(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { cut, sourceSide, value }: BisectionCertificate,
  side: Uint8Array,
  reasons: string[],
): void {
  for (const id of sourceSide) {
    const v = fabric.indexOfVertex.get(id);
    if (v === undefined || v < fabric.endpointCount) reasons.push(`${id} is no switch`);
    else if (side[v] !== 0) reasons.push(`${id} stands with the sources twice`);
    else side[v] = SOURCE;
  }
  const taken = new Map<string, number>();
  for (const cable of plane.cables) {
    const lower = fabric.lower[cable]!;
    const upper = fabric.upper[cable]!;
    const crosses = (side[lower] === SOURCE) !== (side[upper] === SOURCE);
    if (!crosses || capacity[cable] === 0) continue;
    // An endpoint that the attachment rule puts elsewhere has no half and passes nothing on.
    if (lower < fabric.endpointCount && side[lower] === 0) continue;
    if (upper < fabric.endpointCount && side[upper] === 0) continue;
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
