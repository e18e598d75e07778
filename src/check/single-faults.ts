import type { CompactFabric } from '../fabric/compact.js';
import { bisectionKept } from '../measure/bisection-sum.js';
import { cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { FabricState } from '../measure/state.js';
import type { Symmetry } from '../measure/symmetry.js';
import type { CheckResult, Measured, Subject } from './checker.js';

type Kind = 'switch' | 'cable';

/**
 * Fails every single switch and every single cable of each plane set: the worst element by
 * endpoints cut off, by host pairs cut off, and by the bisection that its plane keeps.
 */
export function everySingleFault(
  { fabric, healthy }: Subject,
  { vertexClass, cableClass }: Symmetry,
  check: string,
): CheckResult[] {
  return fabric.planeSets.flatMap((set) =>
    (['switch', 'cable'] as const).flatMap((kind) => {
      const classOf = kind === 'switch' ? vertexClass : cableClass;
      const lists = set.planes.map((p) => {
        const { switches, cables } = fabric.planes[p]!;
        return kind === 'switch' ? switches : cables;
      });
      const cases = lists.reduce((sum, list) => sum + list.length, 0);
      if (cases === 0) return [];
      const [cut, pairs, kept] = [new Extreme(), new Extreme(), new Extreme()];
      let evaluated = 0;
      lists.forEach((list, i) => {
        for (const index of representatives(list, classOf)) {
          evaluated++;
          const state = new FabricState(
            fabric,
            without(fabric, healthy.capacity, kind, index),
            healthy,
          );
          const id = `${kind}:${(kind === 'switch' ? fabric.vertexIds : fabric.cableIds)[index]!}`;
          const { endpointsCutOff } = cutOff(state, set.planes);
          const { hostPairsCutOff } = hostPairs(state, set.planes);
          const share = bisectionKept(state, healthy, [set.planes[i]!]);
          cut.add(endpointsCutOff, endpointsCutOff, id);
          pairs.add(hostPairsCutOff, hostPairsCutOff, id);
          kept.add(-share.min, share.min === share.max ? share.min : share, id);
        }
      });
      const common = {
        check,
        status: 'pass' as const,
        scope: set.id,
        claimed: null,
        basis: null,
        fault: `any single ${kind}`,
        cases,
        evaluated,
      };
      return [
        { ...common, measure: 'endpointsCutOff', unit: 'endpoints', ...cut.found() },
        { ...common, measure: 'hostPairsCutOff', unit: 'host pairs', ...pairs.found() },
        { ...common, measure: 'bisectionKept', unit: 'of its plane', ...kept.found() },
      ];
    }),
  );
}

/** The first element of a class stands for all of it. */
function representatives(list: Int32Array, classOf: Int32Array): number[] {
  const first: number[] = [];
  for (let i = 0; i < list.length; i++) if (classOf[list[i]!] === list[i]) first.push(list[i]!);
  return first;
}

function without(
  { offsets, incident }: CompactFabric,
  base: Float64Array,
  kind: Kind,
  index: number,
): Float64Array {
  const capacity = base.slice();
  if (kind === 'cable') capacity[index] = 0;
  else for (let i = offsets[index]!; i < offsets[index + 1]!; i++) capacity[incident[i]!] = 0;
  return capacity;
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
