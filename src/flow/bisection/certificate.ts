import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { assert } from '../../std/assert.js';
import { type BisectionCertificate, verifyBisection } from '../certify/bisection.js';
import { cutOf } from '../evidence.js';
import { type MaxFlow, maxFlow } from '../max-flow.js';
import { planeNetwork } from '../plane-network.js';
import { isExact, RELATIVE_GAP } from '../rates.js';
import { type Bisection, bisection } from './bisection.js';

/** A bisection with the evidence for both of its ends, already verified. */
export interface CertifiedBisection {
  readonly bisection: Bisection;
  readonly certificate: BisectionCertificate;
}

/**
 * The bisection of a plane (or among some of its endpoints) with a certificate of both ends. If the
 * maximum flow between the halves of an interval is below the upper end, the upper end is lowered to it.
 *
 * @param found what was measured of the same plane under the same capacities, if it was
 * @param before the capacities without faults, if what was found started from these
 * @throws InternalError if our own numbers contradict each other
 */
export function certifiedBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null = null,
  found: Bisection = bisection(fabric, capacity, plane, among),
  before: Float64Array | null = null,
): CertifiedBisection {
  const network = planeNetwork(fabric, plane, among);
  const { bisection: guarded, flow } = guard(fabric, capacity, plane, among, found);
  const { id } = fabric.planes[plane]!;
  const ids = Array.from(network.endpoints, (e) => fabric.vertexIds[e]!);
  const { cut, sourceSide } = cutOf(fabric, capacity, network, flow, new Set());
  const certificate: BisectionCertificate = {
    kind: 'bisection',
    subject: id,
    value: { lower: guarded.lower, upper: guarded.upper },
    unit: 'Gb/s',
    ...(among ? { among: ids } : {}),
    side: ids.filter((_, i) => guarded.sideOf[i] === 0),
    switches: sourceSide,
    cut,
    lower: guarded.prove(),
  };
  const reasons = verifyBisection(fabric, capacity, certificate, before);
  assert(reasons.length === 0, `${id}: ${reasons[0]} (1 of ${reasons.length})`);
  return { bisection: guarded, certificate };
}

/**
 * The same without a certificate, for what is only to be known. The flow between the halves is our own
 * guard: it is never below what was proved of all halves, nor above the cut.
 */
export const guardedBisection = (
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  found: Bisection,
): Bisection => guard(fabric, capacity, plane, null, found).bisection;

function guard(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: EndpointSet | null,
  found: Bisection,
): { readonly bisection: Bisection; readonly flow: MaxFlow } {
  const network = planeNetwork(fabric, plane, among);
  const flow = maxFlow(fabric, capacity, network, found.sideOf);
  const { id } = fabric.planes[plane]!;
  const tolerance = RELATIVE_GAP * found.upper;
  assert(flow.value <= found.upper + tolerance, `${id}: more flows than the cut allows`);
  assert(flow.value >= found.lower - tolerance, `${id}: less flows than was proved`);
  if (flow.value >= found.upper - tolerance) return { bisection: found, flow };
  const upper = flow.value;
  const lower = Math.min(found.lower, upper);
  return { bisection: { ...found, lower, upper, exact: isExact(lower, upper) }, flow };
}
