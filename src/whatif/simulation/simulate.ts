import type { Subject } from '../../check/checker.js';
import { capacityAfter } from '../../failure/capacity.js';
import { readFaults } from '../../failure/fault.js';
import type { Problem } from '../../finding/problem.js';
import type { MaxMinCertificate } from '../../flow/certify/fair-rates.js';
import type { LinearSolver } from '../../flow/linear-program.js';
import type { ForwardingTables } from '../../flow/routing/forwarding-tables.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import type { WorkloadInput } from '../../spec/workload.js';
import { BYTES_PER_US } from '../../std/units.js';
import { movedBy } from '../../traffic/collectives/bandwidth.js';
import { latencyOf } from '../../traffic/latency.js';
import { placeJobs } from '../../traffic/placement.js';
import { workloadProblems } from '../../traffic/workload-problems.js';
import type { Misunderstood } from '../answer.js';
import { faultAnswer } from '../fault-answer.js';
import { runAlone } from './alone.js';
import type {
  CollectiveTime,
  Ends,
  Routing,
  SeedSpread,
  SimulatedPoint,
  Simulation,
} from './answer.js';
import { runBeside } from './beside.js';
import { deadlocksOf } from './deadlocks.js';
import { firstRates } from './first-rates.js';
import { type PointRuns, pointRuns } from './runs.js';
import { type Site, siteOf } from './site.js';
import { tierUse } from './tier-use.js';
import type { Timed } from './timed.js';
import { adaptiveTransport, ecmpTransport, staticTransport, type Transport } from './transport.js';

export interface SimulationQuestion {
  readonly workload: WorkloadInput;
  /** What it is called where it has no name. */
  readonly name: string;
  readonly fail: readonly string[];
  readonly routing: Routing;
  /** Of static routing: tables by plane instead of d-mod-k. */
  readonly tables: ((plane: number) => ForwardingTables | NotRouted) | null;
  /** Of ECMP: the first seed, and how many from it on. */
  readonly seed: number;
  readonly seeds: number;
}

/** Why a workload cannot run on a fabric. */
export interface CannotRun {
  readonly problems: readonly Problem[];
}

export interface Simulated {
  readonly answer: Simulation;
  /** Share of the time in which cables are busy at the last point, the busier direction; by id. */
  readonly busy: () => ReadonlyMap<string, number>;
  /** Rates of the messages that are sent first, at the last point. */
  readonly certificates: () => readonly MaxMinCertificate[] | NotRouted;
}

/** How long the collectives of a workload take on a fabric under faults. */
export function simulate(
  { fabric, healthy }: Subject,
  solve: LinearSolver,
  question: SimulationQuestion,
): Simulated | CannotRun | NotRouted | readonly Misunderstood[] {
  const { workload, routing, seed, seeds } = question;
  const { faults, wrong } = readFaults(fabric, question.fail);
  if (wrong.length > 0) return wrong;
  const problems = workloadProblems(workload, fabric);
  if (problems.length > 0) return { problems };
  const placed = placeJobs(workload, fabric);
  if ('problems' in placed) return placed;
  const capacity =
    faults.length === 0 ? healthy.capacity : capacityAfter(fabric, faults, healthy.capacity);
  const ground = {
    ...siteOf(fabric, capacity, placed.planeSet, workload.relay ?? 'pxn'),
    latency: latencyOf(workload.latency),
  };
  const transportOf = (at: number): Transport =>
    routing === 'ecmp'
      ? ecmpTransport(fabric, capacity, at)
      : routing === 'static'
        ? staticTransport(fabric, capacity, question.tables)
        : adaptiveTransport(fabric, capacity, solve);
  const sites = Array.from({ length: routing === 'ecmp' ? seeds : 1 }, (_, i) => ({
    ...ground,
    transport: transportOf(seed + i),
  }));
  const runs = pointRuns(ground.gpus, workload, placed);
  if ('reason' in runs) return { reason: runs.reason };
  const points: SimulatedPoint[] = [];
  let last: { bytes: Float64Array; us: number } = { bytes: new Float64Array(0), us: 0 };
  for (const point of runs) {
    const found = pointOf(sites, point);
    if ('reason' in found) return { reason: `${routing} routing: ${found.reason}` };
    points.push(found.point);
    last = found;
  }
  return {
    answer: {
      faults: faults.map(faultAnswer),
      workload: workload.name ?? question.name,
      planeSet: fabric.planeSets[placed.planeSet]!.id,
      routing,
      seed: routing === 'ecmp' ? seed : null,
      points,
      deadlock: deadlocksOf(fabric, capacity, placed.planeSet, routing, question.tables),
    },
    busy: () => busyCables(sites[0]!, last.bytes, last.us),
    certificates: () => firstRates(sites[0]!, runs.at(-1)!.jobs),
  };
}

interface PointFound {
  readonly point: SimulatedPoint;
  readonly bytes: Float64Array;
  readonly us: number;
}

/** The first site says all, the others how far hashes spread. */
function pointOf(sites: readonly Site[], { hosts, gpus, jobs }: PointRuns): PointFound | NotRouted {
  const [site] = sites;
  const bytes = new Float64Array(site!.channelGbps.length);
  const timed = runJobs(site!, jobs, bytes);
  if ('reason' in timed) return timed;
  const us = wholeOf(timed);
  const seeds: number[] = [us?.upper ?? Number.POSITIVE_INFINITY];
  for (const other of sites.slice(1)) {
    const again = runJobs(other, jobs, new Float64Array(bytes.length));
    if ('reason' in again) return again;
    seeds.push(wholeOf(again)?.upper ?? Number.POSITIVE_INFINITY);
  }
  const whole = us?.upper ?? 0;
  return {
    point: {
      hosts,
      gpus,
      collectives: timed.map(collectiveTime),
      us,
      // Who has no way has none under any seed.
      ...(sites.length > 1 && us ? { seeds: spreadOf(seeds) } : {}),
      tiers: tierUse(site!, bytes, whole),
    },
    bytes,
    us: whole,
  };
}

const runJobs = (site: Site, jobs: PointRuns['jobs'], bytes: Float64Array) =>
  jobs.length === 1 ? runAlone(site, jobs[0]!, bytes) : runBeside(site, jobs, bytes);

/** From the beginning to the end of what ends last; null: something never ends. */
function wholeOf(timed: readonly Timed[]): Ends | null {
  let [lower, upper] = [0, 0];
  for (const { beginUs, transferUs, latencyUs } of timed) {
    // What comes before is at its upper end already: only the last part may be shorter.
    lower = Math.max(lower, beginUs + transferUs.lower + latencyUs);
    upper = Math.max(upper, beginUs + transferUs.upper + latencyUs);
  }
  return Number.isFinite(upper) ? { lower, upper } : null;
}

function collectiveTime(timed: Timed): CollectiveTime {
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
    beginUs: finite(beginUs),
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

function spreadOf(us: readonly number[]): SeedSpread {
  const sorted = [...us].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    seeds: us.length,
    leastUs: sorted[0]!,
    meanUs: us.reduce((sum, one) => sum + one, 0) / us.length,
    medianUs: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    mostUs: sorted.at(-1)!,
  };
}

const finite = (us: number): number | null => (Number.isFinite(us) ? us : null);

function busyCables(
  { fabric, gpus, channelGbps }: Site,
  bytes: Float64Array,
  us: number,
): ReadonlyMap<string, number> {
  const busy = new Map<string, number>();
  for (const plane of fabric.planeSets[gpus.planeSet]!.planes) {
    for (const cable of fabric.planes[plane]!.cables) {
      const most = Math.max(bytes[2 * cable]!, bytes[2 * cable + 1]!);
      const gbps = channelGbps[2 * cable]!;
      busy.set(fabric.cableId(cable), gbps > 0 && us > 0 ? most / (BYTES_PER_US * gbps * us) : 0);
    }
  }
  return busy;
}
