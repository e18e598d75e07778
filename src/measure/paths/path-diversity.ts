import type { FabricState } from '../state.js';
import { DisjointPaths } from './disjoint-paths.js';
import { type PathCounts, shortestPathCounts } from './path-counts.js';
import { endpointsOf, type PathGraph } from './path-graph.js';
import { graphOf, type PathQuestion, remembered, verifiedClasses } from './path-question.js';

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
/** Up to so many it is not worth while to look for symmetries. */
const fewSteps = 1e6;

/** Ways between pairs that a path joins; null: there are too many to be searched. */
export function pathDiversity(
  state: FabricState,
  question: Omit<PathQuestion, 'relays'>,
  sourcesOf: typeof representatives = representatives,
): PathDiversity | null {
  const whole = { ...question, relays: 'switches' } as const;
  return remembered(state, whole, `diversity ${sourcesOf.name}`, () => {
    const graph = graphOf(state, whole);
    const sources = sourcesOf(state, whole, graph);
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

/** Kinds that stand for all: those of the first endpoint of each verified class. */
export function representatives(
  state: FabricState,
  question: PathQuestion,
  graph: PathGraph,
): readonly number[] {
  const all = everyKind(state, question, graph);
  if (all.length * stepsOf(graph) <= fewSteps) return all;
  const classes = verifiedClasses(state, question);
  const found = new Map<number, number>();
  for (const k of all) {
    const key = classes[graph.endpoint[k]!]!;
    if (!found.has(key)) found.set(key, k);
  }
  return [...found.values()];
}

export const everyKind = (_: FabricState, __: PathQuestion, graph: PathGraph): readonly number[] =>
  [...graph.siteOf.keys()].filter((k) => graph.counts[k] === 1 && endpointsOf(graph, k) > 0);
