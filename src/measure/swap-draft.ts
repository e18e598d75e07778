import type { CompactFabric } from '../fabric/compact.js';

/**
 * A proposed symmetry of order two: vertices that change places, as pairs a, b, a, b …, and the
 * planes that do. It proves nothing until it was verified. Valid until the next one is asked for.
 */
export interface Swap {
  readonly vertices: readonly number[];
  readonly planes: readonly number[];
}

/** A swap that is being put together. */
export class Draft implements Swap {
  readonly vertices: number[] = [];
  readonly planes: number[] = [];
  readonly #partner: Int32Array;
  readonly #planePartner: Int32Array;

  constructor(readonly fabric: CompactFabric) {
    this.#partner = new Int32Array(fabric.vertexCount).fill(-1);
    this.#planePartner = new Int32Array(fabric.planes.length).fill(-1);
  }

  restart(): this {
    for (const v of this.vertices) this.#partner[v] = -1;
    for (const p of this.planes) this.#planePartner[p] = -1;
    this.vertices.length = 0;
    this.planes.length = 0;
    return this;
  }

  /** False if either end already changes places with another. */
  pair(a: number, b: number): boolean {
    return pairUp(this.#partner, this.vertices, a, b);
  }

  pairPlanes(p: number, q: number): boolean {
    return pairUp(this.#planePartner, this.planes, p, q);
  }

  /** Endpoints change places, and with them the leaves that they hang on, in order. */
  pairEndpoints(a: number, b: number): boolean {
    const { offsets, neighbours } = this.fabric;
    const degree = offsets[a + 1]! - offsets[a]!;
    if (offsets[b + 1]! - offsets[b]! !== degree || !this.pair(a, b)) return false;
    for (let k = 0; k < degree; k++) {
      const x = neighbours[offsets[a]! + k]!;
      const y = neighbours[offsets[b]! + k]!;
      if (x !== y && !this.pair(x, y)) return false;
    }
    return true;
  }
}

function pairUp(partner: Int32Array, list: number[], a: number, b: number): boolean {
  if (partner[a] === b && partner[b] === a) return true;
  if (partner[a] !== -1 || partner[b] !== -1) return false;
  partner[a] = b;
  partner[b] = a;
  list.push(a, b);
  return true;
}
