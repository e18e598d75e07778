import type { FabricState } from './state.js';

/** What faults cut off in a scope of planes (LANGUAGE section 5). */
export interface CutOff {
  /** Endpoints outside the main part of every plane of the scope in which they have a port. */
  readonly endpointsCutOff: number;
  /** The most of them on one host. */
  readonly endpointsCutOffPerHost: number;
  /** Hosts all of whose endpoints of the scope are cut off. */
  readonly hostsCutOff: number;
  /** Pairs of different hosts that share no plane in which endpoints of both are in one part. */
  readonly hostPairsCutOff: number;
  /** The fewest and the most planes in which a pair of hosts meets; null if there is no pair. */
  readonly planesPerHostPair: { readonly min: number; readonly max: number } | null;
}

/** Measures what is cut off in a scope; `planes` are indices. */
export function cutOff(state: FabricState, planes: readonly number[]): CutOff {
  const { fabric } = state;
  const ports = new Int32Array(fabric.endpointCount);
  const dead = new Int32Array(fabric.endpointCount);
  for (const p of planes) {
    const { endpoints } = fabric.planes[p]!;
    const { cutOff: out } = state.parts(p);
    for (let i = 0; i < endpoints.length; i++) {
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
  let [perHost, hostsCutOff] = [0, 0];
  for (let h = 0; h < out.length; h++) {
    perHost = Math.max(perHost, out[h]!);
    if (inScope[h]! > 0 && out[h] === inScope[h]) hostsCutOff++;
  }
  const pairs = hostPairs(state, planes, inScope);
  return { endpointsCutOff, endpointsCutOffPerHost: perHost, hostsCutOff, ...pairs };
}

/** Hosts that are in the same parts of the same planes, and how many there are. */
interface HostGroup {
  /** (plane, part) by ascending plane. */
  readonly parts: readonly (readonly [plane: number, part: number])[];
  hosts: number;
}

function hostPairs(
  state: FabricState,
  planes: readonly number[],
  inScope: Int32Array,
): Pick<CutOff, 'hostPairsCutOff' | 'planesPerHostPair'> {
  const groups = hostGroups(state, planes, inScope);
  let cut = 0;
  let [min, max] = [Number.POSITIVE_INFINITY, -1];
  const count = (shared: number, pairs: number) => {
    if (pairs === 0) return;
    if (shared === 0) cut += pairs;
    min = Math.min(min, shared);
    max = Math.max(max, shared);
  };
  groups.forEach((a, i) => {
    count(sharedPlanes(a, a), (a.hosts * (a.hosts - 1)) / 2);
    for (let j = i + 1; j < groups.length; j++) {
      count(sharedPlanes(a, groups[j]!), a.hosts * groups[j]!.hosts);
    }
  });
  return { hostPairsCutOff: cut, planesPerHostPair: max < 0 ? null : { min, max } };
}

function hostGroups(
  state: FabricState,
  planes: readonly number[],
  inScope: Int32Array,
): HostGroup[] {
  const { fabric } = state;
  const parts: [number, number][][] = Array.from(inScope, () => []);
  for (const p of planes) {
    const { endpoints } = fabric.planes[p]!;
    const { partOf, several } = state.parts(p);
    for (let i = 0; i < endpoints.length; i++) {
      if (partOf[i]! < 0) continue;
      const list = parts[fabric.hostOf[endpoints[i]!]!]!;
      for (const part of several.get(i) ?? [partOf[i]!]) {
        if (!list.some(([q, other]) => q === p && other === part)) list.push([p, part]);
      }
    }
  }
  const groups = new Map<string, HostGroup>();
  parts.forEach((list, host) => {
    if (inScope[host] === 0) return;
    const key = list.join(' ');
    const group = groups.get(key);
    if (group) group.hosts++;
    else groups.set(key, { parts: list, hosts: 1 });
  });
  return [...groups.values()];
}

/** Planes in which the two share a part. */
function sharedPlanes(a: HostGroup, b: HostGroup): number {
  let shared = 0;
  let last = -1;
  for (const [plane, part] of a.parts) {
    if (plane !== last && b.parts.some(([q, other]) => q === plane && other === part)) {
      shared++;
      last = plane;
    }
  }
  return shared;
}
