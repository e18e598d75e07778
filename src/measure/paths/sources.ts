import type { FabricState } from '../state.js';
import { endpointsOf, type PathGraph } from './path-graph.js';
import { type PathQuestion, verifiedClasses } from './path-question.js';

/** A kind to search from: one endpoint of it stands for so many. */
export interface Source {
  readonly kind: number;
  readonly endpoints: number;
}

/** Every kind whose endpoints are looked at stands for these. */
export const everyKind = (graph: PathGraph): Source[] =>
  [...graph.siteOf.keys()]
    .filter((kind) => graph.counts[kind] === 1)
    .map((kind) => ({ kind, endpoints: endpointsOf(graph, kind) }));

/** Kinds whose first endpoints are in one verified class: the first kind stands for all of them. */
export function oneOfEachClass(
  state: FabricState,
  question: PathQuestion,
  graph: PathGraph,
): Source[] {
  const classes = verifiedClasses(state, question);
  const found = new Map<number, Source>();
  for (const { kind, endpoints } of everyKind(graph)) {
    const key = classes[graph.endpoint[kind]!]!;
    const known = found.get(key);
    found.set(key, { kind: known?.kind ?? kind, endpoints: (known?.endpoints ?? 0) + endpoints });
  }
  return [...found.values()];
}

/** Who picks the sources: all kinds, or, where a search from all is long, one of each class. */
export type SourcesOf = (
  state: FabricState,
  question: PathQuestion,
  graph: PathGraph,
  stepsOfOne: number,
) => Source[];

/** Up to so many steps it is not worth while to look for symmetries. */
const fewSteps = 1e6;

export const fewestSources: SourcesOf = (state, question, graph, stepsOfOne) => {
  const all = everyKind(graph);
  return all.length * stepsOfOne <= fewSteps ? all : oneOfEachClass(state, question, graph);
};
