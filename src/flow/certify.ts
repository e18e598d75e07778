import type { CompactFabric, CompactPlane } from '../fabric/compact.js';
import { checkEvidence, type FlowEvidence, SINK, SOURCE } from './certify-flow.js';

/**
 * Evidence that the smallest cut between two halves of the endpoints of a plane has so many Gb/s.
 * `verifyBisection` imports nothing of the code that found it. It proves an upper end of the
 * bisection, and the whole figure where the halves are known to be the worst ones.
 */
export interface BisectionCertificate extends FlowEvidence {
  readonly kind: 'bisection';
  /** Id of the plane. */
  readonly subject: string;
  readonly unit: 'Gb/s';
  /** Ids of the endpoints that are halved, the others being idle; absent: all of the plane. */
  readonly among?: readonly string[];
  /** Ids of endpoints. */
  readonly halves: { readonly a: readonly string[]; readonly b: readonly string[] };
}

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
  const { kind, unit, subject } = certificate;
  const plane = fabric.planes.find(({ id }) => id === subject);
  if (!plane) return [`there is no plane ${subject}`];
  const reasons: string[] = [];
  if (kind !== 'bisection') reasons.push(`the kind is ${kind}, not bisection`);
  if (unit !== 'Gb/s') reasons.push(`the unit is ${unit}, not Gb/s`);
  const side = new Uint8Array(fabric.vertexCount);
  checkHalves(fabric, plane, certificate, side, reasons);
  checkEvidence(fabric, capacity, plane, certificate, side, reasons);
  return reasons;
}

/** Marks the endpoints of half A as sources, those of half B as sinks. */
function checkHalves(
  fabric: CompactFabric,
  plane: CompactPlane,
  { halves, among }: BisectionCertificate,
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
  const wanted = among && new Set(among);
  let covered = 0;
  let count = 0;
  for (const v of plane.endpoints) {
    const id = fabric.vertexIds[v]!;
    if (wanted && !wanted.has(id)) continue;
    count++;
    if (side[v] !== 0) covered++;
    else reasons.push(`${id} stands in neither half`);
  }
  if (wanted && wanted.size !== count) {
    reasons.push(`${wanted.size - count} of the endpoints are not in the plane`);
  }
  const named = halves.a.length + halves.b.length;
  if (named > covered) reasons.push(`the halves name ${named} endpoints, there are ${covered}`);
  if (Math.abs(halves.a.length - halves.b.length) > 1) {
    reasons.push(`${halves.a.length} and ${halves.b.length} endpoints are no halves`);
  }
}
