import type { NotRouted } from '../../flow/routing/routed.js';
import { latencyUs } from '../../traffic/latency.js';
import type { CollectiveRun } from './runs.js';
import type { Site } from './site.js';
import { stepOutcome } from './step-outcome.js';
import type { Timed } from './timed.js';

type Loaded = Timed & { readonly bytes: Float64Array };

/** A job that runs alone: its collectives one after the other, step by step. */
export function runAlone(
  site: Site,
  runs: readonly CollectiveRun[],
  bytes: Float64Array,
): Timed[] | NotRouted {
  const timed: Timed[] = [];
  const known = new Map<CollectiveRun, Loaded>();
  let beginUs = { lower: 0, upper: 0 };
  for (const run of runs) {
    // Repeated, it takes as long as before.
    const one = known.get(run) ?? collectiveAlone(site, run, bytes);
    if ('reason' in one) return one;
    if (known.has(run)) for (let c = 0; c < bytes.length; c++) bytes[c]! += one.bytes[c]!;
    known.set(run, one);
    const { bytes: _, ...told } = one;
    // What never begins never ends.
    const transferUs = Number.isFinite(beginUs.upper)
      ? one.transferUs
      : { lower: Number.POSITIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
    timed.push({ ...told, transferUs, beginUs });
    beginUs = {
      lower: beginUs.lower + one.transferUs.lower + one.latencyUs,
      upper: beginUs.upper + one.transferUs.upper + one.latencyUs,
    };
  }
  return timed;
}

function collectiveAlone(site: Site, run: CollectiveRun, total: Float64Array): Loaded | NotRouted {
  const bytes = new Float64Array(total.length);
  let [lower, upper, latency, unrouted] = [0, 0, 0, 0];
  for (const step of run.steps()) {
    const outcome = stepOutcome(site, step);
    if ('reason' in outcome) return outcome;
    const { times = 1 } = step;
    lower += times * outcome.lowerUs;
    upper += times * outcome.upperUs;
    latency += times * latencyUs(site.latency, outcome.farthest, step.waits);
    unrouted += outcome.unrouted;
    for (let c = 0; c < bytes.length; c++) bytes[c]! += times * outcome.bytes[c]!;
  }
  for (let c = 0; c < bytes.length; c++) total[c]! += bytes[c]!;
  return {
    run,
    beginUs: { lower: 0, upper: 0 },
    transferUs: { lower, upper },
    latencyUs: latency,
    unrouted,
    bytes,
  };
}
