import type { PlaneChannels } from './plane-channels.js';
import type { ShortestRoutes, TableRoutes } from './used-routes.js';

/**
 * Which channel between places is taken right after which, of all routes that were added. A channel is
 * called by its arc here, an entry of `ways.heads`: what may follow it leaves its head, so that bits of
 * the arcs that leave there are enough for it.
 */
export class Dependencies {
  /**
   * By arc: the bits of the one that leads back by the same cable are words from here on, so that those of
   * all that come to a place stand together; bit n is arc `offsets[head] + n`.
   */
  readonly start: Int32Array;
  readonly words: Int32Array;
  /** By arc: 1 if a route takes it. */
  readonly taken: Uint8Array;
  /** By arc: the one that leads back by the same cable. */
  readonly back: Int32Array;
  readonly #mask: Int32Array;
  readonly #arcOf = new Map<number, number>();

  constructor(readonly ways: PlaneChannels) {
    const { offsets, heads, channels, placeCount } = ways;
    this.start = new Int32Array(heads.length + 1);
    this.taken = new Uint8Array(heads.length);
    let most = 0;
    for (let v = 0; v < placeCount; v++) {
      const words = Math.ceil((offsets[v + 1]! - offsets[v]!) / 32);
      most = Math.max(most, words);
      for (let arc = offsets[v]!; arc < offsets[v + 1]!; arc++) {
        this.start[arc + 1] = this.start[arc]! + words;
      }
    }
    this.#mask = new Int32Array(most);
    channels.forEach((channel, arc) => {
      this.#arcOf.set(channel, arc);
    });
    this.words = new Int32Array(this.start[heads.length]!);
    this.back = Int32Array.from(channels, (channel) => this.#arcOf.get(channel ^ 1)!);
  }

  /** Those of all shortest ways to the target that was aimed at. */
  addShortest({ search: { hops, order, reached }, used }: ShortestRoutes): void {
    const { offsets, heads } = this.ways;
    const { start, words, taken } = this;
    const mask = this.#mask;
    for (let read = reached - 1; read >= 0; read--) {
      const v = order[read]!;
      if (used[v] === 0 || hops[v] === 0) continue;
      const [first, end] = [offsets[v]!, offsets[v + 1]!];
      const count = Math.ceil((end - first) / 32);
      mask.fill(0, 0, count);
      for (let arc = first; arc < end; arc++) {
        if (hops[heads[arc]!] !== hops[v]! - 1) continue;
        mask[(arc - first) >> 5]! |= 1 << ((arc - first) & 31);
        taken[arc] = 1;
      }
      for (let arc = first; arc < end; arc++) {
        if (hops[heads[arc]!] !== hops[v]! + 1 || used[heads[arc]!] === 0) continue;
        const at = start[arc]!;
        for (let k = 0; k < count; k++) words[at + k]! |= mask[k]!;
      }
    }
  }

  addTables({ live: { order, reached, next, channel }, used }: TableRoutes): void {
    for (let i = 0; i < reached; i++) {
      const v = order[i]!;
      if (used[v] === 0 || next[v]! < 0) continue;
      const arc = this.#arcOf.get(channel[v]!)!;
      this.taken[arc] = 1;
      if (next[next[v]!]! < 0) continue;
      const after = this.#arcOf.get(channel[next[v]!]!)! - this.ways.offsets[next[v]!]!;
      this.words[this.start[this.back[arc]!]! + (after >> 5)]! |= 1 << (after & 31);
    }
  }

  /** What is taken right after a arc. */
  after(arc: number): number[] {
    const first = this.ways.offsets[this.ways.heads[arc]!]!;
    const back = this.back[arc]!;
    const found: number[] = [];
    for (let at = this.start[back]!; at < this.start[back + 1]!; at++) {
      const base = first + 32 * (at - this.start[back]!);
      for (let bits = this.words[at]!; bits !== 0; bits &= bits - 1) {
        found.push(base + 31 - Math.clz32(bits & -bits));
      }
    }
    return found;
  }

  follows(arc: number, after: number): boolean {
    const number = after - this.ways.offsets[this.ways.heads[arc]!]!;
    return (
      ((this.words[this.start[this.back[arc]!]! + (number >> 5)]! >>> (number & 31)) & 1) === 1
    );
  }
}
