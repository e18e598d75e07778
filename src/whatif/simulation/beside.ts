import { runStages } from '../../flow/fluid/run-stages.js';
import type { Stage } from '../../flow/fluid/stage.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import type { CollectiveRun } from './runs.js';
import type { Site } from './site.js';
import { type StepStage, stepStage } from './step-stage.js';
import type { Timed } from './timed.js';

/**
 * Jobs that run beside each other: all their flows share channels max-min fairly at every moment. In a step
 * that is repeated, a flow carries what all the repetitions do, one after the other. A routing that looks at what is
 * sent looks at one step of one job at a time: what others send meanwhile does not turn its split.
 */
export function runBeside(
  site: Site,
  jobs: readonly (readonly CollectiveRun[])[],
  bytes: Float64Array,
): Timed[] | NotRouted {
  const lists = jobs.map((runs) => new JobStages(site, runs, bytes));
  const ran = runStages(
    lists.map((list) => list.stages()),
    site.channelGbps,
    { onArrival: (job, stage, flow, atUs) => lists[job]!.arrive(stage, flow, atUs) },
  );
  const refused = lists.find(({ refused }) => refused)?.refused;
  if (refused) return refused;
  if (ran.tooMuch) return { reason: 'its jobs change their rates too often to be followed' };
  return lists.flatMap((list, job) => {
    const { beginUs, endUs } = ran.jobs[job]!;
    return list.timed(beginUs, endUs);
  });
}

/** What is remembered of a stage when its flows are gone. */
interface Begun extends Pick<StepStage, 'to' | 'unrouted'> {
  readonly run: number;
  readonly delayUs: number;
  /** Latency of the steps of its collective before it. */
  readonly waitedUs: number;
}

/** The steps of one job as stages, made when they begin. */
class JobStages {
  refused: NotRouted | null = null;
  readonly #begun: Begun[] = [];
  /** By collective, by rail: the last arrival, µs, less the latency before it. */
  readonly #rails: Map<number, number>[];

  constructor(
    readonly site: Site,
    readonly runs: readonly CollectiveRun[],
    readonly bytes: Float64Array,
  ) {
    this.#rails = runs.map(() => new Map());
  }

  /** A collective with messages that have no way goes on to its end, so that all of these are counted: none comes after it. */
  *stages(): Generator<Stage> {
    let lost = false;
    for (const [run, { steps }] of this.runs.entries()) {
      if (lost) return;
      let waitedUs = 0;
      for (const step of steps()) {
        const stage = stepStage(this.site, step);
        if ('reason' in stage) {
          this.refused = stage;
          return;
        }
        const { to, unrouted, delayUs } = stage;
        this.#begun.push({ run, to, unrouted, delayUs, waitedUs });
        waitedUs += delayUs;
        this.#add(stage);
        yield stage;
        lost ||= unrouted > 0;
      }
    }
  }

  #add({ flows, bytes }: Stage): void {
    for (let f = 0; f < flows.count; f++) {
      for (let i = flows.offsets[f]!; i < flows.offsets[f + 1]!; i++) {
        this.bytes[flows.channels[i]!]! += bytes[f]! * (flows.shares?.[i] ?? 1);
      }
    }
  }

  arrive(stage: number, flow: number, atUs: number): void {
    const { run, to, waitedUs } = this.#begun[stage]!;
    const nic = to[flow]!;
    if (nic < 0) return;
    const { rail } = this.site.fabric.endpoints[nic]!;
    const rails = this.#rails[run]!;
    rails.set(rail, Math.max(rails.get(rail) ?? 0, atUs - waitedUs));
  }

  /** @param beginUs,endUs by stage that has begun */
  timed(beginUs: readonly number[], endUs: readonly number[]): Timed[] {
    return this.runs.map((run, r) => {
      const own = this.#begun.flatMap((begun, stage) =>
        begun.run === r ? [{ begun, stage }] : [],
      );
      const sum = (of: (begun: Begun) => number) =>
        own.reduce((all, { begun }) => all + of(begun), 0);
      const [first, last] = [own[0]?.stage, own.at(-1)?.stage];
      const unrouted = sum((begun) => begun.unrouted);
      const latencyUs = sum(({ delayUs }) => delayUs);
      const begin = first === undefined ? Number.POSITIVE_INFINITY : beginUs[first]!;
      const end = last === undefined || unrouted > 0 ? Number.POSITIVE_INFINITY : endUs[last]!;
      // A collective that others before it keep from beginning never ends either.
      const us = end === Number.POSITIVE_INFINITY ? end : end - begin - latencyUs;
      return {
        run,
        beginUs: { lower: begin, upper: begin },
        transferUs: { lower: us, upper: us },
        latencyUs,
        unrouted,
        rails: new Map(Array.from(this.#rails[r]!, ([rail, at]) => [rail, at - begin])),
      };
    });
  }
}
