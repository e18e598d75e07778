import type { CompactFabric } from '../../fabric/compact.js';

/** Gb/s by direction of the cables of a plane: entries 2i and 2i + 1 are of its cable i. */
export class CableLoads {
  readonly gbps: Float64Array;
  /** By cable of the fabric: its place in the plane. */
  readonly #placeOf: Int32Array;

  constructor({ planes, cableCount }: CompactFabric, plane: number) {
    const { cables } = planes[plane]!;
    this.gbps = new Float64Array(2 * cables.length);
    this.#placeOf = new Int32Array(cableCount);
    for (let i = 0; i < cables.length; i++) this.#placeOf[cables[i]!] = i;
  }

  /** @param up from the lower end of the cable */
  add(cable: number, up: boolean, gbps: number): void {
    this.gbps[2 * this.#placeOf[cable]! + (up ? 0 : 1)]! += gbps;
  }
}
