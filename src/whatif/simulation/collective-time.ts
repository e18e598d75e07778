import { movedBy } from '../../traffic/collectives/bandwidth.js';
import type { CollectiveTime } from './answer.js';
import type { Timed } from './timed.js';

/** A collective as answers say it: its times, and the bandwidths that they come to. */
export function collectiveTime(timed: Timed): CollectiveTime {
  const { run, beginUs, transferUs, latencyUs, unrouted, rails } = timed;
  const { collective, groups } = run;
  const { ranks, domains } = groups[0]!;
  const us = { lower: transferUs.lower + latencyUs, upper: transferUs.upper + latencyUs };
  const moved = movedBy(collective, run.bytes, ranks.length, domains.length);
  const rate = (time: number) => (time > 0 ? moved.bytes / time / 1000 : 0);
  const algGBps = { lower: rate(us.upper), upper: rate(us.lower) };
  return {
    job: run.job,
    kind: collective.kind,
    algorithm: ('algorithm' in collective ? collective.algorithm : undefined) ?? null,
    ranks: ranks.length,
    groups: groups.length,
    bytes: moved.bytes,
    beginUs: finite(beginUs.upper),
    us: Number.isFinite(us.upper) ? us : null,
    latencyUs,
    algGBps,
    busGBps: { lower: algGBps.lower * moved.busFactor, upper: algGBps.upper * moved.busFactor },
    unrouted,
    ...(rails
      ? {
          rails: Array.from(rails, ([rail, railUs]) => ({ rail, us: railUs })).sort(
            (a, b) => a.rail - b.rail,
          ),
        }
      : {}),
  };
}

const finite = (us: number): number | null => (Number.isFinite(us) ? us : null);
