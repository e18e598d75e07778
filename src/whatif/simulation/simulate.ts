import type { Subject } from '../../check/checker.js';
import { capacityAfter } from '../../failure/capacity.js';
import { readFaults } from '../../failure/fault.js';
import { hostsDown } from '../../failure/hosts-down.js';
import type { Problem } from '../../finding/problem.js';
import type { MaxMinCertificate } from '../../flow/certify/fair-rates.js';
import type { LinearSolver } from '../../flow/linear-program.js';
import type { ForwardingTables } from '../../flow/routing/forwarding-tables.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import type { WorkloadInput } from '../../spec/workload.js';
import { latencyOf } from '../../traffic/latency.js';
import { readyWorkload } from '../../traffic/workload-problems.js';
import type { Misunderstood } from '../answer.js';
import { faultAnswer } from '../fault-answer.js';
import { runAlone } from './alone.js';
import type { Ends, Routing, SeedSpread, SimulatedPoint, Simulation } from './answer.js';
import { runBeside } from './beside.js';
import { collectiveTime } from './collective-time.js';
import { deadlocksOf } from './deadlocks.js';
import { firstRates } from './first-rates.js';
import { type PointRuns, pointRuns } from './runs.js';
import { type Site, siteOf } from './site.js';
import { cableUse, tierUse } from './tier-use.js';
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
  { fabric, healthy, off }: Subject,
  solve: LinearSolver,
  question: SimulationQuestion,
): Simulated | CannotRun | NotRouted | readonly Misunderstood[] {
  const { workload, routing, seed, seeds } = question;
  const { faults, wrong } = readFaults(fabric, question.fail);
  if (wrong.length > 0) return wrong;
  const placed = readyWorkload(workload, fabric);
  if ('problems' in placed) return placed;
  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  const ground = {
    ...siteOf(
      fabric,
      capacity,
      placed.planeSet,
      workload.relay ?? 'pxn',
      hostsDown([...off, ...faults]),
    ),
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
      tables: routing === 'static' && question.tables !== null,
      seed: routing === 'ecmp' ? seed : null,
      points,
      deadlock: deadlocksOf(fabric, capacity, placed.planeSet, routing, question.tables),
    },
    busy: () => cableUse(sites[0]!, last.bytes, last.us),
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
    lower = Math.max(lower, beginUs.lower + transferUs.lower + latencyUs);
    upper = Math.max(upper, beginUs.upper + transferUs.upper + latencyUs);
  }
  return Number.isFinite(upper) ? { lower, upper } : null;
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
