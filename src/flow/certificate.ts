import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { assert } from '../std/assert.js';
import { type Bisection, bisection } from './bisection.js';
import { type BisectionCertificate, verifyBisection } from './certify.js';
import type { CapacityCertificate } from './certify-capacity.js';
import type { FlowEvidence } from './certify-flow.js';
import type { SeparationCertificate } from './certify-separation.js';
import { evidenceOf } from './evidence.js';
import { maxFlow } from './max-flow.js';
import { planeNetwork } from './plane-network.js';
import { isExact, RELATIVE_GAP } from './rates.js';

/** A bisection with the evidence for its upper end, already verified. */
export interface CertifiedBisection {
  readonly bisection: Bisection;
  readonly certificate: BisectionCertificate;
}

/**
 * The bisection of a plane (or among some of its endpoints) with a certificate for its halves. If the
 * maximum flow between the halves of an interval is below the upper end, the upper end is lowered to it.
 *
 * @param found what was measured of the same plane under the same capacities, if it was
 * @throws InternalError if our own numbers contradict each other
 */
export function certifiedBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null = null,
  found: Bisection = bisection(fabric, capacity, plane, among),
): CertifiedBisection {
  const network = planeNetwork(fabric, plane, among);
  const flow = maxFlow(fabric, capacity, network, found.sideOf);
  const { id } = fabric.planes[plane]!;
  const tolerance = RELATIVE_GAP * found.upper;
  assert(flow.value <= found.upper + tolerance, `${id}: more flows than the cut allows`);
  assert(flow.value >= found.lower - tolerance, `${id}: less flows than was proved`);
  const ids = Array.from(network.endpoints, (e) => fabric.vertexIds[e]!);
  const half = (side: number) => ids.filter((_, i) => found.sideOf[i] === side);
  const certificate: BisectionCertificate = {
    kind: 'bisection',
    subject: id,
    unit: 'Gb/s',
    ...(among ? { among: ids } : {}),
    halves: { a: half(0), b: half(1) },
    ...evidenceOf(fabric, capacity, network, flow, new Set()),
  };
  const reasons = verifyBisection(fabric, capacity, certificate);
  assert(reasons.length === 0, `${id}: ${reasons[0]} (1 of ${reasons.length})`);
  if (flow.value >= found.upper - tolerance) return { bisection: found, certificate };
  const upper = flow.value;
  const lower = Math.min(found.lower, upper);
  return { bisection: { ...found, lower, upper, exact: isExact(lower, upper) }, certificate };
}

/** A certificate as plain JSON data: flows as a list in the order of the cables. */
export function certificateJson(
  certificate: BisectionCertificate | CapacityCertificate | SeparationCertificate,
) {
  if (certificate.kind === 'separation') return certificate;
  return certificate.kind === 'bisection'
    ? plain(certificate)
    : { ...certificate, planes: certificate.planes.map(plain) };
}

const plain = <T extends FlowEvidence>({ flow, ...rest }: T) => ({
  ...rest,
  flow: Array.from(flow, ([cable, gbps]) => ({ cable, gbps })),
});
