import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import { type EndpointSet, endpointSet } from '../../fabric/endpoint-set.js';
import type { Proof } from '../bisection/guarantee.js';
import { type CutEvidence, checkCut, SINK, SOURCE } from './cut.js';
import { verifyLower } from './lower.js';
import { differ } from './number.js';

/**
 * Evidence for both ends of a bisection: a cut between two halves of the endpoints of a plane, which
 * no bisection exceeds, and the proof of what crosses between any halves. `verifyBisection` imports
 * nothing of the code that found them.
 */
export interface BisectionCertificate {
  readonly kind: 'bisection';
  /** Id of the plane. */
  readonly subject: string;
  /** Both ends; they are equal where the figure is exact. */
  readonly value: { readonly lower: number; readonly upper: number };
  readonly unit: 'Gb/s';
  /** Ids of the endpoints that are halved, the others being idle; absent: all of the plane. */
  readonly among?: readonly string[];
  /** Ids of the endpoints of half A; all others that are halved are half B. */
  readonly side: readonly string[];
  /** Ids of the switches (and idle endpoints that relay) that stand with half A. */
  readonly switches: readonly string[];
  readonly cut: CutEvidence['cut'];
  readonly lower: Proof;
}

/**
 * Why a certificate does not hold, one reason per defect; empty = it holds. Each end must be the
 * number that is proved: one that says less is refused as well.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead: the one that the certificate is about
 * @param before the one without the faults that the certificate is about, if there are any
 */
export function verifyBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  certificate: BisectionCertificate,
  before: Float64Array | null = null,
): string[] {
  const { kind, unit, subject, value, switches, cut, lower } = certificate;
  const plane = fabric.planes.find(({ id }) => id === subject);
  if (!plane) return [`there is no plane ${subject}`];
  const reasons: string[] = [];
  if (kind !== 'bisection') reasons.push(`the kind is ${kind}, not bisection`);
  if (unit !== 'Gb/s') reasons.push(`the unit is ${unit}, not Gb/s`);
  const among = readAmong(fabric, plane, certificate, reasons);
  const side = readSides(fabric, plane, certificate, among, reasons);
  const evidence = { cut, sourceSide: switches };
  const upper = checkCut(fabric, capacity, plane, evidence, side, reasons);
  if (differ(value.upper, upper)) reasons.push(`the cut has ${upper} Gb/s, not ${value.upper}`);
  const wrong: string[] = [];
  const proved = verifyLower(fabric, capacity, plane, among, lower, wrong, before);
  for (const reason of wrong) reasons.push(reason);
  if (wrong.length === 0 && differ(value.lower, proved)) {
    reasons.push(`what is proved of any halves is ${proved} Gb/s, not ${value.lower}`);
  }
  return reasons;
}

/** The endpoints that are halved, if these are not all. */
function readAmong(
  { endpointCount, indexOfVertex }: CompactFabric,
  plane: CompactPlane,
  { among }: BisectionCertificate,
  reasons: string[],
): EndpointSet | null {
  if (!among) return null;
  const ofPlane = new Uint8Array(endpointCount);
  for (const e of plane.endpoints) ofPlane[e] = 1;
  const found = new Set<number>();
  for (const id of among) {
    const v = indexOfVertex.get(id);
    if (v === undefined || ofPlane[v] !== 1) reasons.push(`${id} is no endpoint of ${plane.id}`);
    else if (found.has(v)) reasons.push(`${id} is named twice among those that are halved`);
    else found.add(v);
  }
  return endpointSet(found, endpointCount);
}

/** By vertex: source if it is in half A, sink if it is in half B. */
function readSides(
  fabric: CompactFabric,
  plane: CompactPlane,
  { side: ids }: BisectionCertificate,
  among: EndpointSet | null,
  reasons: string[],
): Uint8Array {
  const side = new Uint8Array(fabric.vertexCount);
  let count = 0;
  for (const e of plane.endpoints) {
    if (among && among.has[e] !== 1) continue;
    side[e] = SINK;
    count++;
  }
  let onA = 0;
  for (const id of ids) {
    const v = fabric.indexOfVertex.get(id);
    if (v === undefined || side[v] === 0)
      reasons.push(`${id} is none of the endpoints that are halved`);
    else if (side[v] === SOURCE) reasons.push(`${id} stands in half A twice`);
    else {
      side[v] = SOURCE;
      onA++;
    }
  }
  if (Math.abs(count - 2 * onA) > 1) {
    reasons.push(`${onA} and ${count - onA} endpoints are no halves`);
  }
  return side;
}
