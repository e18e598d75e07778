import { ChannelHeap } from './channel-heap.js';
import type { Flows } from './flows.js';

/** Shares of two channels that differ by less are one level. */
const TIE = 1e-11;

/** In place of a bottleneck: it has no rate yet, or it takes part no longer. */
const OPEN = -2;
const GONE = -3;

const none = new Int32Array(0);

/**
 * Max-min fair rates by water-filling (D. Bertsekas, R. Gallager, Data Networks, 1992, 6.5.2): the rates
 * of all open flows rise together until a channel is full; its flows keep that rate, the others rise on.
 *
 * Whether a channel is full at a level is asked of what was left of it, and of the flows that were open,
 * *before* the level: what is frozen at the level itself takes the same part of both. So nothing is
 * subtracted from nearly as much, and equal channels stay equal.
 *
 * What a channel could give to each of its open flows never falls from level to level, so that an old
 * value is a lower end and is looked at again only at the top of the heap.
 *
 * The rate of a flow is the level of its bottleneck. To touch memory for the first time takes as long as
 * to walk it many times, so that there is no list of rates beside it.
 */
export class WaterFilling {
  readonly #heap: ChannelHeap;
  /** By channel: Gb/s that no frozen flow takes, the shares of its open flows in all, and their entries. */
  readonly #rest: Float64Array;
  readonly #weight: Float64Array;
  readonly #open: Int32Array;
  /** By channel: the same of what is frozen at the level at hand. */
  readonly #frozenWeight: Float64Array;
  readonly #frozen: Int32Array;
  /** By channel: its entries of `#flowsOf`. */
  readonly #start: Int32Array;
  readonly #size: Int32Array;
  #flowsOf: Int32Array = none;
  /** Channels of the flows, those that a level changes, those that are full at it; flows of one of these. */
  readonly #used: Int32Array;
  readonly #changed: Int32Array;
  readonly #full: Int32Array;
  #batch: Int32Array = none;
  #first: Int32Array = none;
  #usedCount = 0;
  #flows: Flows = { count: 0, offsets: Int32Array.of(0), channels: none, shares: null };
  /** By flow, a bit: it is open. What is looked at most has to be small. */
  #isOpen: Int32Array = none;
  /** By flow: the channel that keeps it from more; −1: none does, its rate is infinite. */
  bottleneck: Int32Array = none;
  /** By channel that is a bottleneck: Gb/s of its fastest flows. */
  readonly level: Float64Array;

  /** @param capacity Gb/s by channel; what is not positive is dead */
  constructor(readonly capacity: Float64Array) {
    const { length } = capacity;
    const [gbps, counts] = [() => new Float64Array(length), () => new Int32Array(length)];
    this.#heap = new ChannelHeap(length);
    [this.#rest, this.#weight, this.#frozenWeight, this.level] = [gbps(), gbps(), gbps(), gbps()];
    [this.#open, this.#frozen, this.#start, this.#size] = [counts(), counts(), counts(), counts()];
    [this.#used, this.#changed, this.#full] = [counts(), counts(), counts()];
  }

  /** Finds the bottlenecks of these flows alone. @returns how many levels there are */
  fill(flows: Flows, bottleneck: Int32Array): number {
    this.#flows = flows;
    this.bottleneck = bottleneck;
    const words = (flows.count + 31) >> 5;
    if (this.#isOpen.length < words) this.#isOpen = new Int32Array(words);
    this.#isOpen.fill(-1, 0, words);
    this.#list(flows);
    for (let i = 0; i < this.#usedCount; i++) {
      const c = this.#used[i]!;
      this.#rest[c] = this.capacity[c]! > 0 ? this.capacity[c]! : 0;
    }
    return this.#rise(this.#used, this.#usedCount, 0);
  }

  /** Gb/s of a flow that was not taken out. */
  rate(flow: number): number {
    const channel = this.bottleneck[flow]!;
    return channel < 0 ? Number.POSITIVE_INFINITY : this.level[channel]!;
  }

  /** By flow: Gb/s, in the memory of the lists if there is room; nothing else can be asked afterwards. */
  lastRates(): Float64Array {
    const { count } = this.#flows;
    const { buffer, length } = this.#flowsOf;
    const rates =
      length >= 2 * count ? new Float64Array(buffer, 0, count) : new Float64Array(count);
    this.#flowsOf = none;
    for (let f = 0; f < count; f++) rates[f] = this.rate(f);
    return rates;
  }

  /** Takes a flow out that has a rate. */
  remove(flow: number): void {
    this.#giveBack(flow);
    this.bottleneck[flow] = GONE;
  }

  /**
   * Finds the rates again after flows of at least some rate were taken out. Slower ones keep theirs: a channel
   * that is full at a lower level had none of the removed flows, for they would have been frozen there,
   * and no other channel is full earlier than before.
   *
   * @returns how many entries the faster flows have
   */
  refill(from: number): number {
    const { count, offsets, channels, shares } = this.#flows;
    const [open, weight, bottleneck] = [this.#open, this.#weight, this.bottleneck];
    const bar = from * (1 - TIE);
    let [touched, entries] = [0, 0];
    for (let f = 0; f < count; f++) {
      if (bottleneck[f]! < 0 || this.level[bottleneck[f]!]! < bar) continue;
      this.#giveBack(f);
      bottleneck[f] = OPEN;
      this.#isOpen[f >> 5]! |= 1 << (f & 31);
      entries += offsets[f + 1]! - offsets[f]!;
      for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
        const c = channels[i]!;
        if (open[c] === 0) {
          weight[c] = 0;
          this.#changed[touched++] = c;
        }
        open[c]!++;
        weight[c]! += shares === null ? 1 : shares[i]!;
      }
    }
    // What a level changes is listed in the same place: by then the heap has its own copy.
    this.#rise(this.#changed, touched, from);
    return entries;
  }

  #giveBack(flow: number): void {
    const { offsets, channels, shares } = this.#flows;
    const rate = this.rate(flow);
    for (let i = offsets[flow]!; i < offsets[flow + 1]!; i++) {
      this.#rest[channels[i]!]! += shares === null ? rate : rate * shares[i]!;
    }
  }

  /** Lists the flows of each channel, all of them open. */
  #list({ count, offsets, channels, shares }: Flows): void {
    const [open, weight, start, used] = [this.#open, this.#weight, this.#start, this.#used];
    for (let i = 0; i < this.#usedCount; i++) open[used[i]!] = 0;
    const entries = offsets[count]!;
    let usedCount = 0;
    for (let i = 0; i < entries; i++) {
      const c = channels[i]!;
      if (open[c] === 0) {
        used[usedCount++] = c;
        weight[c] = 0;
      }
      open[c]!++;
      if (shares !== null) weight[c]! += shares[i]!;
    }
    let [end, most] = [0, 0];
    for (let i = 0; i < usedCount; i++) {
      const c = used[i]!;
      end += open[c]!;
      most = Math.max(most, open[c]!);
      start[c] = end;
      this.#size[c] = open[c]!;
      if (shares === null) weight[c] = open[c]!;
    }
    this.#usedCount = usedCount;
    if (this.#batch.length < most) {
      [this.#batch, this.#first] = [new Int32Array(most), new Int32Array(most)];
    }
    if (this.#flowsOf.length < entries) this.#flowsOf = new Int32Array(entries + (entries & 1));
    const flowsOf = this.#flowsOf;
    for (let f = count - 1; f >= 0; f--) {
      for (let i = offsets[f]!; i < offsets[f + 1]!; i++) flowsOf[--start[channels[i]!]!] = f;
    }
  }

  /** Level after level, until nothing is open. */
  #rise(channels: Int32Array, count: number, from: number): number {
    const [heap, rest, weight] = [this.#heap, this.#rest, this.#weight];
    for (let i = 0; i < count; i++) {
      const c = channels[i]!;
      heap.key[c] = rest[c]! / weight[c]!;
    }
    heap.refill(channels, count);
    let [level, levels] = [from, 0];
    while (heap.size > 0) {
      const next = heap.top;
      const share = this.#open[next] === 0 ? Number.POSITIVE_INFINITY : rest[next]! / weight[next]!;
      if (share === Number.POSITIVE_INFINITY) heap.pop();
      else if (share > heap.key[next]!) heap.raise(share);
      else {
        // By rounding a share may be a little less than the level before.
        level = Math.max(level, share);
        this.#freeze(this.#fullAt(level * (1 + TIE)), level);
        levels++;
      }
    }
    this.#unlimited();
    return levels;
  }

  /** Takes those channels from the heap that are full at a level. @returns how many */
  #fullAt(level: number): number {
    const heap = this.#heap;
    let count = 0;
    while (heap.size > 0 && heap.key[heap.top]! <= level) {
      const c = heap.top;
      const share = this.#rest[c]! / this.#weight[c]!;
      if (this.#open[c] === 0) heap.pop();
      else if (share > level) heap.raise(share);
      else this.#full[count++] = heap.pop();
    }
    return count;
  }

  #freeze(fullCount: number, level: number): void {
    const { offsets, channels, shares } = this.#flows;
    const [frozen, changed, frozenWeight] = [this.#frozen, this.#changed, this.#frozenWeight];
    const [batch, first] = [this.#batch, this.#first];
    let changes = 0;
    for (let k = 0; k < fullCount; k++) {
      this.level[this.#full[k]!] = level;
      const size = this.#close(this.#full[k]!);
      // Memory brings the entries of many flows at once if nothing has to be decided in between.
      for (let n = 0; n < size; n++) first[n] = channels[offsets[batch[n]!]!]!;
      for (let n = 0; n < size; n++) {
        const begin = offsets[batch[n]!]!;
        const end = offsets[batch[n]! + 1]!;
        for (let i = begin; i < end; i++) {
          const c = i === begin ? first[n]! : channels[i]!;
          if (frozen[c] === 0) changed[changes++] = c;
          frozen[c]!++;
          if (shares !== null) frozenWeight[c]! += shares[i]!;
        }
      }
    }
    for (let k = 0; k < changes; k++) {
      const c = changed[k]!;
      const taken = shares === null ? frozen[c]! : frozenWeight[c]!;
      this.#rest[c]! -= level * taken;
      this.#weight[c]! -= taken;
      this.#open[c]! -= frozen[c]!;
      frozen[c] = 0;
      frozenWeight[c] = 0;
    }
  }

  /** Puts the open flows of a full channel into the batch. @returns how many */
  #close(full: number): number {
    const [flowsOf, isOpen, batch, bottleneck] = [
      this.#flowsOf,
      this.#isOpen,
      this.#batch,
      this.bottleneck,
    ];
    const end = this.#start[full]! + this.#size[full]!;
    let size = 0;
    for (let at = this.#start[full]!; at < end; at++) {
      const f = flowsOf[at]!;
      const bit = 1 << (f & 31);
      if ((isOpen[f >> 5]! & bit) === 0) continue;
      isOpen[f >> 5]! &= ~bit;
      bottleneck[f] = full;
      batch[size++] = f;
    }
    return size;
  }

  /** What is open now has no channel that could ever be full. */
  #unlimited(): void {
    const words = (this.#flows.count + 31) >> 5;
    for (let word = 0; word < words; word++) {
      if (this.#isOpen[word] === 0) continue;
      for (let f = 32 * word; f < 32 * word + 32; f++) {
        if ((this.#isOpen[word]! & (1 << (f & 31))) !== 0) this.bottleneck[f] = -1;
      }
      this.#isOpen[word] = 0;
    }
  }
}
