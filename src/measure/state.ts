import type { CompactFabric } from '../fabric/compact.js';
import { type Bisection, bisection } from '../flow/bisection.js';
import { identicalPlanes } from './identical-planes.js';
import { type PlaneParts, planeParts } from './parts.js';

/**
 * A fabric under capacities, measured plane by plane and only on demand. Planes that are identical
 * cable by cable are measured once; planes that a fault did not touch are taken from `healthy`.
 */
export class FabricState {
  readonly #parts: (PlaneParts | undefined)[] = [];
  readonly #bisections: (Bisection | undefined)[] = [];
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

  bisection(plane: number): Bisection {
    if (this.healthy && this.#touched[plane] === 0) return this.healthy.bisection(plane);
    const p = this.representative(plane);
    this.#bisections[p] ??= bisection(this.fabric, this.capacity, p);
    return this.#bisections[p];
  }

  /** Whether in some plane only ids decide what the main part is: then symmetric faults differ. */
  tied(): boolean {
    return this.fabric.planes.some((_, p) => this.parts(p).tied);
  }

  /** The first plane that is identical to this one, cable by cable. */
  representative(plane: number): number {
    // A fault touches few planes: these are not worth comparing with all others.
    if (this.healthy) return plane;
    this.#representatives ??= identicalPlanes(this.fabric, this.capacity);
    return this.#representatives[plane]!;
  }
}
