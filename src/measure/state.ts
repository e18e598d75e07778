import type { CompactFabric } from '../fabric/compact.js';
import type { EndpointSet } from '../fabric/endpoint-set.js';
import { type Ends, flowBetween } from '../flow/between.js';
import { type Bisection, bisection } from '../flow/bisection.js';
import type { Floor } from '../flow/interval.js';
import { identicalPlanes } from './identical-planes.js';
import { type PlaneParts, planeParts } from './parts.js';

/** A fault that takes so much of a bisection, at most, leaves its proof good enough. */
const littleLost = 0.05;

/**
 * A fabric under capacities, measured plane by plane and only on demand. Planes that are identical
 * cable by cable are measured once; planes that a fault did not touch are taken from `healthy`.
 */
export class FabricState {
  readonly #parts: (PlaneParts | undefined)[] = [];
  readonly #bisections: (Bisection | undefined)[] = [];
  readonly #among = new Map<EndpointSet, (Bisection | undefined)[]>();
  readonly #between = new Map<Ends, (number | undefined)[]>();
  #representatives: Int32Array | undefined;
  readonly #touched: Uint8Array;

  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
    readonly healthy: FabricState | null = null,
  ) {
    this.#touched = new Uint8Array(fabric.planes.length);
    for (let c = 0; c < fabric.cableCount; c++) {
      if (!healthy || capacity[c] !== healthy.capacity[c]) this.#touched[fabric.cablePlane[c]!] = 1;
    }
  }

  parts(plane: number): PlaneParts {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.parts(plane);
    const p = this.representative(plane);
    this.#parts[p] ??= planeParts(this.fabric, this.capacity, p);
    return this.#parts[p];
  }

  /** Of all endpoints of a plane, or among those of a set that are in it. */
  bisection(plane: number, among: EndpointSet | null = null): Bisection {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.bisection(plane, among);
    const p = this.representative(plane, among);
    const known = among ? listOf(this.#among, among) : this.#bisections;
    known[p] ??= bisection(this.fabric, this.capacity, p, among, () => this.#floor(p, among));
    return known[p];
  }

  /** No cut loses more than what all cables of the plane together lost. */
  #floor(plane: number, among: EndpointSet | null): Floor | null {
    if (!this.healthy) return null;
    let lost = 0;
    for (const cable of this.fabric.planes[plane]!.cables) {
      lost += Math.max(0, this.healthy.capacity[cable]! - this.capacity[cable]!);
    }
    const { lower } = this.healthy.bisection(plane, among);
    return { gbps: Math.max(0, lower - lost), near: lost <= littleLost * lower };
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
    // A fault touches few planes: these are not worth comparing with all others.
    if (this.healthy) return plane;
    this.#representatives ??= identicalPlanes(this.fabric, this.capacity);
    const first = this.#representatives[plane]!;
    return !among || this.#alike(first, plane, among) ? first : plane;
  }

  #alike(p: number, q: number, { has }: EndpointSet): boolean {
    const [a, b] = [this.fabric.planes[p]!.endpoints, this.fabric.planes[q]!.endpoints];
    for (let i = 0; i < a.length; i++) if (has[a[i]!] !== has[b[i]!]) return false;
    return true;
  }
}

function listOf<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
