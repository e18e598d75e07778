import type { Bytes, Collective, WorkloadInput } from '../../spec/workload.js';
import { stepsOf } from '../../traffic/collectives/steps.js';
import { type Communicator, jobGroups } from '../../traffic/communicator.js';
import type { Gpus } from '../../traffic/gpus.js';
import type { PlacedJob, Placements } from '../../traffic/placement.js';
import type { Step } from '../../traffic/step.js';

/** A collective of a job with its groups, and how it runs at one size. */
export interface CollectiveRun {
  readonly job: string;
  readonly collective: Collective;
  readonly groups: readonly Communicator[];
  /** As asked for; of collectives that have their own sizes 0. */
  readonly bytes: number;
  readonly steps: () => Iterable<Step>;
}

/** One number of hosts and one size: what each job runs, one after the other. */
export interface PointRuns {
  readonly hosts: number;
  readonly gpus: number;
  readonly jobs: readonly (readonly CollectiveRun[])[];
}

/** A point for each number of hosts and each size. */
export function pointRuns(
  gpus: Gpus,
  workload: WorkloadInput,
  { placements }: Placements,
): PointRuns[] {
  return placements.flatMap((placed) => {
    const groupsOf = placed.map((job) => jobGroups(gpus, job, workload));
    return sizesOf(workload).map((size) => ({
      hosts: placed.reduce((sum, { hosts }) => sum + hosts.length, 0),
      gpus: placed.reduce((sum, { hosts, gpusPerHost }) => sum + hosts.length * gpusPerHost, 0),
      jobs: placed.map((job, j) => jobRuns(job, workload, groupsOf[j]!, size)),
    }));
  });
}

function jobRuns(
  { name }: PlacedJob,
  { jobs }: WorkloadInput,
  groupsOf: readonly (readonly Communicator[])[],
  size: number | null,
): CollectiveRun[] {
  const { run, repeat = 1 } = jobs[name]!;
  const once = run.map((collective, i): CollectiveRun => {
    const groups = groupsOf[i]!;
    const bytes = 'bytes' in collective ? (size ?? firstOf(collective.bytes)) : 0;
    return {
      job: name,
      collective,
      groups,
      bytes,
      steps: () => stepsOf(collective, groups, bytes),
    };
  });
  return Array.from({ length: repeat }, () => once).flat();
}

const firstOf = (bytes: Bytes): number => (typeof bytes === 'number' ? bytes : bytes[0]!);

/** The sizes that the one collective of a workload lists; null: each collective has its own. */
function sizesOf({ jobs }: WorkloadInput): readonly (number | null)[] {
  const all = Object.values(jobs).flatMap(({ run }) => run);
  const [only] = all;
  return all.length === 1 && 'bytes' in only! && typeof only.bytes !== 'number'
    ? only.bytes
    : [null];
}
