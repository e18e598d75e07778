import type { Drained } from '../../check/drained.js';
import type { CompactPlaneSet } from '../../fabric/compact.js';
import { hostPairs } from '../../measure/host-pairs.js';
import type { FabricState } from '../../measure/state.js';

/** Who is cut off in a plane set as soon as parts are out of service, and is not today. */
export interface LostNow {
  readonly planeSet: string;
  /** Endpoints that are not drained themselves. */
  readonly endpoints: number;
  /** Ids of the first few. */
  readonly first: readonly string[];
  /** Pairs of hosts that meet today by such endpoints, and then in no plane. */
  readonly hostPairs: number;
}

const mostNamed = 3;

export function lostNow(healthy: FabricState, { state, others }: Drained): LostNow[] {
  const { planeSets, vertexIds } = healthy.fabric;
  return planeSets.map((set): LostNow => {
    const before = cutOffIn(healthy, set);
    const after = cutOffIn(state, set);
    const lost = [...others.list].filter((e) => after[e] === 1 && before[e] === 0);
    const apart = (side: FabricState) => hostPairs(side, set.planes, others).hostPairsCutOff;
    return {
      planeSet: set.id,
      endpoints: lost.length,
      first: lost.slice(0, mostNamed).map((e) => vertexIds[e]!),
      hostPairs: apart(state) - apart(healthy),
    };
  });
}

/** By endpoint: 1 if it is cut off in every plane of a set in which it has a port. */
function cutOffIn(state: FabricState, { planes }: CompactPlaneSet): Uint8Array {
  const { fabric } = state;
  const [out, reached] = [
    new Uint8Array(fabric.endpointCount),
    new Uint8Array(fabric.endpointCount),
  ];
  for (const p of planes) {
    const { cutOff } = state.parts(p);
    fabric.planes[p]!.endpoints.forEach((e, i) => {
      if (cutOff[i] === 1) out[e] = 1;
      else reached[e] = 1;
    });
  }
  return out.map((is, e) => (is === 1 && reached[e] === 0 ? 1 : 0));
}
