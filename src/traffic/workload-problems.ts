import type { CompactFabric } from '../fabric/compact.js';
import { pointerTo } from '../finding/pointer.js';
import type { Problem } from '../finding/problem.js';
import type { WorkloadInput } from '../spec/workload.js';
import { collectiveProblems } from './collective-problems.js';
import { placeJobs } from './placement.js';

/** All that is wrong with a workload on a fabric beyond its form: who has which hosts, and what they run. */
export function workloadProblems(workload: WorkloadInput, fabric: CompactFabric): Problem[] {
  const placed = placeJobs(workload, fabric);
  const problems = [...seriesProblems(workload), ...goesWithPlacement(workload)];
  if ('problems' in placed) problems.push(...placed.problems);
  else {
    for (const jobs of placed.placements) {
      for (const { name, hosts, gpusPerHost } of jobs) {
        const ranks = hosts.length * gpusPerHost;
        workload.jobs[name]!.run.forEach((collective, i) => {
          const pointer = pointerTo('/jobs', name, 'run', i);
          problems.push(...collectiveProblems(collective, ranks, pointer));
        });
      }
    }
  }
  const told = new Map(problems.map((one) => [`${one.pointer} ${one.problem}`, one]));
  return [...told.values()];
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
