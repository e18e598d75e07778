import type { FabricState } from '../state.js';
import { DisjointPaths } from './disjoint-paths.js';
import { type PathCounts, shortestPathCounts } from './path-counts.js';
import type { PathGraph } from './path-graph.js';
import { graphOf, type PathQuestion, remembered } from './path-question.js';
import { fewestSources, type SourcesOf } from './sources.js';

/** Ways between the endpoints of a scope, and between the switches that they hang on. */
export interface PathDiversity {
  /** Of pairs of endpoints that share no switch; null: there is none with a path. */
  readonly shortestPaths: PathCounts | null;
  /** Cable-disjoint paths of the worst pair of endpoints that a path joins; null: there is none. */
  readonly disjointPaths: number | null;
  /** The same, of the switches that endpoints hang on. */
  readonly disjointSwitchPaths: number | null;
}

/** Searches that would take more steps are not made: some seconds. */
const mostSteps = 1e9;

/** Ways between pairs that a path joins; null: there are too many to be searched. */
export function pathDiversity(
  state: FabricState,
  question: Omit<PathQuestion, 'relays'>,
  sourcesOf: SourcesOf = fewestSources,
): PathDiversity | null {
  const whole = { ...question, relays: 'switches' } as const;
  return remembered(state, whole, `diversity ${sourcesOf.name}`, () => {
    const graph = graphOf(state, whole);
    const sources = sourcesOf(state, whole, graph, stepsOf(graph)).map(({ kind }) => kind);
    if (sources.length * stepsOf(graph) > mostSteps) return null;
    const disjoint = new DisjointPaths(graph);
    const leaves = [...graph.kindOffsets.keys()].filter(
      (s) => s < graph.switchCount && graph.kindOffsets[s + 1]! > graph.kindOffsets[s]!,
    );
    return {
      shortestPaths: shortestPathCounts(graph, sources),
      disjointPaths: fewestDisjoint(graph, disjoint, sources),
      disjointSwitchPaths: disjoint.fewestBetweenSwitches(leaves),
    };
  });
}

function fewestDisjoint(
  graph: PathGraph,
  disjoint: DisjointPaths,
  sources: readonly number[],
): number | null {
  let fewest: number | null = null;
  for (const a of sources) {
    for (let b = 0; b < graph.kindCount; b++) {
      if (graph.counts[b] === 0) continue;
      const paths = disjoint.betweenEndpoints(a, b, fewest ?? Number.POSITIVE_INFINITY);
      if (paths === 1) return 1;
      if (paths > 0) fewest = Math.min(fewest ?? paths, paths);
    }
  }
  return fewest;
}

const stepsOf = ({ neighbours, leaves }: PathGraph): number => neighbours.length + leaves.length;
