import type { CompactFabric } from '../../fabric/compact.js';
import type { Exported } from './exporter.js';

/**
 * The cables of the planes that are wanted, in order of expansion. One that joins two planes has the
 * plane of its lower switch, and is a cable of either.
 */
export function* cablesOf({ subject: { fabric }, planes }: Exported): Generator<number> {
  const { cableCount, cablePlane, planeOfSwitch, upper } = fabric;
  const wanted = wantedPlanes(fabric.planes.length, planes);
  for (let c = 0; c < cableCount; c++) {
    if (wanted[cablePlane[c]!] === 1 || wanted[planeOfSwitch[upper[c]!]!] === 1) yield c;
  }
}

/** The cables of one plane, with those that join it to another one; ascending. */
export function cablesAt(
  fabric: CompactFabric,
  plane: number,
): ArrayLike<number> & Iterable<number> {
  const { planes, offsets, incident, cablePlane } = fabric;
  const { cables, switches } = planes[plane]!;
  const more = new Set<number>();
  for (const v of switches) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      if (cablePlane[incident[i]!] !== plane) more.add(incident[i]!);
    }
  }
  return more.size === 0 ? cables : Int32Array.from([...cables, ...more]).sort();
}

/** The first cable that joins a plane to another one. */
export function betweenPlanes(fabric: CompactFabric, plane: number): number | undefined {
  const { endpointCount, planeOfSwitch, lower, upper } = fabric;
  const isAway = (v: number) => v >= endpointCount && planeOfSwitch[v] !== plane;
  for (const c of cablesAt(fabric, plane)) if (isAway(lower[c]!) || isAway(upper[c]!)) return c;
  return undefined;
}

/** The switches of the planes that are wanted, as vertices, in order of expansion. */
export function* switchesOf({ subject: { fabric }, planes }: Exported): Generator<number> {
  const { endpointCount, vertexCount, planeOfSwitch } = fabric;
  const wanted = wantedPlanes(fabric.planes.length, planes);
  for (let v = endpointCount; v < vertexCount; v++) {
    if (wanted[planeOfSwitch[v]!] === 1) yield v;
  }
}

/** The NICs that have a port in a plane that is wanted, by `attach` or by a cable; ascending. */
export function endpointsOf(exported: Exported): number[] {
  const { fabric } = exported.subject;
  const { endpointCount, lower, upper } = fabric;
  const has = new Uint8Array(endpointCount);
  for (const p of exported.planes) for (const e of fabric.planes[p]!.endpoints) has[e] = 1;
  for (const c of cablesOf(exported)) {
    if (lower[c]! < endpointCount) has[lower[c]!] = 1;
    if (upper[c]! < endpointCount) has[upper[c]!] = 1;
  }
  return [...has.keys()].filter((e) => has[e] === 1);
}

function wantedPlanes(count: number, planes: readonly number[]): Uint8Array {
  const wanted = new Uint8Array(count);
  for (const p of planes) wanted[p] = 1;
  return wanted;
}

/** Why a simulator whose hosts pass nothing on is the wrong one, where hosts of ours do. */
export function relayProblem({ subject: { fabric }, planes }: Exported): string | null {
  const relaying = planes.find((p) => fabric.planes[p]!.relays);
  if (relaying === undefined) return null;
  return `hosts of ${fabric.planes[relaying]!.id} pass traffic on, those of the simulator do not: most pairs would have no path`;
}
