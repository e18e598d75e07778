import type { CompactFabric } from '../fabric/compact.js';
import { type Marked, markKinds, type Told } from './marks.js';
import { type RankOf, weakRank } from './representatives.js';

/**
 * By vertex: how much its marks are worth being seen by themselves. What stands at the ends of
 * marked cables comes behind what is marked itself, where these are few.
 */
export function rankOfVertex(fabric: CompactFabric, marked: Marked): RankOf<number> {
  const ranks = new Map<number, number>();
  for (const [cable, marks] of marked.cables) {
    const rank = weakRank + best(marks);
    for (const v of [fabric.lower[cable]!, fabric.upper[cable]!]) {
      ranks.set(v, Math.min(rank, ranks.get(v) ?? rank));
    }
  }
  for (const [v, marks] of marked.vertices) ranks.set(v, best(marks));
  return (v) => ranks.get(v) ?? null;
}

/** By plane: its own marks, or those on its switches. */
export function rankOfPlane(fabric: CompactFabric, marked: Marked): RankOf<number> {
  const ofVertex = rankOfVertex(fabric, marked);
  return (p) => {
    const { id, switches } = fabric.planes[p]!;
    const own = marked.planes.get(id);
    return own ? best(own) : bestOf(switches, ofVertex);
  };
}

/** By host: its own marks, or those on its NICs. */
export function rankOfHosts(
  marked: Marked,
  ofVertex: RankOf<number>,
): (hosts: readonly number[], endpoints: readonly number[]) => number | null {
  return (hosts, endpoints) =>
    bestOf(hosts, (host) => {
      const own = marked.hosts.get(host);
      return own ? best(own) : null;
    }) ?? bestOf(endpoints, ofVertex);
}

/** The best rank of several; null if none has one. */
export function bestOf(items: Iterable<number>, rankOf: RankOf<number>): number | null {
  let found: number | null = null;
  for (const item of items) {
    const rank = rankOf(item);
    if (rank !== null && (found === null || rank < found)) found = rank;
  }
  return found;
}

const best = (marks: readonly Told[]): number =>
  Math.min(...marks.map(({ mark }) => markKinds.indexOf(mark)));
