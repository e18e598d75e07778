import type { Drained } from '../../check/drained.js';
import { EverySingle, type SingleOutcome } from '../../check/every-single.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import type { Part } from '../../fabric/parts.js';
import { degrade } from '../../failure/capacity.js';
import { cutOff } from '../../measure/cut-off.js';
import { hostPairs } from '../../measure/host-pairs.js';
import { FabricState } from '../../measure/state.js';
import type { Symmetry } from '../../measure/symmetry.js';

/** Who is cut off in a plane set, of those that are not drained themselves. */
export interface CutOffByOne {
  readonly endpointsCutOff: number;
  readonly hostsCutOff: number;
  readonly hostPairsCutOff: number;
}

/** Every single switch, or every single cable, of a plane set failing beside what is drained. */
export interface OneMore {
  readonly planeSet: string;
  readonly kind: 'switch' | 'cable';
  readonly cases: number;
  /** Cases that were measured; verified symmetries map the others onto them. */
  readonly evaluated: number;
  /** Whether every one was tried. */
  readonly complete: boolean;
  /** Cases that cut off more than the same failure does today. */
  readonly worse: number;
  /** Of these the one that cuts off the most endpoints, then host pairs, more than today. */
  readonly worst: {
    readonly down: string;
    readonly today: CutOffByOne;
    readonly drained: CutOffByOne;
  } | null;
}

/** One more failure of any kind, by plane set. */
export function oneMore(healthy: FabricState, out: Drained, symmetry: Symmetry): OneMore[] {
  return healthy.fabric.planeSets.flatMap(({ id, planes }) =>
    (['switch', 'cable'] as const).flatMap((kind): OneMore[] => {
      const every = new EverySingle(healthy.fabric, planes, kind, symmetry);
      if (every.cases === 0) return [];
      const pair = new Pair(healthy, out, planes);
      let worse = 0;
      let worst: OneMore['worst'] = null;
      for (const { found, faults } of every.measured((part) => pair.measure(part))) {
        if (!isWorse(found)) continue;
        worse += faults;
        if (!worst || excess(found, worst) > 0) worst = found;
      }
      const { cases, evaluated, complete } = every;
      return [{ planeSet: id, kind, cases, evaluated, complete, worse, worst }];
    }),
  );
}

type Compared = NonNullable<OneMore['worst']>;

const isWorse = ({ today, drained }: Compared): boolean =>
  drained.endpointsCutOff > today.endpointsCutOff ||
  drained.hostsCutOff > today.hostsCutOff ||
  drained.hostPairsCutOff > today.hostPairsCutOff;

/** Above 0 if a case cuts off more than another one, beyond what it does today. */
function excess(a: Compared, b: Compared): number {
  const more = ({ today, drained }: Compared, of: keyof CutOffByOne) => drained[of] - today[of];
  return (
    more(a, 'endpointsCutOff') - more(b, 'endpointsCutOff') ||
    more(a, 'hostPairsCutOff') - more(b, 'hostPairsCutOff')
  );
}

/** The same failure today and beside what is drained, in capacities that are used again. */
class Pair {
  readonly #today: Float64Array;
  readonly #drained: Float64Array;

  constructor(
    readonly healthy: FabricState,
    readonly out: Drained,
    readonly planes: readonly number[],
  ) {
    this.#today = healthy.capacity.slice();
    this.#drained = out.state.capacity.slice();
  }

  measure(part: Part): SingleOutcome<Compared> {
    const { healthy, out } = this;
    const down = `${part.kind}:${part.id}`;
    const drained = this.#after(out.state, this.#drained, part);
    // Where nobody is cut off there is nothing to be compared with.
    const idle = isNobody(drained.found);
    const today = idle ? drained : this.#after(healthy, this.#today, part);
    const states = idle ? [drained.state] : [drained.state, today.state];
    return {
      found: { down, today: today.found, drained: drained.found },
      standsForAll: states.every((state) => !state.tied()),
      states,
    };
  }

  #after(base: FabricState, capacity: Float64Array, part: Part) {
    const cables = [...part.cables];
    degrade(base.fabric, capacity, part, 0);
    const state = new FabricState(base.fabric, capacity, base, cables);
    const found = cutOffIn(state, this.planes, this.out.others);
    for (const cable of cables) capacity[cable] = base.capacity[cable]!;
    return { state, found };
  }
}

function cutOffIn(state: FabricState, planes: readonly number[], others: EndpointSet): CutOffByOne {
  const { endpointsCutOff, hostsCutOff } = cutOff(state, planes, others);
  const { hostPairsCutOff } = hostPairs(state, planes, others);
  return { endpointsCutOff, hostsCutOff, hostPairsCutOff };
}

const isNobody = ({ endpointsCutOff, hostPairsCutOff }: CutOffByOne): boolean =>
  endpointsCutOff === 0 && hostPairsCutOff === 0;
