import type { CompactFabric } from '../fabric/compact.js';
import { bundleId } from '../fabric/ids.js';
import { assert } from '../std/assert.js';
import { type Bisection, bisection } from './bisection.js';
import { type BisectionCertificate, verifyBisection } from './certify.js';
import { type MaxFlow, maxFlow } from './max-flow.js';
import { isExact, RELATIVE_GAP } from './rates.js';

/** A bisection with the evidence for its upper end, already verified. */
export interface CertifiedBisection {
  readonly bisection: Bisection;
  readonly certificate: BisectionCertificate;
}

/**
 * The bisection of a plane with a certificate for its halves. If the maximum flow between the halves
 * of an interval is below the upper end, the upper end is lowered to it.
 *
 * @throws InternalError if our own numbers contradict each other
 */
export function certifiedBisection(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
): CertifiedBisection {
  const found = bisection(fabric, capacity, plane);
  const flow = maxFlow(fabric, capacity, plane, found.sideOf);
  const { id } = fabric.planes[plane]!;
  const tolerance = RELATIVE_GAP * found.upper;
  assert(flow.value <= found.upper + tolerance, `${id}: more flows than the cut allows`);
  assert(flow.value >= found.lower - tolerance, `${id}: less flows than was proved`);
  const certificate = certificateOf(fabric, capacity, plane, found.sideOf, flow);
  const reasons = verifyBisection(fabric, capacity, certificate);
  assert(reasons.length === 0, `${id}: ${reasons[0]} (1 of ${reasons.length})`);
  if (flow.value >= found.upper - tolerance) return { bisection: found, certificate };
  const upper = flow.value;
  const lower = Math.min(found.lower, upper);
  return { bisection: { ...found, lower, upper, exact: isExact(lower, upper) }, certificate };
}

/** A certificate as plain JSON data: flows as a list in the order of the cables. */
export function certificateJson({ flow, ...rest }: BisectionCertificate) {
  return { ...rest, flow: Array.from(flow, ([cable, gbps]) => ({ cable, gbps })) };
}

function certificateOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  sideOf: Uint8Array,
  { value, flow, sourceSide }: MaxFlow,
): BisectionCertificate {
  const { id, cables, endpoints } = fabric.planes[plane]!;
  const { endpointCount, vertexIds, cableIds, lower, upper } = fabric;
  const a: string[] = [];
  const b: string[] = [];
  const inPlane = new Uint8Array(endpointCount);
  for (let i = 0; i < endpoints.length; i++) {
    (sideOf[i] === 0 ? a : b).push(vertexIds[endpoints[i]!]!);
    inPlane[endpoints[i]!] = 1;
  }
  const flows = new Map<string, number>();
  const cut = new Map<string, number>();
  for (let at = 0; at < cables.length; at++) {
    const cable = cables[at]!;
    if (flow[at] !== 0) flows.set(cableIds[cable]!, flow[at]!);
    const v = lower[cable]!;
    const w = upper[cable]!;
    if (sourceSide[v] === sourceSide[w] || capacity[cable] === 0) continue;
    // An endpoint that the attachment rule puts elsewhere has no half.
    if (inPlane[v] === 0 || inPlane[w] === 0) continue;
    const bundle = bundleId(vertexIds[v]!, vertexIds[w]!);
    cut.set(bundle, (cut.get(bundle) ?? 0) + capacity[cable]!);
  }
  return {
    kind: 'bisection',
    subject: id,
    value,
    unit: 'Gb/s',
    halves: { a, b },
    flow: flows,
    cut: Array.from(cut, ([bundle, gbps]) => ({ bundle, gbps })),
    sourceSide: vertexIds.filter((_, v) => v >= endpointCount && sourceSide[v] === 1),
  };
}
