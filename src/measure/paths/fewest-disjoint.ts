import type { Component, DisjointPaths } from './disjoint-paths.js';
import { endpointCount, type PathGraph } from './path-graph.js';

/** Pairs of kinds, each between the ends of what is known of its disjoint paths. */
interface Pair {
  readonly least: number;
  readonly most: number;
}

/**
 * The fewest cable-disjoint paths of any two endpoints that a path joins; null: there are no such
 * two. A cut between two endpoints takes, in each component, all cables of the one, or all of the
 * other, or parts two switches that endpoints hang on. So most pairs are known without a flow.
 *
 * @param sources kinds that stand for all
 * @param mostFlows that may be looked for; undefined is returned if they are not enough
 */
export function fewestDisjoint(
  graph: PathGraph,
  disjoint: DisjointPaths,
  components: readonly Component[],
  sources: readonly number[],
  mostFlows: number,
): number | null | undefined {
  const { kindCount, counts } = graph;
  const ports = Array.from({ length: kindCount }, (_, k) => disjoint.portsIn(k));
  let [fewest, flows] = [Number.POSITIVE_INFINITY, 0];
  for (const a of sources) {
    for (let b = 0; b < kindCount; b++) {
      if (counts[b] === 0 || (a === b && endpointCount(graph, a) < 2)) continue;
      const { least, most } = a === b ? same(ports[a]!) : between(ports[a]!, ports[b]!, components);
      if (most === 0 || least >= fewest) continue;
      if (least < most && ++flows > mostFlows) return undefined;
      fewest = Math.min(
        fewest,
        least === most ? most : disjoint.betweenEndpoints(a, b, Math.min(most, fewest)),
      );
    }
  }
  return Number.isFinite(fewest) ? fewest : null;
}

/** Endpoints of one kind hang on the same switches, with as many cables: each is a way of its own. */
function same(ports: ReadonlyMap<number, number>): Pair {
  const all = [...ports.values()].reduce((sum, n) => sum + n, 0);
  return { least: all, most: all };
}

function between(
  as: ReadonlyMap<number, number>,
  bs: ReadonlyMap<number, number>,
  components: readonly Component[],
): Pair {
  let [least, most] = [0, 0];
  for (const [component, a] of as) {
    const b = bs.get(component) ?? 0;
    least += Math.min(a, b, components[component]!.fewest);
    most += Math.min(a, b);
  }
  return { least, most };
}
