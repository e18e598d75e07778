import type { CompactFabric } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { cablesInUse } from './cable-cut.js';
import { type HostCables, hostCables } from './host-cables.js';
import { type HostKind, hostKinds } from './host-kinds.js';
import { leavesApart } from './leaves-apart.js';
import { type Components, planeComponents } from './plane-components.js';
import type { SeparatedBy } from './plane-cut.js';

/** The hosts of a scope, and the planes (indices) through which they are looked at. */
export interface HostScope {
  readonly planes: readonly number[];
  /** Only these endpoints count; null: all. */
  readonly among: EndpointSet | null;
  /** A plane that is identical to it, cable by cable, if all endpoints count. */
  readonly representative?: (plane: number) => number;
}

/** Hosts with as many ways out, cables or switches, into each part that cables in use join. */
export interface HostProfile {
  readonly kinds: HostKind[];
  /** By part (a number): the cables, or switches, of one such host to it. */
  readonly ways: ReadonlyMap<number, number>;
  /** Whether a cable joins it to an endpoint: then its ways do not say enough. */
  readonly direct: boolean;
}

export interface HostProfiles {
  readonly profiles: readonly HostProfile[];
  /** By part: no two switches there that hosts hang on are separated by fewer than so many losses. */
  readonly apart: ReadonlyMap<number, number>;
}

interface Plane extends Components {
  readonly cables: HostCables;
  /** What is found in that plane of a part with the same number there holds here. */
  readonly alike: number;
  /** By vertex: the number of its part. */
  readonly partOf: (vertex: number) => number;
}

/** The hosts of a scope and what they hang on, whatever is lost. */
export interface HostGround {
  readonly scope: HostScope;
  /** By cable: 1, or 0 = dead. */
  readonly inUse: Float64Array;
  readonly planes: readonly Plane[];
  readonly kinds: readonly HostKind[];
  /** By host: 1 if a cable joins it to an endpoint. */
  readonly direct: Uint8Array;
}

/** @param capacity Gb/s by cable and direction, 0 = dead */
export function hostGround(
  fabric: CompactFabric,
  capacity: Float64Array,
  scope: HostScope,
): HostGround {
  const { among, representative = (p) => p } = scope;
  const inUse = cablesInUse(capacity);
  const direct = new Uint8Array(fabric.hostIds.length);
  const planes = scope.planes.map((p, i): Plane => {
    const components = planeComponents(fabric, inUse, p);
    const { placeOf, component } = components;
    const partOf = (v: number) => i * fabric.vertexCount + component[placeOf[v]!]!;
    const alike = among ? p : representative(p);
    return { ...components, alike, partOf, cables: hostCables(fabric, inUse, p, among, direct) };
  });
  const cables = planes.map((plane) => plane.cables);
  const kinds = hostKinds(fabric, cables, hostsOf(fabric, scope.planes, among), direct);
  return { scope, inUse, planes, kinds, direct };
}

export function hostProfiles(
  fabric: CompactFabric,
  { inUse, planes, kinds, direct }: HostGround,
  by: SeparatedBy,
): HostProfiles {
  const profiles = new Map<string, HostProfile>();
  for (const kind of kinds) {
    const ways = waysOf(planes, kind.first, by);
    const isDirect = direct[kind.first] === 1;
    const key = isDirect ? `${kind.first}` : [...ways].join(' ');
    const profile = profiles.get(key) ?? { kinds: [], ways, direct: isDirect };
    profiles.set(key, profile);
    profile.kinds.push(kind);
  }
  const list = [...profiles.values()];
  return { profiles: list, apart: partsApart(fabric, inUse, planes, list, by) };
}

/** By host: 1 if one of the endpoints that count is in one of the planes. */
function hostsOf(
  { planes, hostIds, hostOf }: CompactFabric,
  scope: readonly number[],
  among: EndpointSet | null,
): Uint8Array {
  const found = new Uint8Array(hostIds.length);
  for (const p of scope) {
    for (const e of planes[p]!.endpoints) if (among?.has[e] !== 0) found[hostOf[e]!] = 1;
  }
  return found;
}

function waysOf(planes: readonly Plane[], host: number, by: SeparatedBy): Map<number, number> {
  const ways = new Map<number, number>();
  for (const { cables, partOf } of planes) {
    for (let i = cables.start[host]!; i < cables.start[host + 1]!; i++) {
      const again = i > cables.start[host]! && cables.at[i] === cables.at[i - 1];
      if (by === 'switches' && again) continue;
      const part = partOf(cables.at[i]!);
      ways.set(part, (ways.get(part) ?? 0) + 1);
    }
  }
  return ways;
}

/** No pair of hosts loses more in a part than the one with the second most ways into it has. */
function partsApart(
  fabric: CompactFabric,
  inUse: Float64Array,
  planes: readonly Plane[],
  profiles: readonly HostProfile[],
  by: SeparatedBy,
): Map<number, number> {
  const most = new Map<number, number[]>();
  for (const { ways, kinds } of profiles) {
    const twice = kinds.length > 1 || kinds[0]!.second >= 0;
    for (const [part, count] of ways) {
      const all = [...(most.get(part) ?? []), count, ...(twice ? [count] : [])];
      most.set(part, all.sort((a, b) => b - a).slice(0, 2));
    }
  }
  const apart = new Map<number, number>();
  const known = new Map<string, number>();
  for (const { cables, network, placeOf, partOf, component, alike } of planes) {
    const leaves = new Map<number, number[]>();
    for (const v of new Set(cables.at)) {
      const list = leaves.get(partOf(v)) ?? [];
      leaves.set(partOf(v), list);
      list.push(placeOf[v]!);
    }
    const stays = (v: number) => network.vertexOf[v]! < fabric.endpointCount;
    for (const [part, list] of leaves) {
      const needed = most.get(part)?.[1] ?? 0;
      const key = `${alike} ${component[list[0]!]} ${needed}`;
      const fewest = known.get(key) ?? leavesApart(network, inUse, list, needed, by, stays);
      known.set(key, fewest);
      apart.set(part, fewest);
    }
  }
  return apart;
}
