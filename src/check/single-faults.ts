import type { CompactFabric } from '../fabric/compact.js';
import { type Part, select } from '../fabric/select.js';
import { parseSelector } from '../fabric/selector.js';
import { degrade } from '../failure/capacity.js';
import { bisectionKept } from '../measure/bisection-sum.js';
import { cutOff } from '../measure/cut-off.js';
import { faultClasses } from '../measure/fault-classes.js';
import { FabricState } from '../measure/state.js';
import { symmetry } from '../measure/symmetry.js';
import { assert } from '../std/assert.js';
import type { CheckResult, Measured, Subject } from './checker.js';

/**
 * Fails every single switch and every single cable of each plane set: the worst element by
 * endpoints cut off, by host pairs cut off, and by the bisection that its plane keeps.
 */
export function everySingleFault({ fabric, healthy }: Subject, check: string): CheckResult[] {
  const symmetries = symmetry(fabric, healthy.capacity);
  return fabric.planeSets.flatMap((set) =>
    (['switch', 'cable'] as const).flatMap((kind) => {
      const parts = partsOf(fabric, kind, set.id);
      if (parts.length === 0) return [];
      const classes = faultClasses(fabric, symmetries, parts);
      const cut = new Extreme();
      const pairs = new Extreme();
      const kept = new Extreme();
      for (const { representative } of classes) {
        const capacity = healthy.capacity.slice();
        degrade(fabric, capacity, representative, 0);
        const state = new FabricState(fabric, capacity, healthy);
        const { endpointsCutOff, hostPairsCutOff } = cutOff(state, set.planes);
        cut.add(endpointsCutOff, endpointsCutOff, representative);
        pairs.add(hostPairsCutOff, hostPairsCutOff, representative);
        const share = keptShare(state, representative);
        kept.add(-share.min, share.min === share.max ? share.min : share, representative);
      }
      const common = {
        check,
        status: 'pass' as const,
        scope: set.id,
        claimed: null,
        basis: null,
        fault: `any single ${kind}`,
        cases: parts.length,
        evaluated: classes.length,
      };
      return [
        { ...common, measure: 'endpointsCutOff', unit: 'endpoints', ...cut.found() },
        { ...common, measure: 'hostPairsCutOff', unit: 'host pairs', ...pairs.found() },
        { ...common, measure: 'bisectionKept', unit: 'of its plane', ...kept.found() },
      ];
    }),
  );
}

function partsOf(fabric: CompactFabric, kind: 'switch' | 'cable', planeSet: string): Part[] {
  const selector = parseSelector(`${kind}:*`);
  assert('pattern' in selector, 'a selector of everything');
  const { planes, planeOfSwitch, cablePlane } = fabric;
  const planeOf = kind === 'switch' ? planeOfSwitch : cablePlane;
  return select(fabric, selector).filter(({ index }) => {
    const { planeSet: set } = planes[planeOf[index]!]!;
    return fabric.planeSets[set]!.id === planeSet;
  });
}

/** What the plane of a switch or cable keeps of its bisection. */
function keptShare(state: FabricState, { kind, index }: Part): { min: number; max: number } {
  const { planeOfSwitch, cablePlane } = state.fabric;
  const plane = kind === 'switch' ? planeOfSwitch[index]! : cablePlane[index]!;
  return bisectionKept(state, state.healthy!, [plane]);
}

/** The largest of what was added; the first of equals. */
class Extreme {
  #rank = Number.NEGATIVE_INFINITY;
  #found: { measured: Measured | null; worst: string } = { measured: null, worst: '' };

  add(rank: number, measured: Measured, { kind, id }: Part): void {
    if (rank <= this.#rank) return;
    this.#rank = rank;
    this.#found = { measured, worst: `${kind}:${id}` };
  }

  found(): { measured: Measured | null; worst: string } {
    return this.#found;
  }
}
