import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import { SINK, SOURCE } from './cut.js';
import { checkEvidence, type FlowEvidence } from './flow.js';
import { differ } from './number.js';

/**
 * Evidence that the most that can flow from A to B, plane by plane, has so many Gb/s in all.
 * `verifyCapacity` imports nothing of the code that found it.
 */
export interface CapacityCertificate {
  readonly kind: 'capacity';
  /** What it is about, as it was written. */
  readonly subject: string;
  readonly value: number;
  readonly unit: 'Gb/s';
  /** Ids of endpoints and switches. */
  readonly ends: { readonly a: readonly string[]; readonly b: readonly string[] };
  /** Each plane in which both ends have cables. */
  readonly planes: readonly (FlowEvidence & { readonly plane: string })[];
}

/**
 * Why a certificate does not hold, one reason per defect; empty = it holds.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead: the one that the certificate is about
 */
export function verifyCapacity(
  fabric: CompactFabric,
  capacity: Float64Array,
  certificate: CapacityCertificate,
): string[] {
  const { kind, unit, value, planes } = certificate;
  const reasons: string[] = [];
  if (kind !== 'capacity') reasons.push(`the kind is ${kind}, not capacity`);
  if (unit !== 'Gb/s') reasons.push(`the unit is ${unit}, not Gb/s`);
  const side = sides(fabric, certificate, reasons);
  for (const plane of fabric.planes) {
    const found = planes.filter((evidence) => evidence.plane === plane.id);
    if (found.length > 1) reasons.push(`${plane.id} stands there twice`);
    const [evidence] = found;
    if (evidence) checkEvidence(fabric, capacity, plane, evidence, side.slice(), reasons);
    else if (mayCarry(fabric, plane, side)) reasons.push(`${plane.id} is missing`);
  }
  for (const { plane } of planes) {
    if (!fabric.planes.some(({ id }) => id === plane)) reasons.push(`there is no plane ${plane}`);
  }
  const total = planes.reduce((sum, evidence) => sum + evidence.value, 0);
  if (differ(total, value)) reasons.push(`the planes have ${total} Gb/s in all, not ${value}`);
  return reasons;
}

/** By vertex: source if it is in A, sink if it is in B. */
function sides(
  fabric: CompactFabric,
  { ends }: CapacityCertificate,
  reasons: string[],
): Uint8Array {
  const side = new Uint8Array(fabric.vertexCount);
  for (const [ids, mark] of [[ends.a, SOURCE] as const, [ends.b, SINK] as const]) {
    if (ids.length === 0) reasons.push(`side ${mark === SOURCE ? 'A' : 'B'} is empty`);
    for (const id of ids) {
      const v = fabric.indexOfVertex.get(id);
      if (v === undefined) reasons.push(`there is no ${id}`);
      else if (side[v] !== 0) reasons.push(`${id} stands in A and B, or twice`);
      else side[v] = mark;
    }
  }
  return side;
}

/** Whether both sides have cables of a plane. */
function mayCarry(fabric: CompactFabric, { cables }: CompactPlane, side: Uint8Array): boolean {
  let [a, b] = [false, false];
  for (const cable of cables) {
    for (const v of [fabric.lower[cable]!, fabric.upper[cable]!]) {
      a ||= side[v] === SOURCE;
      b ||= side[v] === SINK;
    }
  }
  return a && b;
}
