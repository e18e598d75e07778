import type { Exported } from './exporter.js';

/** The cables of the planes that are wanted, in order of expansion. */
export function* cablesOf({ subject: { fabric }, planes }: Exported): Generator<number> {
  const { cableCount, cablePlane } = fabric;
  const wanted = wantedPlanes(fabric.planes.length, planes);
  for (let c = 0; c < cableCount; c++) if (wanted[cablePlane[c]!] === 1) yield c;
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
