/** Channels by a key, the least first: a binary heap over numbers that makes no objects. */
export class ChannelHeap {
  /** By channel; of those that are in the heap it grows only at the top, by `raise`. */
  readonly key: Float64Array;
  readonly #items: Int32Array;
  size = 0;

  constructor(channelCount: number) {
    this.key = new Float64Array(channelCount);
    this.#items = new Int32Array(channelCount);
  }

  /** Only these are in it, each once; their keys are set. */
  refill(channels: Int32Array, count: number): void {
    this.#items.set(channels.subarray(0, count));
    this.size = count;
    for (let at = (count >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** The one with the least key. */
  get top(): number {
    return this.#items[0]!;
  }

  /** Puts the top one where a larger key belongs. */
  raise(key: number): void {
    this.key[this.top] = key;
    this.#sink(0);
  }

  pop(): number {
    const { top } = this;
    this.size--;
    this.#items[0] = this.#items[this.size]!;
    if (this.size > 1) this.#sink(0);
    return top;
  }

  #sink(from: number): void {
    const items = this.#items;
    const { key, size } = this;
    const moved = items[from]!;
    const moves = key[moved]!;
    let at = from;
    for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && key[items[child + 1]!]! < key[items[child]!]!) child++;
      if (moves <= key[items[child]!]!) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = moved;
  }
}
