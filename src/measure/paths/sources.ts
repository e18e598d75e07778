import type { FabricState } from '../state.js';
import { endpointCount, type PathGraph } from './path-graph.js';
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
    .map((kind) => ({ kind, endpoints: endpointCount(graph, kind) }));

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
