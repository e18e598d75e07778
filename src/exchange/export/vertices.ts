import { cablesOf, endpointsOf, switchesOf } from './cables.js';
import type { Exported } from './exporter.js';

/**
 * NICs and switches, ascending, of the planes that are wanted, and those that a cable of theirs
 * leads to: a cable that joins two planes has an end in the other one.
 */
export function verticesOf(exported: Exported): number[] {
  const { vertexCount, lower, upper } = exported.subject.fabric;
  const has = new Uint8Array(vertexCount);
  for (const e of endpointsOf(exported)) has[e] = 1;
  for (const v of switchesOf(exported)) has[v] = 1;
  for (const c of cablesOf(exported)) {
    has[lower[c]!] = 1;
    has[upper[c]!] = 1;
  }
  const vertices: number[] = [];
  for (let v = 0; v < vertexCount; v++) if (has[v] === 1) vertices.push(v);
  return vertices;
}

/** Hosts with their NICs among vertices, in order of expansion. */
export function hostsOf(
  { subject: { fabric } }: Exported,
  vertices: readonly number[],
): Map<number, number[]> {
  const { endpointCount, hostOf } = fabric;
  const hosts = new Map<number, number[]>();
  for (const e of vertices) {
    if (e >= endpointCount) break;
    const nics = hosts.get(hostOf[e]!);
    if (nics) nics.push(e);
    else hosts.set(hostOf[e]!, [e]);
  }
  return hosts;
}
