import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import type { Ends } from '../between.js';
import { type SeparationCertificate, verifySeparation } from '../certify/separation.js';
import type { SeparatedBy } from './plane-cut.js';
import { lostIn, separation } from './separation.js';

/**
 * The fewest cables or switches whose loss separates two ends, with a certificate, already verified;
 * null: they have no plane in common, or are joined without a switch that could be lost.
 *
 * @param planes indices of the planes that are looked at
 * @param subject what it is about, as it was written
 * @throws InternalError if what was found does not prove what it should
 */
export function certifiedSeparation(
  fabric: CompactFabric,
  capacity: Float64Array,
  planes: readonly number[],
  ends: Ends,
  by: SeparatedBy,
  subject: string,
): SeparationCertificate | null {
  if (planes.length === 0) return null;
  const cuts = separation(fabric, capacity, planes, ends, by);
  if (!cuts) return null;
  const idOf = (lost: number) => (by === 'cables' ? fabric.cableId(lost) : fabric.vertexIds[lost]!);
  const ids = (vertices: Int32Array) => Array.from(vertices, (v) => fabric.vertexIds[v]!);
  const planeId = (p: number) => fabric.planes[p]!.id;
  const certificate: SeparationCertificate = {
    kind: 'separation',
    subject,
    value: lostIn(cuts),
    unit: by,
    ends: { a: ids(ends.a), b: ids(ends.b) },
    ...(planes.length === fabric.planes.length ? {} : { within: planes.map(planeId) }),
    set: cuts.flatMap(({ lost }) => lost.map(idOf)),
    paths: cuts.map(({ plane, paths }) => ({
      plane: planeId(plane),
      paths: paths.map((path) => path.map((cable) => fabric.cableId(cable))),
    })),
  };
  const reasons = verifySeparation(fabric, capacity, certificate);
  assert(reasons.length === 0, `${subject}: ${reasons[0]} (1 of ${reasons.length})`);
  return certificate;
}
