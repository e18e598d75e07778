import type { CompactFabric } from '../fabric/compact.js';
import type { Part } from '../fabric/parts.js';
import { degrade } from '../failure/capacity.js';
import { bisectionKept } from '../measure/bisection-sum.js';
import { cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { FabricState } from '../measure/state.js';
import type { Symmetry } from '../measure/symmetry.js';
import type { CheckResult, Interval, Measured, Subject } from './checker.js';
import { EverySingle, type SingleOutcome } from './every-single.js';

/**
 * Fails every single switch and every single cable of each plane set: the worst element by
 * endpoints cut off, by host pairs cut off, and by the bisection that its plane keeps. So many
 * faults are measured for one of these questions as some seconds allow; the others are skipped.
 */
export function everySingleFault(
  subject: Subject,
  symmetry: Symmetry,
  check: string,
): CheckResult[] {
  return subject.fabric.planeSets.flatMap((set) =>
    (['switch', 'cable'] as const).flatMap((kind) => {
      const sweep = new Sweep(subject, set.planes, kind, symmetry);
      if (sweep.every.cases === 0) return [];
      const complete = sweep.run();
      const common = {
        check,
        status: complete ? ('pass' as const) : ('skip' as const),
        scope: set.id,
        claimed: null,
        basis: null,
        fault: `any single ${kind}`,
        cases: sweep.every.cases,
        evaluated: sweep.every.evaluated,
        ...(complete ? {} : { note: 'not all tried' }),
      };
      return [
        { ...common, measure: 'endpointsCutOff', unit: 'endpoints', ...sweep.cut.found() },
        { ...common, measure: 'hostPairsCutOff', unit: 'host pairs', ...sweep.pairs.found() },
        { ...common, measure: 'bisectionKept', unit: 'of its plane', ...sweep.kept.found() },
      ];
    }),
  );
}

/** Every switch, or every cable, of the planes of a set. */
class Sweep {
  readonly cut = new Extreme();
  readonly pairs = new Extreme();
  readonly kept = new Extreme();
  readonly every: EverySingle;
  /** Healthy but for the fault that is measured: one array for all of them. */
  readonly #capacity: Float64Array;

  constructor(
    readonly subject: Subject,
    readonly planes: readonly number[],
    kind: 'switch' | 'cable',
    symmetry: Symmetry,
  ) {
    this.#capacity = subject.healthy.capacity.slice();
    this.every = new EverySingle(subject.fabric, planes, kind, symmetry);
  }

  /** False if there are more faults than may be measured. */
  run(): boolean {
    for (const { found } of this.every.measured((part, plane) => this.#measure(part, plane))) {
      const { id, endpointsCutOff, hostPairsCutOff, share } = found;
      this.cut.add(endpointsCutOff, endpointsCutOff, id);
      this.pairs.add(hostPairsCutOff, hostPairsCutOff, id);
      this.kept.add(-share.min, share.min === share.max ? share.min : share, id);
    }
    return this.every.complete;
  }

  #measure(part: Part, plane: number): SingleOutcome<Found> {
    const { fabric, healthy } = this.subject;
    const cables = [...part.cables];
    degrade(fabric, this.#capacity, part, 0);
    const state = new FabricState(fabric, this.#capacity, healthy, cables);
    const found: Found = {
      id: `${part.kind}:${part.id}`,
      endpointsCutOff: cutOff(state, this.planes).endpointsCutOff,
      hostPairsCutOff: hostPairs(state, this.planes).hostPairsCutOff,
      share: bisectionKept(state, healthy, [plane]),
    };
    const standsForAll = !this.#ambiguous(state);
    for (const cable of cables) this.#capacity[cable] = healthy.capacity[cable]!;
    return { found, standsForAll, states: [state] };
  }

  /**
   * What is cut off in a plane has the same number whatever the main part is; which endpoints these
   * are matters only where some are in further planes that are cut, or not in as many as others.
   */
  #ambiguous(state: FabricState): boolean {
    if (!state.tied()) return false;
    const { inOne, inSeveral } = planesPerEndpoint(state.fabric, this.planes);
    if (!inSeveral) return false;
    const cut = this.planes.filter((p) => state.parts(p).cutOffCount > 0).length;
    return cut > 1 || inOne;
  }
}

/** What one fault comes to. */
interface Found {
  readonly id: string;
  readonly endpointsCutOff: number;
  readonly hostPairsCutOff: number;
  readonly share: Interval;
}

/** Whether some endpoints have ports in one of the planes only, and some in several. */
function planesPerEndpoint(
  fabric: CompactFabric,
  planes: readonly number[],
): { readonly inOne: boolean; readonly inSeveral: boolean } {
  const count = new Int32Array(fabric.endpointCount);
  for (const p of planes) for (const e of fabric.planes[p]!.endpoints) count[e]!++;
  return { inOne: count.includes(1), inSeveral: count.some((n) => n > 1) };
}

/** The largest of what was added; the first of equals. */
class Extreme {
  #rank = Number.NEGATIVE_INFINITY;
  #found: { measured: Measured | null; worst: string } = { measured: null, worst: '' };

  add(rank: number, measured: Measured, worst: string): void {
    if (rank <= this.#rank) return;
    this.#rank = rank;
    this.#found = { measured, worst };
  }

  found(): { measured: Measured | null; worst: string } {
    return this.#found;
  }
}
