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
 * hosts that stand together in one plane, or that other hosts join in this way, stand together in
 * every plane that has them. Otherwise why no tree says where a host is.
 */
export function hostSets(
  fabric: CompactFabric,
  planes: readonly number[],
): { sets: readonly HostSet[] } | { problem: string } {
  const grouped: Grouped[] = [];
  for (const plane of planes) {
    const places = hostPlaces(fabric, plane);
    if ('problem' in places) return { problem: `in ${fabric.planes[plane]!.id} ${places.problem}` };
    grouped.push({ plane, places });
  }
  const roots = rootsOf(fabric, grouped);
  const torn = tornSet(grouped, roots);
  if (torn) return { problem: disagreements(fabric, grouped) ?? chain(fabric, grouped, torn) };
  return { sets: joined(fabric, grouped, roots) };
}

/** Two hosts of a set that stand apart in a plane. */
interface Torn {
  readonly apart: Grouped;
  readonly hosts: readonly [number, number];
}

function tornSet(grouped: readonly Grouped[], roots: Int32Array): Torn | null {
  for (const apart of grouped) {
    const first = new Map<number, number>();
    for (const [host, place] of apart.places.ofHost.entries()) {
      if (place < 0) continue;
      const known = first.get(roots[host]!);
      if (known === undefined) first.set(roots[host]!, host);
      else if (apart.places.ofHost[known] !== place) return { apart, hosts: [known, host] };
    }
  }
  return null;
}

/** The first two planes that disagree on two hosts that both have, if two do. */
function disagreements(fabric: CompactFabric, grouped: readonly Grouped[]): string | null {
  for (const [i, latest] of grouped.entries()) {
    for (const earlier of grouped.slice(0, i)) {
      const problem = disagreement(fabric, earlier, latest);
      if (problem !== null) return problem;
    }
  }
  return null;
}

/** Two hosts whom only hosts between them join, of which the first is named. */
function chain(
  { hostIds, planes }: CompactFabric,
  grouped: readonly Grouped[],
  { apart, hosts: [one, other] }: Torn,
): string {
  const beside = grouped.flatMap(({ plane, places: { ofHost } }) => {
    const host = ofHost.findIndex((place, h) => h !== one && place >= 0 && place === ofHost[one]);
    return host >= 0 ? [`with ${hostIds[host]!} in ${planes[plane]!.id}`] : [];
  });
  return (
    `${hostIds[one]!} and ${hostIds[other]!} are on different leaves in ${planes[apart.plane]!.id}, ` +
    `but hosts between them join them: ${hostIds[one]!} shares its leaves ${beside[0]!}, and so on`
  );
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

/** By host: the first host of those that it stands with, in whatever plane. */
function rootsOf(fabric: CompactFabric, grouped: readonly Grouped[]): Int32Array {
  const alike = new UnionFind(fabric.hostIds.length);
  for (const { places } of grouped) {
    const first = new Map<number, number>();
    places.ofHost.forEach((place, host) => {
      if (place < 0) return;
      alike.union(host, first.get(place) ?? host);
      if (!first.has(place)) first.set(place, host);
    });
  }
  return alike.representatives();
}

function joined(fabric: CompactFabric, grouped: readonly Grouped[], roots: Int32Array): HostSet[] {
  const leavesOf = new Map<number, Set<number>>();
  const present = new Uint8Array(fabric.hostIds.length);
  for (const { places } of grouped) {
    places.ofHost.forEach((place, host) => {
      if (place < 0) return;
      present[host] = 1;
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
