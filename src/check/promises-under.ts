import type { FabricState } from '../measure/state.js';
import type { Measures, NumberOrRange } from '../spec/topology.js';
import type { Measured, Subject } from './checker.js';
import { measures } from './measures.js';
import { keeps, statedIn, surelyBreaks } from './promise.js';

/** A promise of `expect` that a state does not keep. */
export interface BrokenPromise {
  /** The plane set, plane or selector that was measured, and its measure. */
  readonly scope: string;
  readonly measure: string;
  readonly unit: string;
  readonly promised: NumberOrRange | string;
  readonly healthy: Measured;
  readonly measured: Measured;
  /** Broken for certain; or open: of what was measured a part would keep it, or nothing could be. */
  readonly status: 'broken' | 'open';
  /** Whether it was kept before the faults. */
  readonly keptBefore: boolean;
}

/** What is there stays there when it is down: no fault breaks a promise about it. */
const ofStructure: readonly (keyof Measures)[] = [
  'planes',
  'hosts',
  'endpoints',
  'ports',
  'switches',
  'cables',
  'cablesPerPair',
  'oversubscription',
  'cost',
];

/** How many promises were looked at, scope by scope, and those that do not hold. */
export interface PromisesKept {
  readonly promises: number;
  readonly broken: readonly BrokenPromise[];
}

/** The promises of `expect` that faults can break, held against a state of the fabric, in the order of measures. */
export function promisesUnder(subject: Subject, state: FabricState): PromisesKept {
  const { topology, healthy: before } = subject;
  const names = (Object.keys(measures) as (keyof Measures)[]).filter(
    (measure) => !ofStructure.includes(measure),
  );
  let promises = 0;
  const broken = names.flatMap((measure) => {
    const { unit, of } = measures[measure];
    return statedIn(subject, topology.expect, '/expect', measure).flatMap(({ scopes, claimed }) =>
      scopes.flatMap((scope): BrokenPromise[] => {
        promises++;
        const measured = of(state, scope, '', topology);
        if (keeps(claimed, measured)) return [];
        const healthy = of(before, scope, '', topology);
        const status = surelyBreaks(claimed, measured) ? 'broken' : 'open';
        const keptBefore = keeps(claimed, healthy);
        return [
          {
            scope: scope.id,
            measure,
            unit,
            promised: claimed,
            healthy,
            measured,
            status,
            keptBefore,
          },
        ];
      }),
    );
  });
  return { promises, broken };
}
