/** Whole numbers, as many as come; half as large as a list of them. */
export class Ints {
  length = 0;
  #items = new Int32Array(16);

  push(item: number): void {
    if (this.length === this.#items.length) {
      const more = new Int32Array(2 * this.length);
      more.set(this.#items);
      this.#items = more;
    }
    this.#items[this.length++] = item;
  }

  at(index: number): number {
    return this.#items[index]!;
  }

  /** −1 as long as there is none. */
  get last(): number {
    return this.length === 0 ? -1 : this.#items[this.length - 1]!;
  }

  /** All of them. */
  close(): Int32Array {
    return this.#items.slice(0, this.length);
  }
}

/** The same for numbers of any kind. */
export class Numbers {
  length = 0;
  #items = new Float64Array(16);

  push(item: number): void {
    if (this.length === this.#items.length) {
      const more = new Float64Array(2 * this.length);
      more.set(this.#items);
      this.#items = more;
    }
    this.#items[this.length++] = item;
  }

  /** All of them. */
  close(): Float64Array {
    return this.#items.slice(0, this.length);
  }
}
