import { keysOf } from '../finding/pointer.js';
import type { FabricState } from '../measure/state.js';
import type { Measures, Scenario } from '../spec/topology.js';
import type { Subject } from './checker.js';
import { type Drained, promiseLeft } from './drained.js';
import { measures } from './measures.js';
import { statedIn } from './promise.js';
import type { Scope } from './scope.js';
import { Worst } from './worst.js';

/** A promise of the scenario, and the worst case of it so far. */
export interface Clause {
  readonly pointer: string;
  /** As it is written: a key of `expect`, a measure. */
  readonly scope: string;
  readonly measure: string;
  readonly unit: string;
  readonly what: string;
  readonly worst: Worst;
  /** Whether in a state only ids decide what it is about: then symmetric cases need not measure alike. */
  readonly tied: (state: FabricState) => boolean;
}

/** The promises of a scenario, in the order of measures; what is drained has no part in them. */
export function clausesOf(
  subject: Subject,
  { expect }: Pick<Scenario, 'expect'>,
  at: string,
  drained: Drained | undefined,
): Clause[] {
  return (Object.keys(measures) as (keyof Measures)[]).flatMap((measure) =>
    statedIn(subject, expect, at, measure).map((promise): Clause => {
      const { name, pointer } = promise;
      const { scopes, claimed } = promiseLeft(promise, measure, drained);
      const { unit, what, of } = measures[measure];
      return {
        pointer,
        scope: keysOf(pointer)[keysOf(at).length]!,
        measure: name === undefined ? measure : `${measure}.${name}`,
        unit,
        what: what(name),
        worst: new Worst(claimed, scopes, (state, scope) =>
          of(state, scope, name ?? '', subject.topology),
        ),
        tied: tieOf(measure, scopes),
      };
    }),
  );
}

function tieOf(measure: keyof Measures, scopes: readonly Scope[]): Clause['tied'] {
  switch (measure) {
    case 'endpointsCutOff':
      // In a single plane as many are cut off whichever of equal parts is the main one.
      return scopes.some(({ planes, among }) => planes.length > 1 || among !== undefined)
        ? (state) => state.tied()
        : () => false;
    case 'endpointsCutOffPerHost':
    case 'hostsCutOff':
      return (state) => state.tied();
    case 'throughput':
      // Of the largest part of those that are asked: which that is may be open wherever there are several.
      return (state) => scopes.some(({ planes }) => planes.some((p) => state.parts(p).count > 1));
    default:
      return () => false;
  }
}
