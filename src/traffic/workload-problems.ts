import type { CompactFabric } from '../fabric/compact.js';
import { pointerTo } from '../finding/pointer.js';
import type { Problem } from '../finding/problem.js';
import type { WorkloadInput } from '../spec/workload.js';
import { formatCount, formatCounted } from '../std/units.js';
import { collectiveProblems } from './collective-problems.js';
import { unfit } from './collectives/steps.js';
import { jobGroups } from './communicator.js';
import { gpusOf } from './gpus.js';
import { type PlacedJob, type Placements, type Problems, placeJobs } from './placement.js';

/** All that is wrong with a workload on a fabric beyond its form: who has which hosts, and what they run. */
export function workloadProblems(workload: WorkloadInput, fabric: CompactFabric): Problem[] {
  const ready = readyWorkload(workload, fabric);
  return 'problems' in ready ? [...ready.problems] : [];
}

/** Where the jobs of a workload run, if nothing keeps them from it. */
export function readyWorkload(
  workload: WorkloadInput,
  fabric: CompactFabric,
): Placements | Problems {
  const tooMany = sizeProblems(workload);
  // What is too much is not even placed.
  if (tooMany.length > 0) return { problems: tooMany };
  const placed = placeJobs(workload, fabric);
  const problems = [...seriesProblems(workload), ...goesWithPlacement(workload)];
  if ('problems' in placed) problems.push(...placed.problems);
  else {
    for (const job of placed.placements.flat()) {
      problems.push(...jobProblems(workload, fabric, placed.planeSet, job));
    }
  }
  const told = new Map(problems.map((one) => [`${one.pointer} ${one.problem}`, one]));
  return 'problems' in placed || told.size > 0 ? { problems: [...told.values()] } : placed;
}

/** What keeps the collectives of a job from running on its ranks, and in their groups. */
function jobProblems(
  workload: WorkloadInput,
  fabric: CompactFabric,
  planeSet: number,
  job: PlacedJob,
): Problem[] {
  const ranks = job.hosts.length * job.gpusPerHost;
  const { run } = workload.jobs[job.name]!;
  const at = (i: number) => pointerTo('/jobs', job.name, 'run', i);
  const wrong = run.flatMap((collective, i) => collectiveProblems(collective, ranks, at(i)));
  if (wrong.length > 0) return wrong;
  const groupsOf = jobGroups(gpusOf(fabric, planeSet), job, workload);
  return run.flatMap((collective, i) => {
    const problem = unfit(collective, groupsOf[i]!);
    return problem === null ? [] : [{ pointer: at(i), problem }];
  });
}

/** More are no answer that anybody reads. */
const mostCollectives = 10_000;
const mostPoints = 1_000;

/** Each number of hosts and each size is a run of its own, and so is each repetition. */
function sizeProblems({ jobs }: WorkloadInput): Problem[] {
  return Object.entries(jobs).flatMap(([name, { run, repeat = 1, hosts }]) => {
    const problems: Problem[] = [];
    if (run.length * repeat > mostCollectives) {
      const problem = `${formatCounted(run.length, 'collective')} × ${formatCount(repeat)} are too many: at most ${formatCount(mostCollectives)}`;
      problems.push({ pointer: pointerTo('/jobs', name, 'repeat'), problem });
    }
    const [first] = run;
    const sizes = first && 'bytes' in first && typeof first.bytes !== 'number' ? first.bytes : [0];
    const numbers = typeof hosts === 'object' && typeof hosts[0] === 'number' ? hosts.length : 1;
    if (sizes.length * numbers > mostPoints) {
      const problem = `${formatCounted(numbers, 'number')} of hosts × ${formatCounted(sizes.length, 'size')} are too many: at most ${formatCount(mostPoints)} together`;
      problems.push({ pointer: pointerTo('/jobs', name, 'hosts'), problem });
    }
    return problems;
  });
}

/** Several sizes are a series of runs: of one collective, which runs alone. */
function seriesProblems({ jobs }: WorkloadInput): Problem[] {
  const all = Object.entries(jobs);
  return all.flatMap(([name, { run }]) =>
    run.flatMap((collective, i) => {
      if (!('bytes' in collective) || typeof collective.bytes === 'number') return [];
      if (all.length === 1 && run.length === 1) return [];
      const pointer = pointerTo('/jobs', name, 'run', i, 'bytes');
      const problem = 'several sizes go with a workload of one job that runs one collective';
      return [{ pointer, problem }];
    }),
  );
}

/** `stride` is of strided hosts, `seed` of random ones. */
function goesWithPlacement({ jobs }: WorkloadInput): Problem[] {
  const of = { stride: 'strided', seed: 'random' } as const;
  return Object.entries(jobs).flatMap(([name, job]) =>
    (['stride', 'seed'] as const).flatMap((key) => {
      const { placement = 'packed', hosts } = job;
      // In a list of hosts neither has a place: that is told with it.
      const isList = Array.isArray(hosts) && hosts.some((one) => typeof one === 'string');
      if (!(key in job) || placement === of[key] || isList) return [];
      const problem = `"${key}" goes with "placement": "${of[key]}", not with "${placement}"`;
      return [{ pointer: pointerTo('/jobs', name, key), problem, part: 'key' as const }];
    }),
  );
}
