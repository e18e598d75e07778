import type { CompactFabric } from '../fabric/compact.js';
import { pointerTo } from '../finding/pointer.js';
import type { Problem } from '../finding/problem.js';
import type { JobInput, WorkloadInput } from '../spec/workload.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';
import { carryingSet } from './carrying-set.js';
import { gpuCount, gpusOf } from './gpus.js';
import { freeHosts, listedHosts } from './job-hosts.js';

/** The hosts of a job. Rank r is GPU r mod `gpusPerHost` of `hosts[⌊r / gpusPerHost⌋]`. */
export interface PlacedJob {
  readonly name: string;
  /** Indices into `hostIds` of the fabric, in rank order. */
  readonly hosts: Int32Array;
  readonly gpusPerHost: number;
}

/** Where the jobs of a workload run: one placement, or one for each number of hosts that its job lists. */
export interface Placements {
  /** Index into `planeSets` of the fabric: what carries the workload. */
  readonly planeSet: number;
  readonly placements: readonly (readonly PlacedJob[])[];
}

export interface Problems {
  readonly problems: readonly Problem[];
}

/**
 * Gives each job of a workload its hosts: of those with an endpoint in its plane set, first the ones that
 * jobs list, then in the order of jobs so many of those that are left. Same workload and fabric, same hosts.
 */
export function placeJobs(workload: WorkloadInput, fabric: CompactFabric): Placements | Problems {
  const planeSet = carryingSet(fabric, workload.planes ?? null);
  if (typeof planeSet === 'string')
    return { problems: [{ pointer: '/planes', problem: planeSet }] };
  const jobs = Object.entries(workload.jobs);
  const sizes = jobs.length === 1 ? numbersOf(jobs[0]![1]) : [];
  const runs = sizes.length > 0 ? sizes : [null];
  const problems: Problem[] = [];
  const placements = runs.map((size, run) => {
    const placer = new Placer(
      fabric,
      planeSet,
      size,
      size !== null && sizes.length > 1 ? run : null,
    );
    const placed = placer.place(jobs);
    problems.push(...placer.problems);
    return placed;
  });
  return problems.length > 0 ? { problems } : { planeSet, placements };
}

/** Several numbers of hosts, if that is what a job lists. */
const numbersOf = ({ hosts }: JobInput): readonly number[] =>
  Array.isArray(hosts) ? hosts.filter((one) => typeof one === 'number') : [];

/** Places all jobs once. */
class Placer {
  readonly problems: Problem[] = [];
  /** Hosts with an endpoint in the plane set that no job has; ascending. */
  readonly #free: Set<number>;
  readonly #ownerOf = new Map<number, string>();

  /**
   * @param size hosts of the only job, if it lists several numbers
   * @param item which of them that is
   */
  constructor(
    readonly fabric: CompactFabric,
    readonly planeSet: number,
    readonly size: number | null,
    readonly item: number | null,
  ) {
    const { planeSets, planes, hostOf } = fabric;
    const hosts = planeSets[planeSet]!.planes.flatMap((p) => [...planes[p]!.endpoints]).map(
      (endpoint) => hostOf[endpoint]!,
    );
    this.#free = new Set([...new Set(hosts)].sort((a, b) => a - b));
  }

  place(jobs: readonly (readonly [string, JobInput])[]): readonly PlacedJob[] {
    const listed = new Map(
      jobs.map(([name, job]) => [name, this.#listed(name, job, pointerTo('/jobs', name))]),
    );
    return jobs.map(([name, job]) => {
      const pointer = pointerTo('/jobs', name);
      const hosts = listed.get(name) ?? this.#drawn(name, job, pointer);
      return { name, hosts: Int32Array.from(hosts), gpusPerHost: this.#gpus(job, hosts, pointer) };
    });
  }

  /** The hosts that a job lists; null if it wants a number of them. */
  #listed(name: string, job: JobInput, pointer: string): number[] | null {
    if (this.size !== null || typeof job.hosts === 'number') return null;
    const wrong = (['placement', 'stride', 'seed'] as const).filter((key) => key in job);
    for (const key of wrong) {
      const problem = `"${key}" goes with a number of hosts, not with a list of them`;
      this.problems.push({ pointer: pointerTo(pointer, key), problem, part: 'key' });
    }
    const { hosts, problems } = listedHosts(this.fabric, job.hosts, pointerTo(pointer, 'hosts'));
    this.problems.push(...problems);
    for (const { host, at } of hosts) {
      const owner = this.#ownerOf.get(host);
      if (owner === undefined && this.#free.has(host)) this.#take(name, host);
      else this.problems.push({ pointer: at, problem: this.#notFree(host, owner, name) });
    }
    return hosts.map(({ host }) => host);
  }

  #notFree(host: number, owner: string | undefined, name: string): string {
    const id = this.fabric.hostIds[host];
    if (owner === undefined) return `${id} has no NIC in the plane set that carries the workload`;
    return owner === name ? `${id} stands there twice` : `${id} is of job ${quoted(owner)} already`;
  }

  /** So many of the hosts that are free. */
  #drawn(name: string, job: JobInput, pointer: string): readonly number[] {
    const wanted = this.size ?? Number(job.hosts);
    const found = freeHosts([...this.#free], wanted, job);
    if (typeof found === 'string') {
      const at = pointerTo(pointer, 'hosts');
      this.problems.push({
        pointer: this.item === null ? at : pointerTo(at, this.item),
        problem: found,
      });
      return [];
    }
    for (const host of found) this.#take(name, host);
    return found;
  }

  #take(name: string, host: number): void {
    this.#free.delete(host);
    this.#ownerOf.set(host, name);
  }

  /** GPUs of each host that take part. */
  #gpus({ gpusPerHost }: JobInput, hosts: readonly number[], pointer: string): number {
    const { hostIds } = this.fabric;
    const all = gpusOf(this.fabric, this.planeSet);
    const first = new Map<number, string>();
    for (const host of hosts) {
      const id = hostIds[host]!;
      const gpus = gpuCount(all, host);
      if (!first.has(gpus)) first.set(gpus, id);
    }
    const [fewest = 0] = [...first.keys()].sort((a, b) => a - b);
    const id = first.get(fewest);
    const at = pointerTo(pointer, 'gpusPerHost');
    if (gpusPerHost !== undefined && hosts.length > 0 && gpusPerHost > fewest) {
      const problem = `${id} has ${formatCounted(fewest, 'GPU')}, fewer than ${formatCount(gpusPerHost)}`;
      this.problems.push({ pointer: at, problem });
    } else if (gpusPerHost === undefined && first.size > 1) {
      const kinds = [...first].map(([gpus, host]) => `${host} has ${formatCount(gpus)}`).join(', ');
      const problem = `hosts of the job have different numbers of GPUs (${kinds}); say "gpusPerHost"`;
      this.problems.push({ pointer, problem, part: 'key' });
    }
    return gpusPerHost ?? fewest;
  }
}
