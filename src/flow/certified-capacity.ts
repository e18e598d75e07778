import type { CompactFabric } from '../fabric/compact.js';
import { assert } from '../std/assert.js';
import { type Ends, flowBetween, planesBetween } from './between.js';
import { type CapacityCertificate, verifyCapacity } from './certify/capacity.js';
import { evidenceOf } from './evidence.js';

/**
 * The most that can flow between two ends, plane by plane, with a certificate, already verified.
 *
 * @param subject what it is about, as it was written
 * @throws InternalError if our own numbers contradict each other
 */
export function certifiedCapacity(
  fabric: CompactFabric,
  capacity: Float64Array,
  subject: string,
  ends: Ends,
): CapacityCertificate {
  const sources = new Set(ends.a);
  const planes = planesBetween(fabric, ends).map((p) => {
    const { network, ...flow } = flowBetween(fabric, capacity, p, ends);
    const evidence = evidenceOf(fabric, capacity, network, flow, sources);
    return { plane: fabric.planes[p]!.id, ...evidence };
  });
  const ids = (vertices: Int32Array) => Array.from(vertices, (v) => fabric.vertexIds[v]!);
  const certificate: CapacityCertificate = {
    kind: 'capacity',
    subject,
    value: planes.reduce((sum, { value }) => sum + value, 0),
    unit: 'Gb/s',
    ends: { a: ids(ends.a), b: ids(ends.b) },
    planes,
  };
  const reasons = verifyCapacity(fabric, capacity, certificate);
  assert(reasons.length === 0, `${subject}: ${reasons[0]} (1 of ${reasons.length})`);
  return certificate;
}
