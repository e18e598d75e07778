import type { CompactFabric } from '../../fabric/compact.js';
import type { PlaneNetwork } from '../plane-network.js';
import type { NotRouted } from './routed.js';
import { leavesInOrder, type TreeTargets, treeTargets } from './tree-targets.js';

/**
 * A plane whose cables lead up and down between neighbouring tiers, as it was built: what is dead keeps
 * its place, so that a fault does not turn every route.
 */
export interface UpDownTree extends TreeTargets {
  /** By switch of the network: its tier, 0 = leaf. */
  readonly level: Int32Array;
  readonly levels: number;
  readonly up: TreePorts;
  readonly down: TreePorts;
  /** By level: the most switches above one switch of it (those of endpoints: 1). */
  readonly parents: readonly number[];
  /** By endpoint: its cable; −1: it has none. */
  readonly cableOf: Int32Array;
}

/** Cables by switch: `start[v]` … `start[v + 1] − 1`. */
export interface TreePorts {
  readonly start: Int32Array;
  readonly cables: Int32Array;
  readonly ends: Int32Array;
}

export function upDownTree(
  fabric: CompactFabric,
  plane: number,
  network: PlaneNetwork,
  placeOf: Int32Array,
): UpDownTree | NotRouted {
  const { planes, planeSets, switches, endpointCount, lower, upper, vertexIds } = fabric;
  const { cables, relays, planeSet } = planes[plane]!;
  if (relays) return { reason: 'its endpoints pass traffic on' };
  const { tiers } = planeSets[planeSet]!;
  const { vertexOf, switchCount } = network;
  const level = Int32Array.from(vertexOf, (v) => tiers.indexOf(switches[v - endpointCount]!.tier));
  const cableOf = new Int32Array(endpointCount).fill(-1);
  const between: number[] = [];
  const ids = (a: number, b: number) => `${vertexIds[a]} to ${vertexIds[b]}`;
  for (const cable of cables) {
    const [a, b] = [lower[cable]!, upper[cable]!];
    if (b < endpointCount) return { reason: `a cable leads from ${ids(a, b)}` };
    const [from, to] = [a < endpointCount ? -1 : level[placeOf[a]!]!, level[placeOf[b]!]!];
    if (to !== from + 1) {
      return { reason: `it is no tree up and down: a cable leads from ${ids(a, b)}` };
    }
    if (a >= endpointCount) between.push(cable);
    else if (cableOf[a] !== -1) return { reason: `${vertexIds[a]} has several cables in it` };
    else cableOf[a] = cable;
  }
  const up = portsOf(switchCount, between, (c) => [placeOf[lower[c]!]!, placeOf[upper[c]!]!]);
  const down = portsOf(switchCount, between, (c) => [placeOf[upper[c]!]!, placeOf[lower[c]!]!]);
  const levels = tiers.length;
  const parents = Array.from({ length: levels }, () => 1);
  for (let v = 0; v < switchCount; v++) {
    const above = new Set(up.ends.subarray(up.start[v], up.start[v + 1])).size;
    parents[level[v]!] = Math.max(parents[level[v]!]!, above);
  }
  const leaves = leavesInOrder(level, levels, up);
  const targets = treeTargets(fabric, cableOf, placeOf, leaves);
  return { level, levels, up: byRank(up), down, parents, cableOf, ...targets };
}

/** Cables of each switch by the other end, then as they stand in the plane. */
function portsOf(
  switchCount: number,
  cables: readonly number[],
  endsOf: (cable: number) => readonly [number, number],
): TreePorts {
  const sorted = cables
    .map((cable) => [cable, ...endsOf(cable)] as const)
    .sort((a, b) => a[1] - b[1] || a[2] - b[2] || a[0] - b[0]);
  const start = new Int32Array(switchCount + 1);
  for (const [, v] of sorted) start[v + 1]!++;
  for (let v = 0; v < switchCount; v++) start[v + 1]! += start[v]!;
  return {
    start,
    cables: Int32Array.from(sorted, ([cable]) => cable),
    ends: Int32Array.from(sorted, ([, , end]) => end),
  };
}

/** One cable to each switch above, then a second one to each, and so on. */
function byRank({ start, cables, ends }: TreePorts): TreePorts {
  const [byRankCables, byRankEnds] = [cables.slice(), ends.slice()];
  for (let v = 0; v + 1 < start.length; v++) {
    const ports: { at: number; rank: number }[] = [];
    for (let at = start[v]!, rank = 0; at < start[v + 1]!; at++) {
      rank = at > start[v]! && ends[at] === ends[at - 1] ? rank + 1 : 0;
      ports.push({ at, rank });
    }
    ports.sort((a, b) => a.rank - b.rank || a.at - b.at);
    ports.forEach(({ at }, i) => {
      byRankCables[start[v]! + i] = cables[at]!;
      byRankEnds[start[v]! + i] = ends[at]!;
    });
  }
  return { start, cables: byRankCables, ends: byRankEnds };
}
