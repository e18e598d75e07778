import type { CompactFabric } from '../../../fabric/compact.js';
import { Losses } from './losses.js';
import { listed } from './switch-words.js';

/** Where the hosts of a plane stand: hosts that share their leaves have the same place. */
export interface Places {
  /** By host: its place, −1 without a cable in this plane. */
  readonly ofHost: Int32Array;
  /** By place: its leaves, as vertices, ascending. */
  readonly leaves: readonly (readonly number[])[];
}

interface Stand {
  readonly leaves: readonly number[];
  readonly hosts: number[];
}

/**
 * The places of a plane, by its cables. A host that has lost some of its cables stands where its
 * others lead: all that it has lead where those of another host do that has more. Other hosts that
 * share one leaf but not another have no place: that is the problem.
 */
export function hostPlaces(fabric: CompactFabric, plane: number): Places | { problem: string } {
  const ofHost = new Int32Array(fabric.hostIds.length).fill(-1);
  const leaves: (readonly number[])[] = [];
  const whole: (readonly number[])[] = [];
  const losses = new Losses(fabric, plane);
  const placeOfLeaf = new Map<number, number>();
  // Larger ones first: what is left of a set of leaves is met after the whole.
  const stands = standsOf(fabric, plane).sort((a, b) => b.leaves.length - a.leaves.length);
  for (const stand of stands) {
    const met = new Set(stand.leaves.map((leaf) => placeOfLeaf.get(leaf) ?? -1));
    const place = met.has(-1) ? leaves.length : [...met][0]!;
    if (met.size > 1) {
      const other = [...met].find((known) => known >= 0)!;
      return { problem: apart(fabric, stand, whole[other]![0]!, leaves[other]!) };
    }
    if (place === leaves.length) {
      leaves.push(stand.leaves);
      whole.push(stand.hosts);
      for (const leaf of stand.leaves) placeOfLeaf.set(leaf, place);
    } else {
      const astray = losses.without(stand.hosts, whole[place]!);
      if (astray !== undefined) {
        const alone = { leaves: stand.leaves, hosts: [astray] };
        return { problem: apart(fabric, alone, whole[place]![0]!, leaves[place]!) };
      }
    }
    for (const host of stand.hosts) ofHost[host] = place;
  }
  return { ofHost, leaves };
}

/** Sets of leaves that hosts are cabled to, each with its hosts; in order of the first host. */
function standsOf(fabric: CompactFabric, plane: number): Stand[] {
  const { lower, upper, endpointCount, hostOf } = fabric;
  const byHost = new Map<number, Set<number>>();
  for (const c of fabric.planes[plane]!.cables) {
    const [endpoint, leaf] =
      lower[c]! < upper[c]! ? [lower[c]!, upper[c]!] : [upper[c]!, lower[c]!];
    if (endpoint >= endpointCount || leaf < endpointCount) continue;
    const host = hostOf[endpoint]!;
    const known = byHost.get(host);
    if (known) known.add(leaf);
    else byHost.set(host, new Set([leaf]));
  }
  const stands = new Map<string, Stand>();
  for (const host of [...byHost.keys()].sort((a, b) => a - b)) {
    const leaves = [...byHost.get(host)!].sort((a, b) => a - b);
    const key = leaves.join();
    const known = stands.get(key);
    if (known) known.hosts.push(host);
    else stands.set(key, { leaves, hosts: [host] });
  }
  return [...stands.values()];
}

function apart(
  fabric: CompactFabric,
  { leaves, hosts }: Stand,
  otherHost: number,
  otherLeaves: readonly number[],
): string {
  const [one, other] = [fabric.hostIds[otherHost]!, fabric.hostIds[hosts[0]!]!];
  const without = (from: readonly number[], what: readonly number[]) =>
    listed(
      fabric,
      from.filter((leaf) => !what.includes(leaf)),
    );
  const shared = listed(
    fabric,
    leaves.filter((leaf) => otherLeaves.includes(leaf)),
  );
  const [more, less] = [without(otherLeaves, leaves), without(leaves, otherLeaves)];
  return `${one} and ${other} share ${shared}, but only ${one} is on ${more}${less === '' ? '' : ` and only ${other} on ${less}`}`;
}
