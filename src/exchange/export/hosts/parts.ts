import type { CompactFabric } from '../../../fabric/compact.js';
import { groupBy } from '../../../std/group.js';
import { UnionFind } from '../../../std/union-find.js';
import type { HostSet } from './fitness.js';
import { listed } from './switch-words.js';

/** Hosts that reach the same: the networks of switches that they are on, and the first of them. */
interface Reach {
  readonly networks: ReadonlySet<number>;
  readonly host: number;
}

/**
 * By set of hosts: its part, in which all hosts reach each other by switches, as no host passes on
 * from one network what comes by another. Otherwise the first two hosts that do not, though both
 * reach a third: no root is above the three, and none is not.
 */
export function partsOf(
  fabric: CompactFabric,
  planes: readonly number[],
  sets: readonly HostSet[],
): { partOf: readonly number[] } | { problem: string } {
  const networks = networksOf(fabric, planes);
  const together = new UnionFind(fabric.vertexCount);
  for (const of of networks.values()) {
    const [first] = of;
    for (const network of of) together.union(first!, network);
  }
  const partOfHost = (host: number) => together.find([...networks.get(host)!][0]!);
  const reaches = new Map<string, Reach>();
  for (const { hosts } of sets) {
    for (const host of hosts) {
      const of = networks.get(host)!;
      const key = [...of].sort((a, b) => a - b).join();
      if (!reaches.has(key)) reaches.set(key, { networks: of, host });
    }
  }
  for (const part of groupBy(reaches.values(), ({ host }) => partOfHost(host)).values()) {
    const broken = notJoined(part);
    if (broken) return { problem: words(fabric, planes, broken) };
  }
  return { partOf: sets.map(({ hosts }) => partOfHost(hosts[0]!)) };
}

/** By host with a cable to a switch: the networks that it is on, each by its smallest vertex. */
function networksOf(
  { lower, upper, endpointCount, vertexCount, hostOf, planes }: CompactFabric,
  wanted: readonly number[],
): Map<number, Set<number>> {
  const network = new UnionFind(vertexCount);
  const all = wanted.map((p) => planes[p]!.cables);
  for (const cables of all) {
    for (const c of cables) {
      if (lower[c]! >= endpointCount && upper[c]! >= endpointCount) {
        network.union(lower[c]!, upper[c]!);
      }
    }
  }
  const networks = new Map<number, Set<number>>();
  for (const cables of all) {
    for (const c of cables) {
      const endpoint = Math.min(lower[c]!, upper[c]!);
      const leaf = Math.max(lower[c]!, upper[c]!);
      if (endpoint >= endpointCount || leaf < endpointCount) continue;
      const host = hostOf[endpoint]!;
      const known = networks.get(host);
      if (known) known.add(network.find(leaf));
      else networks.set(host, new Set([network.find(leaf)]));
    }
  }
  return networks;
}

/** Two of a connected part that share no network, and one that shares one with each of them. */
function notJoined(part: readonly Reach[]): readonly [Reach, Reach, Reach] | null {
  const common = [...part[0]!.networks].some((one) =>
    part.every(({ networks }) => networks.has(one)),
  );
  if (common) return null;
  const meet = (a: Reach, b: Reach) => [...a.networks].some((one) => b.networks.has(one));
  for (const one of part) {
    const near = part.filter((other) => meet(one, other));
    if (near.length === part.length) continue;
    for (const other of part) {
      if (meet(one, other)) continue;
      const between = near.find((each) => meet(each, other));
      if (between) return [one, other, between];
    }
  }
  return null;
}

function words(
  fabric: CompactFabric,
  planes: readonly number[],
  [one, other, between]: readonly [Reach, Reach, Reach],
): string {
  const { hostIds } = fabric;
  const on = ({ host }: Reach) =>
    `${hostIds[host]!} (on ${listed(fabric, leavesOf(fabric, planes, host))})`;
  return `no switches join ${on(one)} and ${on(other)}, but both reach ${hostIds[between.host]!}`;
}

function leavesOf(
  { lower, upper, hostOf, endpointCount, planes }: CompactFabric,
  wanted: readonly number[],
  host: number,
): number[] {
  const leaves = new Set<number>();
  for (const p of wanted) {
    for (const c of planes[p]!.cables) {
      const [endpoint, leaf] = [Math.min(lower[c]!, upper[c]!), Math.max(lower[c]!, upper[c]!)];
      if (endpoint < endpointCount && leaf >= endpointCount && hostOf[endpoint] === host) {
        leaves.add(leaf);
      }
    }
  }
  return [...leaves].sort((a, b) => a - b);
}
