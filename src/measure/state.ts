import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { type Ends, flowBetween } from '../flow/between.js';
import { type Bisection, bisection } from '../flow/bisection/bisection.js';
import type { Floor } from '../flow/bisection/interval.js';
import { Bridges } from '../flow/bridges.js';
import { type LinearSolver, noSolver } from '../flow/linear-program.js';
import { floorAfter } from './floor.js';
import { identicalPlanes } from './identical-planes.js';
import { type PlaneParts, planeParts } from './parts.js';
import { partsAfter } from './parts-after.js';
import {
  type QuickThroughput,
  quickUniformThroughput,
  type UniformThroughput,
  uniformThroughput,
} from './uniform-throughput.js';

interface HealthyFloor extends Floor {
  /** The healthy interval, if its upper end is good enough for this state, too. */
  readonly healthy: Bisection | null;
}

/**
 * A fabric under capacities, measured plane by plane and only on demand. Planes that are identical
 * cable by cable are measured once; planes that a fault did not touch are taken from `healthy`.
 */
export class FabricState {
  readonly #parts: (PlaneParts | undefined)[] = [];
  readonly #bisections: (Bisection | undefined)[] = [];
  readonly #among = new Map<EndpointSet, (Bisection | undefined)[]>();
  readonly #between = new Map<Ends, (number | undefined)[]>();
  readonly #throughputs = new Map<EndpointSet | null, (UniformThroughput | null | undefined)[]>();
  readonly #quick = new Map<number, QuickThroughput | null | undefined>();
  #representatives: Int32Array | undefined;
  #bridges: Bridges | undefined;
  /** All cables whose capacity is not the healthy one; none where this is the healthy state. */
  readonly changed: readonly number[] | Int32Array;
  readonly #touched: Uint8Array;
  #walks = 0;
  #searches = 0;

  /**
   * @param changed all cables whose capacity is not the healthy one, if they are known
   * @param solve solves linear programs; without it some throughputs stay intervals
   * @param thorough looked at as thoroughly as a healthy one: for a single answer, not for one of many
   */
  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly healthy: FabricState | null = null,
    changed: readonly number[] | Int32Array | null = null,
    readonly solve: LinearSolver = healthy?.solve ?? noSolver,
    readonly thorough = false,
  ) {
    this.#touched = new Uint8Array(fabric.planes.length);
    this.changed = healthy ? (changed ?? changedCables(capacity, healthy.capacity)) : [];
    for (const cable of this.changed) this.#touched[fabric.cablePlane[cable]!] = 1;
  }

  /** Whether a cable of a plane has another capacity than in the healthy state. */
  isTouched(plane: number): boolean {
    return this.#touched[plane] === 1;
  }

  parts(plane: number): PlaneParts {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.parts(plane);
    const p = this.representative(plane);
    this.#parts[p] ??= this.#knownParts(p) ?? this.#findParts(p);
    return this.#parts[p];
  }

  #findParts(plane: number): PlaneParts {
    this.#walks++;
    return planeParts(this.fabric, this.capacity, plane);
  }

  /** Null if they have to be looked for. */
  #knownParts(plane: number): PlaneParts | null {
    const { healthy, capacity } = this;
    return healthy && partsAfter(healthy, capacity, plane, this.changed);
  }

  /** Cables of which each alone separates what it joins: searched once for all questions of one. */
  get bridges(): Bridges {
    this.#bridges ??= new Bridges(this.fabric, this.capacity);
    return this.#bridges;
  }

  /** Of all endpoints of a plane, or among those of a set that are in it. */
  bisection(plane: number, among: EndpointSet | null = null): Bisection {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.bisection(plane, among);
    const p = this.representative(plane, among);
    const known = among ? listOf(this.#among, among) : this.#bisections;
    known[p] ??= this.#bisection(p, among);
    return known[p];
  }

  /**
   * The same for who wants a proof of it: what was measured of a twin holds for this plane, but its proof names
   * the other one.
   */
  provenBisection(plane: number, among: EndpointSet | null = null): Bisection {
    const found = this.bisection(plane, among);
    const of = this.healthy && this.#touched[plane] === 0 ? this.healthy : this;
    if (of.representative(plane, among) === plane) return found;
    return { ...found, prove: () => bisection(this.fabric, this.capacity, plane, among).prove() };
  }

  #bisection(plane: number, among: EndpointSet | null): Bisection {
    const floor = this.#floor(plane, among);
    if (floor?.healthy) return { ...floor.healthy, lower: floor.gbps, prove: floor.prove };
    const found = bisection(this.fabric, this.capacity, plane, among, () => floor);
    if (found.method === 'interval') this.#searches++;
    return found;
  }

  /** How often a plane had to be walked for its parts, and searched for a bisection. */
  get effort(): { readonly walks: number; readonly searches: number } {
    return { walks: this.#walks, searches: this.#searches };
  }

  /**
   * Where little is lost of an interval that is open anyway, a search would not close it: its upper
   * end stays what it was.
   */
  #floor(plane: number, among: EndpointSet | null): HealthyFloor | null {
    const { fabric, capacity, healthy } = this;
    if (!healthy) return null;
    const changed = this.changed.filter((cable) => fabric.cablePlane[cable] === plane);
    const grown = changed.some((cable) => capacity[cable]! > healthy.capacity[cable]!);
    const before = this.thorough
      ? healthy.provenBisection(plane, among)
      : healthy.bisection(plane, among);
    const floor = floorAfter(fabric, healthy.capacity, capacity, before, changed);
    const enough = floor.near && !grown && !before.exact && !this.thorough;
    return { ...floor, thorough: this.thorough, healthy: enough ? before : null };
  }

  /**
   * How much of uniform all-to-all fits a plane, or some of its endpoints while the others are idle; null
   * if nobody sends anything.
   */
  throughput(plane: number, among: EndpointSet | null = null): UniformThroughput | null {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.throughput(plane, among);
    const p = this.representative(plane, among);
    const known = listOf(this.#throughputs, among);
    if (known[p] === undefined) {
      known[p] = uniformThroughput(this.fabric, this.capacity, p, among, this.solve);
    }
    return known[p];
  }

  /** The same on shortest ways only; undefined: there are too many to be looked at. */
  quickThroughput(plane: number): QuickThroughput | null | undefined {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.quickThroughput(plane);
    const p = this.representative(plane);
    if (!this.#quick.has(p)) {
      this.#quick.set(p, quickUniformThroughput(this.fabric, this.capacity, p));
    }
    return this.#quick.get(p);
  }

  /** The most that can flow between two ends inside a plane, Gb/s. */
  flowBetween(plane: number, ends: Ends): number {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.flowBetween(plane, ends);
    const known = listOf(this.#between, ends);
    known[plane] ??= flowBetween(this.fabric, this.capacity, plane, ends).value;
    return known[plane];
  }

  /** Whether in some plane only ids decide what the main part is: then symmetric faults differ. */
  tied(): boolean {
    return this.fabric.planes.some((_, p) => this.parts(p).tied);
  }

  /**
   * The first plane that is identical to this one, cable by cable; and where only the endpoints of a
   * set are looked at, these stand at the same positions in both (otherwise the plane itself).
   */
  representative(plane: number, among: EndpointSet | null = null): number {
    // One fault of many touches few planes: these are not worth comparing with all others.
    if (this.healthy && !this.thorough) return plane;
    this.#representatives ??= this.#findRepresentatives();
    const first = this.#representatives[plane]!;
    return !among || this.#alike(first, plane, among) ? first : plane;
  }

  /** The healthy state knows which of the planes that are not touched are identical. */
  #findRepresentatives(): Int32Array {
    const { fabric, capacity, healthy } = this;
    if (!healthy) return identicalPlanes(fabric, capacity);
    const found = identicalPlanes(fabric, capacity, (p) => this.isTouched(p));
    const first = new Map<number, number>();
    for (let p = 0; p < found.length; p++) {
      if (this.isTouched(p)) continue;
      const of = healthy.representative(p);
      found[p] = first.get(of) ?? p;
      first.set(of, found[p]!);
    }
    return found;
  }

  #alike(p: number, q: number, { has }: EndpointSet): boolean {
    const [a, b] = [this.fabric.planes[p]!.endpoints, this.fabric.planes[q]!.endpoints];
    for (let i = 0; i < a.length; i++) if (has[a[i]!] !== has[b[i]!]) return false;
    return true;
  }
}

function changedCables(capacity: Float64Array, healthy: Float64Array): number[] {
  const changed: number[] = [];
  for (let c = 0; c < capacity.length; c++) if (capacity[c] !== healthy[c]) changed.push(c);
  return changed;
}

function listOf<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
