import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';

/** Where the hosts of a scope hang in one plane. */
export interface HostCables {
  /** Entries `start[h]` … of `at` are the vertices that cables in use join host h to; ascending. */
  readonly start: Int32Array;
  readonly at: Int32Array;
}

/**
 * Cables in use between the endpoints of hosts and the switches of a plane.
 *
 * @param inUse by cable: 1, or 0 = dead
 * @param direct by host: set to 1 if a cable joins it to another endpoint
 */
export function hostCables(
  fabric: CompactFabric,
  inUse: Float64Array,
  plane: number,
  among: EndpointSet | null,
  direct: Uint8Array,
): HostCables {
  const { lower, upper, endpointCount, hostOf, hostIds } = fabric;
  const { cables } = fabric.planes[plane]!;
  const hosts: number[] = [];
  const vertices: number[] = [];
  const start = new Int32Array(hostIds.length + 1);
  for (let i = 0; i < cables.length; i++) {
    const [v, w] = [lower[cables[i]!]!, upper[cables[i]!]!];
    // The lower end is the endpoint, if there is one.
    if (v >= endpointCount || inUse[cables[i]!] === 0) continue;
    if (w < endpointCount) {
      direct[hostOf[v]!] = 1;
      direct[hostOf[w]!] = 1;
      continue;
    }
    if (among?.has[v] === 0) continue;
    start[hostOf[v]! + 1]!++;
    hosts.push(hostOf[v]!);
    vertices.push(w);
  }
  for (let h = 0; h < hostIds.length; h++) start[h + 1]! += start[h]!;
  const at = new Int32Array(vertices.length);
  const next = start.slice();
  for (let i = 0; i < hosts.length; i++) at[next[hosts[i]!]!++] = vertices[i]!;
  for (let h = 0; h < hostIds.length; h++) {
    for (let i = start[h]! + 1; i < start[h + 1]!; i++) {
      if (at[i]! >= at[i - 1]!) continue;
      at.subarray(start[h], start[h + 1]).sort();
      break;
    }
  }
  return { start, at };
}
