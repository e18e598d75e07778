/** Whether a symmetry maps blocks of vertices onto blocks: the NICs of a host, the hosts of a rack. */
export class BlockCheck {
  readonly #size: Int32Array;
  /** By block: where its vertices go, and how many of them move. */
  readonly #image: Int32Array;
  readonly #moved: Int32Array;

  /** By vertex: its block, −1 for none. */
  constructor(readonly of: Int32Array) {
    let count = 0;
    for (let v = 0; v < of.length; v++) count = Math.max(count, of[v]! + 1);
    this.#size = new Int32Array(count);
    for (let v = 0; v < of.length; v++) if (of[v]! >= 0) this.#size[of[v]!]!++;
    this.#image = new Int32Array(count);
    this.#moved = new Int32Array(count);
  }

  /** `vertices` are all that move, `image` says where. */
  holds(vertices: readonly number[] | Int32Array, image: Int32Array): boolean {
    const { of } = this;
    let holds = true;
    for (const v of vertices) {
      const [block, to] = [of[v]!, of[image[v]!]!];
      if (block < 0) {
        if (to >= 0) holds = false;
      } else if (this.#moved[block]!++ === 0) this.#image[block] = to;
      else if (this.#image[block] !== to) holds = false;
    }
    for (const v of vertices) {
      const block = of[v]!;
      if (block < 0 || this.#moved[block] === 0) continue;
      if (!this.#blockHolds(block)) holds = false;
      this.#moved[block] = 0;
    }
    return holds;
  }

  /** It goes as a whole to a block of its size, or stays itself. */
  #blockHolds(block: number): boolean {
    const to = this.#image[block]!;
    if (to === block) return true;
    return (
      to >= 0 && this.#moved[block] === this.#size[block] && this.#size[to] === this.#size[block]
    );
  }
}
