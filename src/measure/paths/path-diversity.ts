import type { FabricState } from '../state.js';
import { DisjointPaths } from './disjoint-paths.js';
import { fewestDisjoint } from './fewest-disjoint.js';
import { type PathCounts, shortestPathCounts } from './path-counts.js';
import type { PathGraph } from './path-graph.js';
import { graphOf, type PathQuestion, remembered, shareOf } from './path-question.js';
import { everyKind, oneOfEachClass, type Source } from './sources.js';

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
const mostSteps = 5e8;
/** Up to so many it is not worth while to look for symmetries. */
const fewSteps = 1e6;

/**
 * Ways between pairs that a path joins; null: there are too many to be searched. From one endpoint of
 * each class under verified symmetries, where a search from all kinds is long.
 */
export function pathDiversity(state: FabricState, question: Question): PathDiversity | null {
  const whole = { ...question, relays: 'switches' } as const;
  return remembered(state, whole, 'diversity', () => {
    const graph = graphOf(state, whole);
    const all = everyKind(graph);
    const isShort = all.length * stepsOf(graph) <= fewSteps;
    const sources = isShort ? all : oneOfEachClass(state, whole, graph);
    return diversityFrom(graph, sources, mostSteps * shareOf(state));
  });
}

/** The same, from kinds that stand for all. */
export function diversityFrom(
  graph: PathGraph,
  from: readonly Source[],
  most = mostSteps,
): PathDiversity | null {
  const sources = from.map(({ kind }) => kind);
  const steps = stepsOf(graph);
  if (sources.length * steps > most) return null;
  const disjoint = new DisjointPaths(graph);
  const components = disjoint.components();
  const mostFlows = most / steps;
  const disjointPaths = fewestDisjoint(graph, disjoint, components, sources, mostFlows);
  if (disjointPaths === undefined) return null;
  const fewest = Math.min(...components.map((component) => component.fewest));
  return {
    shortestPaths: shortestPathCounts(graph, sources),
    disjointPaths,
    disjointSwitchPaths: Number.isFinite(fewest) ? fewest : null,
  };
}

type Question = Omit<PathQuestion, 'relays'>;

const stepsOf = ({ neighbours, leaves }: PathGraph): number => neighbours.length + leaves.length;
