import type { CompactFabric } from '../fabric/compact.js';
import type { FabricState } from './state.js';

/** Hosts that keep as much of a scope of planes as each other, and less than they had. */
export interface HostShare {
  readonly hosts: number;
  /** Id of the first of them. */
  readonly first: string;
  /** Endpoints that are not cut off in all planes of the scope, of those that were not before. */
  readonly nics: number;
  readonly healthyNics: number;
  /** Planes in whose main part the host has an endpoint. */
  readonly planes: number;
  readonly healthyPlanes: number;
  /** What its cables in use carry into main parts, Gb/s per direction. */
  readonly gbps: number;
  readonly healthyGbps: number;
}

export interface Shares {
  /** Endpoints that are not cut off, but keep less Gb/s than they had. */
  readonly endpointsDegraded: number;
  /** The one of them that keeps the smallest share; null if there is none. */
  readonly worstEndpoint: {
    readonly endpoint: string;
    readonly gbps: number;
    readonly healthyGbps: number;
  } | null;
  /** Hosts that keep a part of their endpoints, planes or Gb/s, but not all. */
  readonly hostsDegraded: number;
  /** Hosts that lost something, and those cut off, by what they keep; the worst first. */
  readonly hosts: readonly HostShare[];
}

/**
 * What endpoints and hosts keep of the planes of a scope (indices), relative to before. Only what leads to the
 * main part of a plane counts: a NIC of eight ports that lost one keeps 7/8.
 */
export function shares(state: FabricState, before: FabricState, planes: readonly number[]): Shares {
  const { fabric, capacity } = state;
  const none = { endpointsDegraded: 0, worstEndpoint: null, hostsDegraded: 0, hosts: [] };
  const touched = planes.some((p) =>
    fabric.planes[p]!.cables.some((c) => capacity[c] !== before.capacity[c]),
  );
  if (!touched) return none;
  const [now, was] = [keptOf(state, planes), keptOf(before, planes)];
  const { hostIds, vertexIds } = fabric;
  let [endpointsDegraded, worst] = [0, -1];
  for (let e = 0; e < fabric.endpointCount; e++) {
    const [kept, had] = [now.gbps[e]!, was.gbps[e]!];
    if (kept === 0 || kept >= had) continue;
    endpointsDegraded++;
    if (worst < 0 || kept * was.gbps[worst]! < now.gbps[worst]! * had) worst = e;
  }
  const classes = new Map<string, { -readonly [K in keyof HostShare]: HostShare[K] }>();
  let hostsDegraded = 0;
  hostIds.forEach((first, h) => {
    const share = {
      nics: now.hostNics[h]!,
      healthyNics: was.hostNics[h]!,
      planes: now.hostPlanes[h]!,
      healthyPlanes: was.hostPlanes[h]!,
      gbps: now.hostGbps[h]!,
      healthyGbps: was.hostGbps[h]!,
    };
    const { nics, healthyNics, gbps, healthyGbps } = share;
    if (nics >= healthyNics && share.planes >= share.healthyPlanes && gbps >= healthyGbps) return;
    if (nics > 0) hostsDegraded++;
    const key = Object.values(share).join();
    const known = classes.get(key) ?? { hosts: 0, first, ...share };
    known.hosts++;
    classes.set(key, known);
  });
  // Sorting is stable: of equals the one with the first host stays first.
  const hosts = [...classes.values()].sort(
    (a, b) => a.gbps * b.healthyGbps - b.gbps * a.healthyGbps || a.nics - b.nics,
  );
  const worstEndpoint =
    worst < 0
      ? null
      : { endpoint: vertexIds[worst]!, gbps: now.gbps[worst]!, healthyGbps: was.gbps[worst]! };
  return { endpointsDegraded, worstEndpoint, hostsDegraded, hosts };
}

/** What leads to main parts: by endpoint, and by host. */
interface Kept {
  readonly gbps: Float64Array;
  readonly hostNics: Int32Array;
  readonly hostPlanes: Int32Array;
  readonly hostGbps: Float64Array;
}

function keptOf(state: FabricState, planes: readonly number[]): Kept {
  const { fabric, capacity } = state;
  const { hostOf, endpointCount, hostIds } = fabric;
  const gbps = new Float64Array(endpointCount);
  const reaches = new Uint8Array(endpointCount);
  const hostNics = new Int32Array(hostIds.length);
  const hostPlanes = new Int32Array(hostIds.length);
  const hostGbps = new Float64Array(hostIds.length);
  const lastPlane = new Int32Array(hostIds.length).fill(-1);
  for (const p of planes) {
    const { endpoints } = fabric.planes[p]!;
    const { cutOff } = state.parts(p);
    for (let i = 0; i < endpoints.length; i++) {
      if (cutOff[i] === 1) continue;
      const e = endpoints[i]!;
      const host = hostOf[e]!;
      const there = gbpsIn(fabric, capacity, e, p);
      gbps[e]! += there;
      hostGbps[host]! += there;
      if (reaches[e] === 0) hostNics[host]!++;
      reaches[e] = 1;
      if (lastPlane[host] !== p) hostPlanes[host]!++;
      lastPlane[host] = p;
    }
  }
  return { gbps, hostNics, hostPlanes, hostGbps };
}

/** What the cables of an endpoint carry in a plane, Gb/s per direction. */
function gbpsIn(
  { offsets, incident, cablePlane }: CompactFabric,
  capacity: Float64Array,
  endpoint: number,
  plane: number,
): number {
  let gbps = 0;
  for (let i = offsets[endpoint]!; i < offsets[endpoint + 1]!; i++) {
    if (cablePlane[incident[i]!] === plane) gbps += capacity[incident[i]!]!;
  }
  return gbps;
}
