import type { CompactFabric } from '../fabric/compact.js';
import { cablePart, type Part, vertexPart } from '../fabric/parts.js';
import { degrade } from '../failure/capacity.js';
import { bisectionKept } from '../measure/bisection-sum.js';
import { cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { FabricState } from '../measure/state.js';
import type { Symmetry } from '../measure/symmetry.js';
import type { CheckResult, Measured, Subject } from './checker.js';

type Kind = 'switch' | 'cable';

/** So many faults are measured at least, and at most, for one question. */
const [fewest, most] = [16, 20_000];
/** Cables that may be looked at for one question, which is some seconds. */
const mostLooks = 2e8;
/** So often a search for a bisection looks at the cables of a plane, and any fault at all. */
const [looksOfSearch, looksOfFault] = [200, 1 / 16];

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
      if (sweep.cases === 0) return [];
      const complete = sweep.run();
      const common = {
        check,
        status: complete ? ('pass' as const) : ('skip' as const),
        scope: set.id,
        claimed: null,
        basis: null,
        fault: `any single ${kind}`,
        cases: sweep.cases,
        evaluated: sweep.evaluated,
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
  readonly cases: number;
  evaluated = 0;
  #looks = 0;
  readonly #lists: readonly Int32Array[];
  readonly #classOf: Int32Array;
  /** Healthy but for the fault that is measured: one array for all of them. */
  readonly #capacity: Float64Array;

  constructor(
    readonly subject: Subject,
    readonly planes: readonly number[],
    readonly kind: Kind,
    { vertexClass, cableClass }: Symmetry,
  ) {
    const { fabric, healthy } = subject;
    this.#capacity = healthy.capacity.slice();
    this.#classOf = kind === 'switch' ? vertexClass : cableClass;
    this.#lists = planes.map((p) => fabric.planes[p]![kind === 'switch' ? 'switches' : 'cables']);
    this.cases = this.#lists.reduce((sum, list) => sum + list.length, 0);
  }

  /** False if there are more faults than may be measured. */
  run(): boolean {
    return this.#lists.every((list, i) => {
      for (const index of representatives(list, this.#classOf)) {
        if (this.#isSpent()) return false;
        if (!this.#measure(index, this.planes[i]!) && !this.#measureAll(index)) return false;
      }
      return true;
    });
  }

  #isSpent(): boolean {
    return this.evaluated >= most || (this.evaluated >= fewest && this.#looks > mostLooks);
  }

  /** The other members of a class of which the first one does not stand for all. */
  #measureAll(first: number): boolean {
    return this.#lists.every((list, i) => {
      for (const index of list) {
        if (index === first || this.#classOf[index] !== first) continue;
        if (this.#isSpent()) return false;
        this.#measure(index, this.planes[i]!);
      }
      return true;
    });
  }

  /** False if symmetric faults need not measure alike: only ids decided what a main part is. */
  #measure(index: number, plane: number): boolean {
    const { fabric, healthy } = this.subject;
    const part = partAt(fabric, this.kind, index);
    const cables = [...part.cables];
    degrade(fabric, this.#capacity, part, 0);
    const state = new FabricState(fabric, this.#capacity, healthy, cables);
    const id = `${part.kind}:${part.id}`;
    const { endpointsCutOff } = cutOff(state, this.planes);
    const { hostPairsCutOff } = hostPairs(state, this.planes);
    const share = bisectionKept(state, healthy, [plane]);
    this.cut.add(endpointsCutOff, endpointsCutOff, id);
    this.pairs.add(hostPairsCutOff, hostPairsCutOff, id);
    this.kept.add(-share.min, share.min === share.max ? share.min : share, id);
    this.evaluated++;
    const stands = !this.#ambiguous(state);
    for (const cable of cables) this.#capacity[cable] = healthy.capacity[cable]!;
    const { walks, searches } = state.effort;
    const looks = walks + looksOfSearch * searches + looksOfFault;
    this.#looks += looks * fabric.planes[plane]!.cables.length;
    return stands;
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

const partAt = (fabric: CompactFabric, kind: Kind, index: number): Part =>
  kind === 'cable' ? cablePart(fabric, index) : vertexPart(fabric, kind, index);

/** Whether some endpoints have ports in one of the planes only, and some in several. */
function planesPerEndpoint(
  fabric: CompactFabric,
  planes: readonly number[],
): { readonly inOne: boolean; readonly inSeveral: boolean } {
  const count = new Int32Array(fabric.endpointCount);
  for (const p of planes) for (const e of fabric.planes[p]!.endpoints) count[e]!++;
  return { inOne: count.includes(1), inSeveral: count.some((n) => n > 1) };
}

/** The first element of a class stands for all of it. */
function representatives(list: Int32Array, classOf: Int32Array): number[] {
  const first: number[] = [];
  for (let i = 0; i < list.length; i++) if (classOf[list[i]!] === list[i]) first.push(list[i]!);
  return first;
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
