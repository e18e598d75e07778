/** What is lost when two ends are separated. */
export type SeparatedBy = 'cables' | 'switches';

/** The fewest whose loss separates two ends inside one plane, and what proves that fewer do not. */
export interface PlaneCut {
  /** Cables, or switches as vertices; ascending. */
  readonly lost: readonly number[];
  /** As many paths, each a list of cables from A to B, that have no cable (no switch) in common. */
  readonly paths: readonly (readonly number[])[];
}
