import { BYTES_PER_US } from '../../std/units.js';
import type { Stage } from './stage.js';
import { WaterFilling } from './water-filling.js';

/** Flows that would arrive within this part of their time after another one arrive with it. */
const TOGETHER = 1e-9;

/** Rates are found afresh so often at least: what is given back and taken again adds up rounding. */
const MOST_REFILLS = 256;

export type Arrived = (job: number, place: number) => void;

/**
 * The flows of all jobs that are on their way, with their max-min fair rates. When half of what is listed
 * has arrived, what is left moves together.
 */
export class LiveFlows {
  readonly #filling: WaterFilling;
  #count = 0;
  #live = 0;
  #offsets = new Int32Array(1);
  #channels = new Int32Array(0);
  #shares: Float64Array | null = null;
  #bottleneck = new Int32Array(0);
  /** By flow: bytes that are left, its job, its place in the stage, when that began, and whether it is out. */
  #bytes = new Float64Array(0);
  #job = new Int32Array(0);
  #place = new Int32Array(0);
  #begin = new Float64Array(0);
  #isOut = new Uint8Array(0);
  /** Whether `#filling` has another list of flows; and the least rate of those that were taken out since. */
  #isNew = false;
  #least = Number.POSITIVE_INFINITY;
  #refills = 0;
  /** Flows over dead channels, which were left out. */
  stuck = 0;
  /** Flows and entries that were looked at. */
  work = 0;

  constructor(capacity: Float64Array) {
    this.#filling = new WaterFilling(capacity);
  }

  /** Whether nothing is on its way. */
  get isEmpty(): boolean {
    return this.#live === 0;
  }

  /** Adds the flows of a stage that send anything. */
  add(job: number, { flows, bytes }: Stage, nowUs: number): void {
    const { count, offsets, channels, shares } = flows;
    this.#compact();
    this.#reserve(this.#count + count, this.#offsets[this.#count]! + offsets[count]!);
    if (shares !== null) this.#shares ??= new Float64Array(this.#channels.length).fill(1);
    for (let f = 0; f < count; f++) {
      if (!(bytes[f]! > 0)) continue;
      const n = this.#count++;
      let end = this.#offsets[n]!;
      for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
        if (this.#shares !== null) this.#shares[end] = shares === null ? 1 : shares[i]!;
        this.#channels[end++] = channels[i]!;
      }
      this.#offsets[n + 1] = end;
      this.#bytes[n] = bytes[f]!;
      this.#job[n] = job;
      this.#place[n] = f;
      this.#begin[n] = nowUs;
      this.#isOut[n] = 0;
    }
    this.#live = this.#count;
    this.#isNew = true;
  }

  /** µs until the next arrival; infinite if nothing arrives. */
  untilNext(): number {
    this.#findRates();
    this.work += this.#count;
    let least = Number.POSITIVE_INFINITY;
    for (let f = 0; f < this.#count; f++) {
      if (this.#isOut[f] === 0) least = Math.min(least, this.#time(f));
    }
    return least;
  }

  /**
   * Lets time pass, up to the next arrival at most.
   *
   * @param nowUs when it has passed
   * @param arrived told of all that arrive; null: that is not the next arrival yet
   */
  pass(us: number, nowUs: number, arrived: Arrived | null): void {
    for (let f = 0; f < this.#count; f++) {
      if (this.#isOut[f] === 1) continue;
      if (arrived === null || this.#time(f) > us + TOGETHER * (nowUs - this.#begin[f]!)) {
        this.#bytes[f]! -= BYTES_PER_US * this.#filling.rate(f) * us;
      } else {
        this.#least = Math.min(this.#least, this.#filling.rate(f));
        this.#takeOut(f);
        arrived(this.#job[f]!, this.#place[f]!);
      }
    }
  }

  #time(flow: number): number {
    return this.#bytes[flow]! / (BYTES_PER_US * this.#filling.rate(flow));
  }

  #takeOut(flow: number): void {
    this.#filling.remove(flow);
    this.#isOut[flow] = 1;
    this.#live--;
  }

  #findRates(): void {
    const isLess = this.#least < Number.POSITIVE_INFINITY;
    if (isLess && (2 * this.#live < this.#count || this.#refills >= MOST_REFILLS)) {
      this.#compact();
      this.#isNew = true;
    }
    if (this.#isNew) this.#fill();
    else if (isLess) {
      this.work += this.#filling.refill(this.#least);
      this.#refills++;
    }
    this.#isNew = false;
    this.#least = Number.POSITIVE_INFINITY;
  }

  #fill(): void {
    const [count, offsets, channels] = [this.#count, this.#offsets, this.#channels];
    this.#filling.fill({ count, offsets, channels, shares: this.#shares }, this.#bottleneck);
    this.work += offsets[count]!;
    this.#refills = 0;
    for (let f = 0; f < count; f++) {
      if (this.#filling.rate(f) > 0) continue;
      // It takes nothing of anybody: the rates of the others stay.
      this.#takeOut(f);
      this.stuck++;
    }
  }

  /** Leaves out what is out, in place: what is written is behind what is read. */
  #compact(): void {
    const [offsets, channels, shares] = [this.#offsets, this.#channels, this.#shares];
    let [count, end] = [0, 0];
    for (let f = 0; f < this.#count; f++) {
      if (this.#isOut[f] === 1) continue;
      for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
        if (shares !== null) shares[end] = shares[i]!;
        channels[end++] = channels[i]!;
      }
      for (const list of [this.#bytes, this.#job, this.#place, this.#begin]) list[count] = list[f]!;
      this.#isOut[count] = 0;
      offsets[++count] = end;
    }
    this.#count = count;
  }

  #reserve(flows: number, entries: number): void {
    if (this.#bytes.length < flows) {
      const length = 2 * flows;
      this.#offsets = longer(this.#offsets, new Int32Array(length + 1));
      this.#bytes = longer(this.#bytes, new Float64Array(length));
      this.#job = longer(this.#job, new Int32Array(length));
      this.#place = longer(this.#place, new Int32Array(length));
      this.#begin = longer(this.#begin, new Float64Array(length));
      this.#isOut = longer(this.#isOut, new Uint8Array(length));
      this.#bottleneck = new Int32Array(length);
    }
    if (this.#channels.length < entries) {
      this.#channels = longer(this.#channels, new Int32Array(2 * entries));
      if (this.#shares) this.#shares = longer(this.#shares, new Float64Array(2 * entries));
    }
  }
}

function longer<List extends Int32Array | Float64Array | Uint8Array>(from: List, to: List): List {
  to.set(from);
  return to;
}
