import type { Bisection } from '../flow/bisection/bisection.js';
import { certifiedBisection, guardedBisection } from '../flow/bisection/certificate.js';
import type { Certificate } from '../flow/certificates.js';
import { isExact } from '../flow/rates.js';
import { cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { hostPairsDegraded } from '../measure/host-pairs-degraded.js';
import { shares } from '../measure/host-shares.js';
import { relaying } from '../measure/relaying.js';
import type { FabricState } from '../measure/state.js';
import { worstLeaf } from '../measure/uplinks.js';
import { assert } from '../std/assert.js';
import type {
  AllToAll,
  BisectionGbps,
  Ends,
  Left,
  PlaneAnswer,
  PlaneSetAnswer,
  SideAnswer,
} from './answer.js';
import { weakestHosts } from './weakest.js';

/** How thoroughly a side is looked at. */
export interface Depth {
  /** Whether bisections of open intervals are certified, too. */
  readonly certifyAll: boolean;
  /** Whether throughput is measured as a check of it does, or on shortest ways only. */
  readonly throughput: 'checked' | 'quick';
}

/** What was measured plane by plane. */
export interface Measured {
  readonly bisections: readonly Bisection[];
}

/**
 * Measures a state, plane by plane and set by set; what it keeps is relative to `healthy`.
 *
 * @param known the same of the healthy state: it holds for planes that no fault has touched
 */
export function measureSide(
  state: FabricState,
  healthy: FabricState,
  depth: Depth,
  known: Measured | null = null,
): Measured & { readonly side: SideAnswer; readonly certificates: readonly Certificate[] } {
  const { fabric } = state;
  const { bisections, certificates } = bisectionsOf(state, healthy, depth.certifyAll, known);
  const planes = fabric.planes.map(
    ({ id, endpoints }, p): PlaneAnswer => ({
      plane: id,
      endpoints: endpoints.length,
      endpointsCutOff: state.parts(p).cutOffCount,
      bisectionGbps: sumOf([bisections[p]!]),
      throughput: allToAll(state, p, depth),
      worstLeaf: worstLeaf(state, p, healthy.capacity),
    }),
  );
  const planeSets = fabric.planeSets.map(({ id, planes: members }): [string, PlaneSetAnswer] => [
    id,
    {
      bisectionGbps: sumOf(members.map((p) => bisections[p]!)),
      throughput: leastOf(members.map((p) => planes[p]!.throughput)),
      ...leftOf(state, healthy, members),
      weakest: weakestHosts(state, members),
      relaying: relaying(state, healthy, members),
    },
  ]);
  return { side: { planes, planeSets: Object.fromEntries(planeSets) }, bisections, certificates };
}

/** Who is cut off in some planes of a set, and what the others keep. */
export const leftOf = (
  state: FabricState,
  healthy: FabricState,
  planes: readonly number[],
): Left => ({
  ...cutOff(state, planes),
  ...shares(state, healthy, planes),
  ...hostPairs(state, planes),
  hostPairsDegraded: hostPairsDegraded(state, healthy, planes),
});

/** Bisections that are exact are certified in any case, open intervals where certificates are wanted. */
function bisectionsOf(
  state: FabricState,
  healthy: FabricState,
  certifyAll: boolean,
  known: Measured | null,
) {
  const { fabric, capacity } = state;
  const bisections: Bisection[] = [];
  const certificates: Certificate[] = [];
  fabric.planes.forEach((_, p) => {
    if (known && !certifyAll && !state.isTouched(p)) {
      bisections.push(known.bisections[p]!);
      return;
    }
    const twin = state.representative(p);
    if (twin !== p) {
      bisections.push(bisections[twin]!);
      return;
    }
    const found = guardedBisection(fabric, capacity, p, state.provenBisection(p));
    bisections.push(found);
    if (!certifyAll && !found.exact) return;
    const before = healthy.capacity;
    certificates.push(certifiedBisection(fabric, capacity, p, null, found, before).certificate);
  });
  return { bisections, certificates };
}

/** The sum of planes' bisections, both ends. */
export function sumOf(bisections: readonly Bisection[]): BisectionGbps {
  const lower = bisections.reduce((sum, b) => sum + b.lower, 0);
  const upper = bisections.reduce((sum, b) => sum + b.upper, 0);
  assert(lower <= upper * (1 + 1e-9), 'a lower end is below its upper end');
  return { lower, upper, exact: bisections.every(({ exact }) => exact) };
}

function allToAll(state: FabricState, plane: number, depth: Depth): AllToAll {
  const found =
    depth.throughput === 'checked' ? state.throughput(plane) : state.quickThroughput(plane);
  if (found === undefined) return 'not measured';
  return found && { lower: found.lower, upper: found.upper, exact: found.exact };
}

/** Of planes in which nobody sends anything nothing is known. */
function leastOf(all: readonly AllToAll[]): AllToAll {
  if (all.includes('not measured')) return 'not measured';
  const found = all.filter((one): one is Ends => one !== null && one !== 'not measured');
  if (found.length === 0) return null;
  const lower = Math.min(...found.map((one) => one.lower));
  const upper = Math.min(...found.map((one) => one.upper));
  return { lower, upper, exact: isExact(lower, upper) };
}
