import type { EndpointSet } from '../fabric/endpoint-set.js';
import type { FabricState } from './state.js';

/** Endpoints and hosts that faults cut off in a scope of planes (LANGUAGE section 5). */
export interface CutOff {
  /** Endpoints outside the main part of every plane of the scope in which they have a port. */
  readonly endpointsCutOff: number;
  /** The most of them on one host. */
  readonly endpointsCutOffPerHost: number;
  /** Hosts all of whose endpoints of the scope are cut off. */
  readonly hostsCutOff: number;
}

/**
 * Measures what is cut off in a scope; `planes` are indices. The main part of a plane is that of all
 * its endpoints; of these only those of a set count, if one is given.
 */
export function cutOff(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null = null,
): CutOff {
  const { fabric } = state;
  if (planes.every((p) => state.parts(p).cutOffCount === 0)) {
    return { endpointsCutOff: 0, endpointsCutOffPerHost: 0, hostsCutOff: 0 };
  }
  const ports = new Int32Array(fabric.endpointCount);
  const dead = new Int32Array(fabric.endpointCount);
  for (const p of planes) {
    const { endpoints } = fabric.planes[p]!;
    const { cutOff: out } = state.parts(p);
    for (let i = 0; i < endpoints.length; i++) {
      if (among?.has[endpoints[i]!] === 0) continue;
      ports[endpoints[i]!]!++;
      dead[endpoints[i]!]! += out[i]!;
    }
  }
  const inScope = new Int32Array(fabric.hostIds.length);
  const out = new Int32Array(fabric.hostIds.length);
  let endpointsCutOff = 0;
  for (let e = 0; e < fabric.endpointCount; e++) {
    if (ports[e] === 0) continue;
    const host = fabric.hostOf[e]!;
    inScope[host]!++;
    if (dead[e] === ports[e]) {
      out[host]!++;
      endpointsCutOff++;
    }
  }
  let [endpointsCutOffPerHost, hostsCutOff] = [0, 0];
  for (let h = 0; h < out.length; h++) {
    endpointsCutOffPerHost = Math.max(endpointsCutOffPerHost, out[h]!);
    if (inScope[h]! > 0 && out[h] === inScope[h]) hostsCutOff++;
  }
  return { endpointsCutOff, endpointsCutOffPerHost, hostsCutOff };
}
