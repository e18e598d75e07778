import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { counts } from './counts.js';
import type { PlaneParts } from './parts.js';
import type { FabricState } from './state.js';

/** Hosts that are in the same parts of the same planes, and how many there are. */
export interface HostGroup {
  readonly parts: readonly InPlane[];
  hosts: number;
}

/** The parts of one plane that a host has an endpoint in; ascending. */
interface InPlane {
  readonly plane: number;
  readonly parts: readonly number[];
}

/**
 * Groups hosts plane by plane: a group is split by the parts that its hosts are in.
 *
 * @param before another state, whose parts split groups, too: its planes are numbered on
 */
export function hostGroups(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null,
  before: FabricState | null = null,
): HostGroup[] {
  const { fabric } = state;
  const inScope = hostsIn(fabric, planes, among);
  const all = inScope.reduce((sum, is) => sum + is, 0);
  const groupOf = new Int32Array(fabric.hostIds.length);
  let groups: HostGroup[] = [{ parts: [], hosts: 0 }];
  const sides = before ? [state, before] : [state];
  const looks = sides.flatMap((side, i) =>
    planes.map((p) => ({ p, found: side.parts(p), plane: i * fabric.planes.length + p })),
  );
  for (const { p, found, plane } of looks) {
    if (found.cutOffCount === 0 && hostCount(fabric, p, among) === all) {
      // All hosts of the scope are in the main part of this plane: no group is split.
      const here = { plane, parts: [found.main] };
      groups = groups.map(({ parts, hosts }) => ({ parts: [...parts, here], hosts }));
      continue;
    }
    const partsOf = hostParts(fabric, found, p, among);
    const next = new Map<string | number, number>();
    const split: HostGroup[] = [];
    for (let h = 0; h < groupOf.length; h++) {
      const parts = partsOf(h);
      const group = groupOf[h]!;
      // Almost every host is in one part: a number is then enough as a key.
      const key = typeof parts === 'number' ? parts * groups.length + group : `${parts} ${group}`;
      let to = next.get(key);
      if (to === undefined) {
        const here = typeof parts === 'number' ? [parts] : parts;
        const known = groups[group]!.parts;
        const list = here[0] === -1 ? known : [...known, { plane, parts: here }];
        to = split.push({ parts: list, hosts: 0 }) - 1;
        next.set(key, to);
      }
      groupOf[h] = to;
    }
    groups = split;
  }
  for (let h = 0; h < groupOf.length; h++) if (inScope[h] === 1) groups[groupOf[h]!]!.hosts++;
  return groups.filter(({ hosts }) => hosts > 0);
}

/** By host: 1 if one of the endpoints that count is in one of the planes. */
function hostsIn(
  fabric: CompactFabric,
  planes: readonly number[],
  among: EndpointSet | null,
): Uint8Array {
  const found = new Uint8Array(fabric.hostIds.length);
  if (!among && counts(fabric, planes).hosts === found.length) return found.fill(1);
  for (const p of planes) {
    const { endpoints } = fabric.planes[p]!;
    for (let i = 0; i < endpoints.length; i++) {
      if (among?.has[endpoints[i]!] !== 0) found[fabric.hostOf[endpoints[i]!]!] = 1;
    }
  }
  return found;
}

const hostCount = (fabric: CompactFabric, plane: number, among: EndpointSet | null): number =>
  among
    ? hostsIn(fabric, [plane], among).reduce((sum, is) => sum + is, 0)
    : counts(fabric, [plane]).hosts;

/** By host: its part in a plane, −1 if it is in none, or the list of its parts. */
function hostParts(
  fabric: CompactFabric,
  { partOf, several }: PlaneParts,
  plane: number,
  among: EndpointSet | null,
): (host: number) => number | readonly number[] {
  const { endpoints } = fabric.planes[plane]!;
  const first = new Int32Array(fabric.hostIds.length).fill(-1);
  const more = new Map<number, Set<number>>();
  const add = (host: number, part: number) => {
    if (first[host] === -1) first[host] = part;
    else if (first[host] !== part) {
      const all = more.get(host) ?? new Set([first[host]!]);
      more.set(host, all.add(part));
    }
  };
  for (let i = 0; i < endpoints.length; i++) {
    if (partOf[i]! < 0 || among?.has[endpoints[i]!] === 0) continue;
    const host = fabric.hostOf[endpoints[i]!]!;
    add(host, partOf[i]!);
    if (several.size > 0) for (const part of several.get(i) ?? []) add(host, part);
  }
  return (host) => {
    const all = more.get(host);
    return all ? [...all].sort((a, b) => a - b) : first[host]!;
  };
}

/** Planes in which the two share a part. Both lists are in the order of the planes of the scope. */
export function sharedPlanes(
  a: HostGroup,
  b: HostGroup,
  counts = (_plane: number) => true,
): number {
  let shared = 0;
  for (const { plane, parts } of a.parts) {
    const other = b.parts.find((entry) => entry.plane === plane);
    if (other && counts(plane) && parts.some((part) => other.parts.includes(part))) shared++;
  }
  return shared;
}
