import type { CompactFabric } from '../../../fabric/compact.js';
import { groupBy } from '../../../std/group.js';
import { UnionFind } from '../../../std/union-find.js';
import { hostPlaces, type Places } from './places.js';
import { listed } from './switch-words.js';

/** Hosts that stand together in every plane, with their leaves of all planes. */
export interface HostSet {
  readonly hosts: readonly number[];
  readonly leaves: readonly number[];
}

interface Grouped {
  readonly plane: number;
  readonly places: Places;
}

/**
 * The hosts of some planes in sets that share their leaves, if all these planes group them alike:
 * two hosts that stand together in one plane stand together in every plane that has both. Otherwise
 * why no tree says where a host is: the first plane that disagrees with an earlier one.
 */
export function hostSets(
  fabric: CompactFabric,
  planes: readonly number[],
): { sets: readonly HostSet[] } | { problem: string } {
  const grouped: Grouped[] = [];
  for (const plane of planes) {
    const places = hostPlaces(fabric, plane);
    if ('problem' in places) return { problem: `in ${fabric.planes[plane]!.id} ${places.problem}` };
    const latest = { plane, places };
    for (const earlier of grouped) {
      const problem = disagreement(fabric, earlier, latest);
      if (problem !== null) return { problem };
    }
    grouped.push(latest);
  }
  return { sets: joined(fabric, grouped) };
}

/** What the first two hosts are that one plane puts together and the other one does not. */
function disagreement(fabric: CompactFabric, a: Grouped, b: Grouped): string | null {
  const hostAt = [new Map<number, number>(), new Map<number, number>()] as const;
  for (let host = 0; host < fabric.hostIds.length; host++) {
    const at = [a.places.ofHost[host]!, b.places.ofHost[host]!] as const;
    if (at[0] < 0 || at[1] < 0) continue;
    for (const [here, there] of [[a, b] as const, [b, a] as const]) {
      const side = here === a ? 0 : 1;
      const first = hostAt[side].get(at[side]);
      if (first === undefined) hostAt[side].set(at[side], host);
      else if (there.places.ofHost[first] !== there.places.ofHost[host]) {
        return split(fabric, [first, host], here, there);
      }
    }
  }
  return null;
}

function split(
  fabric: CompactFabric,
  [one, other]: readonly [number, number],
  together: Grouped,
  apart: Grouped,
): string {
  const { hostIds, planes } = fabric;
  const at = ({ places }: Grouped, host: number) =>
    listed(fabric, places.leaves[places.ofHost[host]!]!);
  const names = [hostIds[one]!, hostIds[other]!];
  return (
    `${names.join(' and ')} share their leaves in ${planes[together.plane]!.id}, ${at(together, one)}, ` +
    `but not in ${planes[apart.plane]!.id}: ${names[0]} is on ${at(apart, one)}, ${names[1]} on ${at(apart, other)}`
  );
}

function joined(fabric: CompactFabric, grouped: readonly Grouped[]): HostSet[] {
  const alike = new UnionFind(fabric.hostIds.length);
  const leavesOf = new Map<number, Set<number>>();
  const present = new Uint8Array(fabric.hostIds.length);
  for (const { places } of grouped) {
    const first = new Map<number, number>();
    places.ofHost.forEach((place, host) => {
      if (place < 0) return;
      present[host] = 1;
      alike.union(host, first.get(place) ?? host);
      if (!first.has(place)) first.set(place, host);
    });
  }
  const roots = alike.representatives();
  for (const { places } of grouped) {
    places.ofHost.forEach((place, host) => {
      if (place < 0) return;
      const known = leavesOf.get(roots[host]!) ?? new Set();
      for (const leaf of places.leaves[place]!) known.add(leaf);
      leavesOf.set(roots[host]!, known);
    });
  }
  const hosts = [...present.keys()].filter((host) => present[host] === 1);
  return [...groupBy(hosts, (host) => roots[host]!)].map(([root, members]) => ({
    hosts: members,
    leaves: [...leavesOf.get(root)!].sort((a, b) => a - b),
  }));
}
