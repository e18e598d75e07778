import { BYTES_PER_US } from '../../std/units.js';
import { ChannelLoads } from './channel-loads.js';
import { LiveFlows } from './live-flows.js';
import type { Stage, StageTimes } from './stage.js';

/** Looks at flows and their entries, some seconds of them. */
const MOST_WORK = 100_000_000;

export interface RunOptions {
  /** Told of each flow when it arrives; without it nobody asks, and stages may be known without their flows. */
  readonly onArrival?: (job: number, stage: number, flow: number, atUs: number) => void;
  /** Flows and entries that may be looked at; what takes more is given up. */
  readonly mostWork?: number;
}

export interface Run {
  readonly jobs: readonly StageTimes[];
  /** Flows over dead channels, which never arrive; nor do their stages end, or later ones of their jobs begin. */
  readonly stuck: number;
  /** Moments at which something arrived or began and rates were found again. */
  readonly events: number;
  /** Whether it was given up: then only what is listed is known, and `stageBounds` says what can be. */
  readonly tooMuch: boolean;
}

/**
 * When stages of jobs end whose flows have max-min fair rates at every moment. The stages of a job run one
 * after the other, the jobs beside each other; all jobs begin at 0.
 *
 * Where one stage runs alone and its flows have equal bytes, no rates are needed: it takes the largest load
 * of a channel for its capacity. Let r be the lowest rate at the beginning, that of the worst channel. While flows
 * leave, no channel has less for each of its flows, so that nobody ever has less than r; and the flows of the
 * worst channel have exactly r until bytes / r have passed, for none of them can be there before. So they arrive
 * last, and together.
 *
 * @param capacity Gb/s by channel, 0 = dead
 */
export function runStages(
  jobs: readonly Iterable<Stage>[],
  capacity: Float64Array,
  options: RunOptions = {},
): Run {
  return new StageRun(jobs, capacity, options).run();
}

class StageRun {
  readonly #stages: readonly Iterator<Stage>[];
  readonly #live: LiveFlows;
  readonly #loads: ChannelLoads;
  readonly #times: readonly { beginUs: number[]; endUs: number[] }[];
  /** By job: when its next stage begins, infinite while one runs; flows on their way; the delay after them. */
  readonly #next: Float64Array;
  readonly #flows: Int32Array;
  readonly #delay: Float64Array;
  #now = 0;
  #events = 0;

  constructor(
    jobs: readonly Iterable<Stage>[],
    readonly capacity: Float64Array,
    readonly options: RunOptions,
  ) {
    this.#stages = jobs.map((stages) => stages[Symbol.iterator]());
    this.#live = new LiveFlows(capacity);
    this.#loads = new ChannelLoads(capacity.length);
    this.#times = jobs.map(() => ({ beginUs: [], endUs: [] }));
    this.#next = new Float64Array(jobs.length);
    this.#flows = new Int32Array(jobs.length);
    this.#delay = new Float64Array(jobs.length);
  }

  run(): Run {
    const { mostWork = MOST_WORK } = this.options;
    let tooMuch = false;
    while (!tooMuch && this.#step()) tooMuch = this.#live.work > mostWork;
    return { jobs: this.#times, stuck: this.#live.stuck, events: this.#events, tooMuch };
  }

  /** Goes on to the next moment at which something happens; false: nothing does any more. */
  #step(): boolean {
    for (let job = 0; job < this.#next.length; job++) {
      while (this.#next[job]! <= this.#now) this.#begin(job);
    }
    const begins = this.#next.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const until = this.#live.isEmpty ? Number.POSITIVE_INFINITY : this.#live.untilNext();
    const isArrival = until < Number.POSITIVE_INFINITY && this.#now + until <= begins;
    if (!isArrival && begins === Number.POSITIVE_INFINITY) return false;
    // Not the difference of two moments: a short time would be lost in its rounding.
    const passed = isArrival ? until : begins - this.#now;
    this.#now = isArrival ? this.#now + until : begins;
    if (!this.#live.isEmpty) {
      this.#events++;
      this.#live.pass(passed, this.#now, isArrival ? this.#arrived : null);
    }
    return true;
  }

  #begin(job: number): void {
    const { done, value: stage } = this.#stages[job]!.next();
    this.#next[job] = Number.POSITIVE_INFINITY;
    if (done) return;
    const times = this.#times[job]!;
    times.beginUs.push(this.#now);
    times.endUs.push(Number.POSITIVE_INFINITY);
    this.#delay[job] = stage.delayUs;
    const alone = this.#timeAlone(stage);
    if (alone !== null) {
      this.#end(job, this.#now + alone);
      return;
    }
    const { bytes, flows } = stage;
    let sending = 0;
    for (let f = 0; f < flows.count; f++) {
      if (bytes[f]! > 0) sending++;
      else this.options.onArrival?.(job, times.endUs.length - 1, f, this.#now);
    }
    this.#flows[job] = sending;
    if (sending === 0) this.#end(job, this.#now);
    else this.#live.add(job, stage, this.#now);
  }

  /** µs that a stage takes which meets no other one and whose flows are alike; null: it may be another one. */
  #timeAlone({ flows, bytes }: Stage): number | null {
    if (this.options.onArrival || !this.#live.isEmpty || !areEqual(bytes, flows.count)) return null;
    this.#loads.add(flows, bytes);
    const us = this.#loads.worst(flows, this.capacity) / BYTES_PER_US;
    this.#loads.reset(flows);
    // A flow over a dead channel has to be counted.
    if (us === Number.POSITIVE_INFINITY) return null;
    return this.#next.every((begin) => begin >= this.#now + us) ? us : null;
  }

  readonly #arrived = (job: number, flow: number): void => {
    this.options.onArrival?.(job, this.#times[job]!.endUs.length - 1, flow, this.#now);
    this.#flows[job]!--;
    if (this.#flows[job] === 0) this.#end(job, this.#now);
  };

  /** All flows of its stage are there. */
  #end(job: number, atUs: number): void {
    const end = atUs + this.#delay[job]!;
    this.#times[job]!.endUs[this.#times[job]!.endUs.length - 1] = end;
    this.#next[job] = end;
  }
}

function areEqual(bytes: Float64Array, count: number): boolean {
  for (let f = 1; f < count; f++) if (bytes[f] !== bytes[0]) return false;
  return true;
}
